package dev.holdfast.server.tls;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.telemetry.HealthCheck;
import dev.holdfast.server.telemetry.StructuredLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The certificate in use. Takes up a new one when its files change. Thread-safe. */
public final class ServerCertificate implements HealthCheck {
    private static final Duration WARN_BEFORE = Duration.ofDays(21);

    private final PemFiles files;
    private final Clock clock;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private volatile X509Certificate current;
    private volatile List<FileTime> seen;
    private volatile String trouble = "";

    private ServerCertificate(PemFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
        this.seen = times(files);
        PemFiles.Loaded loaded = files.load();
        this.current = loaded.certificate();
        context.setKeyStore(loaded.keys());
        context.setKeyStorePassword("");
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setRenegotiationAllowed(false);
        context.setSniRequired(false);
    }

    /** The operator's own. */
    public static ServerCertificate of(PemFiles files, Clock clock) {
        return new ServerCertificate(files, clock);
    }

    /** The server's own in this directory, made for these and the machine's own names if there is none yet. */
    public static ServerCertificate selfMade(Path directory, Set<String> names, Clock clock, Entropy entropy) {
        PemFiles files = new PemFiles(directory.resolve("certificate.pem"), directory.resolve("key.pem"));
        new SelfMadeCertificate(clock, entropy).makeUnlessThere(files, OwnNames.with(names));
        return new ServerCertificate(files, clock);
    }

    /** For the HTTP engine. */
    public SslContextFactory.Server context() {
        return context;
    }

    public Fingerprint256 fingerprint() {
        return Fingerprint256.of(current);
    }

    /** Seconds until it is no longer valid; negative after. */
    public double secondsLeft() {
        return Duration.between(clock.now(), current.getNotAfter().toInstant()).toSeconds();
    }

    /** Looks whether the files changed, and uses what they hold now; files that make no sense change nothing. */
    public void reload(StructuredLog log) {
        List<FileTime> now = times(files);
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            PemFiles.Loaded loaded = files.load();
            context.reload(factory -> factory.setKeyStore(loaded.keys()));
            current = loaded.certificate();
            trouble = "";
            log.event(StructuredLog.Level.INFO, "certificate_changed", Map.of("fingerprint", fingerprint(), "valid_until", current.getNotAfter().toInstant()));
        } catch (HoldfastException e) {
            trouble = "the new certificate cannot be used";
            log.failure("certificate_unusable", e, Map.of());
        } catch (Exception e) {
            trouble = "the new certificate cannot be used";
            log.failure("certificate_unusable", new HoldfastException(ErrorCode.INVALID_ARGUMENT, trouble, e), Map.of());
        }
    }

    /** Says in the log if it ends soon. */
    public void warn(StructuredLog log) {
        if (secondsLeft() < WARN_BEFORE.toSeconds()) {
            log.event(StructuredLog.Level.WARNING, "certificate_expires", Map.of("valid_until", current.getNotAfter().toInstant()));
        }
    }

    private static List<FileTime> times(PemFiles files) {
        try {
            return List.of(Files.getLastModifiedTime(files.certificate()), Files.getLastModifiedTime(files.key()));
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public String name() {
        return "certificate";
    }

    @Override
    public Health check() {
        double left = secondsLeft();
        if (left <= 0) {
            return new Health(Status.FAILING, "the certificate expired at " + current.getNotAfter().toInstant());
        }
        if (!trouble.isEmpty()) {
            return new Health(Status.WARNING, trouble);
        }
        return left < WARN_BEFORE.toSeconds() ? new Health(Status.WARNING, "the certificate expires at " + current.getNotAfter().toInstant()) : Health.ok();
    }
}
