package dev.holdfast.server.browse;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Route;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What browsing calls say in their addresses. */
final class Arguments {
    private Arguments() {}

    /** Documents the two ways to name a path. */
    static Route.Draft path(Route.Draft draft) {
        return draft.query("path", "The path, as UTF-8.").query("path_base64", "The path, as base64 of its bytes; for names that are no text.");
    }

    /** Documents how a list is divided into pages. */
    static Route.Draft page(Route.Draft draft) {
        return draft.query("limit", "How many to answer at most.").query("after", "The `next` of the page before.");
    }

    /** Documents how a token gives the passphrase. */
    static Route.Draft passphrase(Route.Draft draft) {
        return draft.header(
                Visitor.PASSPHRASE_HEADER,
                "The passphrase, from callers without a sign-in; only over TLS or from the same machine.");
    }

    /** The path that a call names, or empty if it names none. */
    static Optional<RawPath> path(Call call) {
        Optional<String> encoded = call.query("path_base64").filter(text -> !text.isEmpty());
        Optional<byte[]> bytes = encoded.isPresent()
                ? Optional.of(Base64Text.read(encoded.get())
                        .orElseThrow(() -> BrowseFailures.invalid("path_base64 is not base64", "encode the path's bytes")))
                : call.query("path").filter(text -> !text.isEmpty()).map(text -> text.getBytes(StandardCharsets.UTF_8));
        return bytes.map(Arguments::parse);
    }

    static RawPath parse(byte[] path) {
        try {
            return RawPath.of(RawPath.ROOT, path);
        } catch (MalformedException e) {
            throw BrowseFailures.invalid("the path cannot be one: " + e.getMessage(), "take a path from a list of entries");
        }
    }

    /** The directory or file that a call names; {@code /} if it names none. */
    static RawPath pathOrRoot(Call call) {
        return path(call).orElse(RawPath.ROOT);
    }

    static SessionId snapshot(String text) {
        try {
            return SessionId.parse(text);
        } catch (IllegalArgumentException e) {
            throw BrowseFailures.noSnapshot(text);
        }
    }

    /** The version of what a call changes, as its caller read it. */
    static long version(Call call) {
        try {
            return Long.parseLong(call.header("If-Match").orElse("").replace("\"", "").strip());
        } catch (NumberFormatException e) {
            throw BrowseFailures.invalid("the header If-Match has no version of the snapshot", "give the version that was read, in quotes");
        }
    }

    /** A required parameter that names a snapshot. */
    static SessionId snapshot(Call call, String name) {
        return snapshot(call.query(name)
                .orElseThrow(() -> BrowseFailures.invalid("the parameter '" + name + "' is missing", "name a snapshot by its id")));
    }
}
