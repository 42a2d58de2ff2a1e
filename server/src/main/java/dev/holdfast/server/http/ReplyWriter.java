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

/** Sends replies. */
final class ReplyWriter {
    private static final int BUFFER_BYTES = 64 << 10;

    /** What is left out of an answer. */
    enum Part {
        WHOLE,
        /** The answer to HEAD. */
        HEAD_ALONE
    }

    private ReplyWriter() {}

    /** Sends a reply; blocks until all of it is on its way. Of one that stays open only the head is sent. */
    static void send(Reply reply, Part part, Response response) throws IOException {
        head(reply, response);
        switch (reply) {
            case Reply.Json json -> whole("application/json", Json.bytes(json.body()), part, response);
            case Reply.Bytes bytes -> whole(bytes.mediaType(), bytes.body(), part, response);
            case Reply.Stream stream -> stream(stream, part, response);
            case Reply.Lasting lasting -> {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, lasting.mediaType());
                Content.Sink.write(response, true, ByteBuffer.allocate(0));
            }
            case Reply.Empty empty -> Content.Sink.write(response, true, ByteBuffer.allocate(0));
        }
    }

    /** Begins an answer that stays open. */
    static void open(Reply.Lasting lasting, Outlet outlet, Response response) {
        head(lasting, response);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, lasting.mediaType());
        lasting.opening().open(outlet);
    }

    private static void head(Reply reply, Response response) {
        response.setStatus(reply.status());
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (!response.getHeaders().contains(HttpHeader.CACHE_CONTROL)) {
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        }
    }

    private static void whole(String mediaType, byte[] body, Part part, Response response) throws IOException {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        Content.Sink.write(response, true, part == Part.WHOLE ? ByteBuffer.wrap(body) : ByteBuffer.allocate(0));
    }

    private static void stream(Reply.Stream stream, Part part, Response response) throws IOException {
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
