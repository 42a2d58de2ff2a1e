package dev.holdfast.core.wire;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.protocol.ClaimState;
import java.util.ArrayList;
import java.util.List;

/** One byte for each chunk that was claimed. */
public final class ClaimAnswer {
    private ClaimAnswer() {}

    public static byte[] encode(List<ClaimState> states) {
        byte[] bytes = new byte[states.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) states.get(i).code();
        }
        return bytes;
    }

    /** Reads the answer to a claim of {@code count} chunks. */
    public static List<ClaimState> decode(byte[] bytes, int count) {
        if (bytes.length != count) {
            throw new MalformedException(bytes.length + " bytes do not answer a claim of " + count + " chunks");
        }
        List<ClaimState> states = new ArrayList<>(count);
        for (byte code : bytes) {
            states.add(ClaimState.of(code));
        }
        return states;
    }
}
