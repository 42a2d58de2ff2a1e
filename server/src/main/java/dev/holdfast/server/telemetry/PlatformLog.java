package dev.holdfast.server.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Takes what libraries log through the Java platform into the structured log. */
public final class PlatformLog extends Handler {
    private final StructuredLog log;
    private final SimpleFormatter formatter = new SimpleFormatter();

    private PlatformLog(StructuredLog log) {
        this.log = log;
    }

    /** From now on warnings of libraries go to this log alone. */
    public static void into(StructuredLog log) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(new PlatformLog(log));
    }

    /**
     * Has libraries say no less than this, in this whole process. There is nothing below {@code INFO}: some write down headers there, and
     * with them secrets.
     */
    public static void follow(StructuredLog.Level least) {
        Logger.getLogger("").setLevel(switch (least) {
            case INFO -> Level.INFO;
            case WARNING -> Level.WARNING;
            case ERROR -> Level.SEVERE;
        });
    }

    @Override
    public void publish(LogRecord event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("logger", String.valueOf(event.getLoggerName()));
        fields.put("message", formatter.formatMessage(event));
        if (event.getThrown() != null) {
            fields.put("fault", LogText.of(event.getThrown()));
        }
        log.event(LogRules.Component.LIBRARIES, level(event.getLevel()), "library", fields);
    }

    private static StructuredLog.Level level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return StructuredLog.Level.ERROR;
        }
        return level.intValue() >= Level.WARNING.intValue() ? StructuredLog.Level.WARNING : StructuredLog.Level.INFO;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
