package dev.holdfast.server.flag;

import dev.holdfast.control.flag.FlagsVersion;
import java.nio.charset.StandardCharsets;

/**
 * What listeners are told about a version, as server-sent events: made once, and shared by all of them. It only says that there is something
 * to ask for, never what.
 *
 * @param version what it is about
 * @param greeting what a listener hears first: which version there is, so that it sees what it missed
 * @param change what listeners hear when it becomes the present one
 */
record Notice(FlagsVersion version, byte[] greeting, byte[] change) {
    private static final String RETRY = "retry: 2000\n\n";

    static Notice of(FlagsVersion version) {
        String known = event(version, "{\"type\":\"flagsVersion\",\"flagsVersion\":\"" + version + "\"}");
        String ask = event(version, "{\"type\":\"refetchEvaluation\",\"etag\":\"" + version + "\"}");
        return new Notice(version, bytes(RETRY + known), bytes(ask + known));
    }

    private static String event(FlagsVersion version, String data) {
        return "id: " + version + "\nevent: message\ndata: " + data + "\n\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
