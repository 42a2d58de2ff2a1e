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

    @Override
    public void publish(LogRecord event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("logger", String.valueOf(event.getLoggerName()));
        fields.put("message", formatter.formatMessage(event));
        if (event.getThrown() != null) {
            fields.put("fault", LogText.of(event.getThrown()));
        }
        log.event(event.getLevel().intValue() >= Level.SEVERE.intValue() ? StructuredLog.Level.ERROR : StructuredLog.Level.WARNING, "library", fields);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
