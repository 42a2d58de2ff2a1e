package dev.holdfast.client.remote.transport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server of plain sockets that does with each request what a script says, and {@link Act#ok} once the script has ended. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Queue<Act> script = new ConcurrentLinkedQueue<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** A request that arrived, or as much of it as was read. */
    record Seen(String line, Map<String, String> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    private ScriptedServer(ServerSocket listener, List<Act> acts) {
        this.listener = listener;
        script.addAll(acts);
        Thread.ofPlatform().daemon(true).start(this::accept);
    }

    static ScriptedServer start(Act... acts) throws IOException {
        return on(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), acts);
    }

    static ScriptedServer on(ServerSocket listener, Act... acts) {
        return new ScriptedServer(listener, List.of(acts));
    }

    ServerAddress address(String scheme) {
        return ServerAddress.parse(scheme + "://127.0.0.1:" + listener.getLocalPort() + "/home");
    }

    List<Seen> seen() {
        return seen;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofPlatform().daemon(true).start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
            open.forEach(ScriptedServer::closeQuietly);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (perform(socket, in)) {
                // The next request on the same connection.
            }
        } catch (IOException e) {
            // The client left; some tests want that.
            open.remove(socket);
        }
    }

    private boolean perform(Socket socket, InputStream in) throws IOException {
        @Nullable String line = line(in);
        if (line == null) {
            return false;
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            headers.put(header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT), header.substring(header.indexOf(':') + 1).strip());
        }
        if (headers.containsKey("expect")) {
            socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        @Nullable Act next = script.poll();
        Act act = next == null ? Act.ok() : next;
        byte[] body = in.readNBytes(act instanceof Act.ResetAfter reset ? Math.min(reset.bodyBytes(), length) : length);
        seen.add(new Seen(line, headers, body));
        return perform(act, socket);
    }

    private static boolean perform(Act act, Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        return switch (act) {
            case Act.Answer answer -> {
                StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " X\r\nContent-Length: " + answer.body().length + "\r\n");
                answer.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
                out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
                out.write(answer.body());
                out.flush();
                yield true;
            }
            case Act.ResetAfter _ -> {
                socket.setSoLinger(true, 0);
                yield false;
            }
            case Act.LoseAnswer _ -> false;
            case Act.CutAnswer cut -> {
                out.write(("HTTP/1.1 200 X\r\nContent-Length: " + cut.announced() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[cut.sent()]);
                out.flush();
                yield false;
            }
            case Act.Stall _ -> socket.getInputStream().read() >= 0;
        };
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
