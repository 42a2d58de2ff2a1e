package dev.holdfast.server.http;

import dev.holdfast.server.api.Outlet;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends replies. */
final class ReplyWriter {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final byte[] NOTHING = {};

    /** What is left out of an answer. */
    enum Part {
        WHOLE,
        /** The answer to HEAD. */
        HEAD_ALONE
    }

    private ReplyWriter() {}

    /** Sends a reply without waiting; of one that is written while it is sent, or stays open, only the head. {@code sent} is told what became of it. */
    static void send(Reply reply, Part part, Response response, Callback sent) {
        byte[] body = prepared(reply, response);
        response.write(true, part == Part.WHOLE ? ByteBuffer.wrap(body) : ByteBuffer.allocate(0), sent);
    }

    /** Writes the head down and gives the body. */
    private static byte[] prepared(Reply reply, Response response) {
        return switch (reply) {
            case Reply.Json json -> whole(reply, "application/json", Json.bytes(json.body()), response);
            case Reply.Bytes bytes -> whole(reply, bytes.mediaType(), bytes.body(), response);
            case Reply.Stream stream -> open(reply, stream.mediaType(), response);
            case Reply.Lasting lasting -> open(reply, lasting.mediaType(), response);
            case Reply.Empty empty -> {
                head(reply, response);
                yield NOTHING;
            }
        };
    }

    private static byte[] whole(Reply reply, String mediaType, byte[] body, Response response) {
        open(reply, mediaType, response);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        return body;
    }

    private static byte[] open(Reply reply, String mediaType, Response response) {
        head(reply, response);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
        return NOTHING;
    }

    /** Begins an answer that stays open. */
    static void open(Reply.Lasting lasting, Outlet outlet, Response response) {
        open(lasting, lasting.mediaType(), response);
        lasting.opening().open(outlet);
    }

    private static void head(Reply reply, Response response) {
        response.setStatus(reply.status());
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (!response.getHeaders().contains(HttpHeader.CACHE_CONTROL)) {
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        }
    }

    /** Sends a reply that is written while it is sent; blocks until all of it is on its way. */
    static void stream(Reply.Stream stream, Part part, Response response) throws IOException {
        head(stream, response);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, stream.mediaType());
        if (stream.lengthBytes() >= 0) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, stream.lengthBytes());
        }
        if (part == Part.HEAD_ALONE) {
            Content.Sink.write(response, true, ByteBuffer.allocate(0));
            return;
        }
        // Not in a try with resources: closing says that the answer is whole, which after a failure it is not.
        OutputStream out = new BufferedOutputStream(Content.Sink.asOutputStream(response), BUFFER_BYTES);
        stream.content().write(out);
        out.close();
    }
}
