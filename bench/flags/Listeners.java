import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Opens many connections that wait for changes, changes the file, and notes when each connection hears of it.
 *
 * <p>Arguments: the server's address and process, its file of flags, how many connections, how many changes.
 */
final class Listeners {
    private static final byte[] HEARD = "refetchEvaluation".getBytes(StandardCharsets.UTF_8);
    private static final byte[] GREETED = "flagsVersion\"}".substring(0, 12).getBytes(StandardCharsets.UTF_8);
    private static final int AT_ONCE = 64;

    private final URI server;
    private final ServerProcess process;
    private final Path file;
    private final int count;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);

    private Listeners(URI server, long process, Path file, int count) throws IOException {
        this.server = server;
        this.process = new ServerProcess(process);
        this.file = file;
        this.count = count;
        this.selector = Selector.open();
    }

    /** One connection: how far it has come in what it waits for. */
    private static final class Ear {
        private int greeted;
        private int heard;
        private long nanos;
    }

    public static void main(String[] arguments) throws Exception {
        Listeners listeners = new Listeners(
                URI.create(arguments[0]), Long.parseLong(arguments[1]), Path.of(arguments[2]), Integer.parseInt(arguments[3]));
        listeners.run(Integer.parseInt(arguments[4]));
    }

    private void run(int changes) throws Exception {
        warm();
        long before = process.residentKilobytes();
        long heapBefore = process.liveKilobytes();
        long start = System.nanoTime();
        for (int opened = 0; opened < count; opened += AT_ONCE) {
            open(Math.min(AT_ONCE, count - opened));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        say("- %d listeners, connected in %.1f s", count, seconds);
        long connected = process.residentKilobytes();
        say("");
        say("| change | first | middle | last |");
        say("|---|---|---|---|");
        for (int change = 1; change <= changes; change++) {
            change(change);
        }
        long after = process.residentKilobytes();
        say("");
        say("| memory of the server | without | with %d listeners | after the changes | each listener |", count);
        say("|---|---|---|---|---|");
        say("| resident | %d MB | %d MB | %d MB | %.1f KB |", before >> 10, connected >> 10, after >> 10, (double) (after - before) / count);
        long heapAfter = process.liveKilobytes();
        say("| live objects | %d MB | | %d MB | %.1f KB |", heapBefore >> 10, heapAfter >> 10, (double) (heapAfter - heapBefore) / count);
    }

    /** So that what the server loads and compiles at first is not counted for the listeners. */
    private void warm() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("/flags/v1/version")).build();
            for (int i = 0; i < 2_000; i++) {
                client.send(request, HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    private void open(int connections) throws IOException {
        byte[] request = ("GET /flags/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Ear());
        }
        await(connections, GREETED);
    }

    private void change(int change) throws IOException {
        Path next = file.resolveSibling("next.json");
        String now = Files.readString(file);
        Files.writeString(next, change % 2 == 1 ? now.replace("\"defaultVariant\": \"off\"", "\"defaultVariant\": \"on\"") : now.replace("\"defaultVariant\": \"on\"", "\"defaultVariant\": \"off\""));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        long start = System.nanoTime();
        selector.keys().forEach(key -> ((Ear) key.attachment()).heard = 0);
        await(count, HEARD);
        long[] nanos = selector.keys().stream().mapToLong(key -> ((Ear) key.attachment()).nanos - start).sorted().toArray();
        say("| %d | %.0f ms | %.0f ms | %.0f ms |", change, nanos[0] / 1e6, nanos[nanos.length / 2] / 1e6, nanos[nanos.length - 1] / 1e6);
    }

    /** Reads until so many connections have received these bytes. */
    private void await(int connections, byte[] wanted) throws IOException {
        int complete = 0;
        while (complete < connections) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                complete += read(key, wanted);
            }
            selector.selectedKeys().clear();
        }
    }

    private int read(SelectionKey key, byte[] wanted) throws IOException {
        Ear ear = (Ear) key.attachment();
        buffer.clear();
        if (((SocketChannel) key.channel()).read(buffer) < 0) {
            throw new IOException("the server has closed a connection");
        }
        buffer.flip();
        boolean greeting = wanted == GREETED;
        int at = greeting ? ear.greeted : ear.heard;
        boolean complete = at == wanted.length;
        while (buffer.hasRemaining() && at < wanted.length) {
            byte next = buffer.get();
            at = next == wanted[at] ? at + 1 : next == wanted[0] ? 1 : 0;
        }
        if (greeting) {
            ear.greeted = at;
        } else {
            ear.heard = at;
        }
        if (complete || at < wanted.length) {
            return 0;
        }
        ear.nanos = System.nanoTime();
        return 1;
    }

    private static void say(String pattern, Object... values) {
        System.out.println(values.length == 0 ? pattern : String.format(Locale.ROOT, pattern, values));
    }
}
