package dev.holdfast.verify.chaos;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request and its answer. The server is told to close the connection after it, so that the answer's end needs no understanding. Belongs
 * to one thread.
 */
final class Passage {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final Pattern EXPECT = Pattern.compile("(?i)\r\nexpect:[^\r]*");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)");

    private final Socket client;
    private final int serverPort;
    private final Gate gate;
    private final InputStream in;

    Passage(Socket client, int serverPort, Gate gate) throws IOException {
        this.client = client;
        this.serverPort = serverPort;
        this.gate = gate;
        this.in = new BufferedInputStream(client.getInputStream(), BUFFER_BYTES);
    }

    /** The head of a request, from its first line to the last before the empty one. */
    record Head(String text) {
        Asked asked() {
            String[] line = text.substring(0, text.indexOf('\r')).split(" ", 3);
            return new Asked(line[0], line[1]);
        }

        long bodyBytes() {
            Matcher matcher = LENGTH.matcher(text);
            return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        }

        byte[] closing() {
            return (EXPECT.matcher(text).replaceAll("") + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        }

        boolean waitsForLeave() {
            return EXPECT.matcher(text).find();
        }
    }

    /** Reads up to the empty line; nothing if the client left before it. */
    Optional<Head> head() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            bytes.write(next);
            matched = next == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : next == '\r' ? 1 : 0;
        }
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        return Optional.of(new Head(text.substring(0, text.length() - 4)));
    }

    /** Carries it through, or does to it what is to happen; true if the connection to the client is to stay open, silent. */
    boolean carry(Head head, Mishap mishap) throws IOException {
        if (head.waitsForLeave()) {
            client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (mishap instanceof Mishap.Answered answered) {
            copy(in, OutputStream.nullOutputStream(), head.bodyBytes());
            answer(answered);
            return false;
        }
        gate.pass();
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            OutputStream out = server.getOutputStream();
            out.write(head.closing());
            long body = mishap instanceof Mishap.RequestCut cut ? Math.min(cut.bytes(), head.bodyBytes()) : head.bodyBytes();
            copy(in, out, body);
            out.flush();
            return back(server, mishap);
        }
    }

    private boolean back(Socket server, Mishap mishap) throws IOException {
        InputStream answer = server.getInputStream();
        switch (mishap) {
            case Mishap.RequestCut _ -> {
                server.setSoLinger(true, 0);
                reset();
            }
            case Mishap.HungUp _ -> {
                reset();
                copy(answer, OutputStream.nullOutputStream(), Long.MAX_VALUE);
            }
            case Mishap.AnswerCut cut -> {
                copy(answer, client.getOutputStream(), cut.bytes());
                copy(answer, OutputStream.nullOutputStream(), Long.MAX_VALUE);
                reset();
            }
            case Mishap.Swallowed _ -> copy(answer, OutputStream.nullOutputStream(), Long.MAX_VALUE);
            case Mishap.None _, Mishap.Answered _ -> copy(answer, client.getOutputStream(), Long.MAX_VALUE);
        }
        return mishap instanceof Mishap.Swallowed;
    }

    private void answer(Mishap.Answered answered) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answered.status() + " X\r\nContent-Length: 0\r\nConnection: close\r\n");
        answered.retryAfterSeconds().ifPresent(seconds -> head.append("Retry-After: ").append(seconds).append("\r\n"));
        client.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }

    private void copy(InputStream from, OutputStream to, long mostBytes) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = mostBytes;
        while (left > 0) {
            int count = from.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                return;
            }
            gate.pass();
            to.write(buffer, 0, count);
            left -= count;
        }
    }

    private void reset() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }
}
