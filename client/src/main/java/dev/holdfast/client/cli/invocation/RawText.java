package dev.holdfast.client.cli.invocation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text that carries bytes which need not be UTF-8: each byte that is not stands as one unpaired surrogate, U+DC80 to U+DCFF, which no
 * valid text contains. The way Python calls "surrogateescape".
 */
public final class RawText {
    private static final char FIRST = '\uDC00';

    private RawText() {}

    public static String decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (FIRST + (in.get() & 0xFF)));
            }
            decoder.reset();
        }
    }

    /** The bytes that {@link #decode} read, or the UTF-8 form of any other text. */
    public static byte[] encode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            if (isEscaped(text, at)) {
                bytes.writeBytes(text.substring(start, at).getBytes(StandardCharsets.UTF_8));
                bytes.write(text.charAt(at) - FIRST);
                start = at + 1;
            }
        }
        bytes.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static boolean isEscaped(String text, int at) {
        char letter = text.charAt(at);
        return letter >= FIRST + 0x80 && letter <= FIRST + 0xFF && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
