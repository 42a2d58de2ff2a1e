package dev.holdfast.server.access;

import dev.holdfast.core.keys.Argon2;
import dev.holdfast.core.keys.Argon2Settings;
import dev.holdfast.core.time.Entropy;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passwords as Argon2id hashes in their usual text form. Few are computed at a time, since each takes much memory; others wait. Thread-safe.
 */
public final class PasswordHash {
    /** OWASP's first choice, which bounds the memory of a server. */
    public static final Argon2Settings STANDARD = new Argon2Settings(46 * 1024, 1, 1);

    private static final int SALT_BYTES = 16;
    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final Argon2 engine;
    private final Argon2Settings settings;
    private final Entropy entropy;
    private final Semaphore memory = new Semaphore(1, true);

    public PasswordHash(Argon2 engine, Argon2Settings settings, Entropy entropy) {
        this.engine = engine;
        this.settings = settings;
        this.entropy = entropy;
    }

    /** The hash of a new password. */
    String of(String password) {
        byte[] salt = entropy.bytes(SALT_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        settings.memoryKib(),
                        settings.iterations(),
                        settings.parallelism(),
                        base64.encodeToString(salt),
                        base64.encodeToString(compute(password, salt, settings)));
    }

    /** Whether {@code password} is the one with that hash. */
    boolean matches(String password, String hash) {
        Matcher form = FORM.matcher(hash);
        if (!form.matches()) {
            return false;
        }
        Argon2Settings cost = new Argon2Settings(
                Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)));
        byte[] expected = Base64.getDecoder().decode(form.group(5));
        return MessageDigest.isEqual(expected, compute(password, Base64.getDecoder().decode(form.group(4)), cost));
    }

    /** Takes as long as {@link #matches}, so that a name that nobody has cannot be told from one with another password. */
    boolean matchesNobody(String password) {
        compute(password, new byte[SALT_BYTES], settings);
        return false;
    }

    private byte[] compute(String password, byte[] salt, Argon2Settings cost) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        memory.acquireUninterruptibly();
        try {
            return engine.hash(bytes, salt, cost);
        } finally {
            memory.release();
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(encoded.array(), (byte) 0);
        }
    }
}
