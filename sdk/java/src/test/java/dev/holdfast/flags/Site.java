package dev.holdfast.flags;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A small server of flags that a test kills, starts again and lets misbehave. It keeps its port. Thread-safe. */
public final class Site implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<OutputStream> listening = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> exposures = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> assignments = new LinkedBlockingQueue<>();
    private final AtomicInteger wholes = new AtomicInteger();
    private final AtomicInteger unchanged = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private final Semaphore streams = new Semaphore(0);
    private volatile RuleSet rules;
    private volatile Optional<HttpHandler> fault = Optional.empty();
    private volatile HttpHandler assigning = exchange -> exchange.sendResponseHeaders(404, -1);
    private volatile boolean streaming;
    private volatile int exposureStatus = 202;
    private volatile String seenVersion = "";
    private volatile String seenToken = "";
    private HttpServer server;
    private final int port;

    private Site(RuleSet rules) throws IOException {
        this.rules = rules;
        this.server = serve(0);
        this.port = server.getAddress().getPort();
    }

    /** One that polls are meant for: it has no stream of notices. */
    public static Site open(FlagDocument document, long sequence) throws IOException {
        return new Site(RuleSet.publish(document, sequence));
    }

    /** From now on it tells those who listen. */
    public Site streaming() {
        streaming = true;
        return this;
    }

    private HttpServer serve(int at) throws IOException {
        HttpServer next = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        next.setExecutor(threads);
        next.createContext("/flags/v1/rules", this::rules);
        next.createContext("/flags/v1/events", this::events);
        next.createContext("/flags/v1/exposures", this::exposures);
        next.createContext("/flags/v1/assignments", this::assignments);
        next.start();
        return next;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public RuleSet rules() {
        return rules;
    }

    /** Publishes, and tells those who listen. */
    public RuleSet publish(FlagDocument document, long sequence) {
        RuleSet next = RuleSet.publish(document, sequence);
        rules = next;
        tell("{\"type\":\"refetchEvaluation\"}");
        return next;
    }

    /** Publishes, and says nothing to those who listen, as if the way to them were lost. */
    public RuleSet publishUnheard(FlagDocument document, long sequence) {
        RuleSet next = RuleSet.publish(document, sequence);
        rules = next;
        return next;
    }

    public void tell(String message) {
        listening.removeIf(out -> !isTold(out, message));
    }

    private static boolean isTold(OutputStream out, String message) {
        try {
            say(out, message);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void say(OutputStream out, String message) throws IOException {
        out.write(("event: message\ndata: " + message + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** From now on answers to questions for rules are these. */
    public void misbehave(HttpHandler handler) {
        fault = Optional.of(handler);
    }

    public void behave() {
        fault = Optional.empty();
    }

    public void exposureStatus(int status) {
        exposureStatus = status;
    }

    public void kill() {
        server.stop(0);
        listening.clear();
    }

    public void restart() throws IOException {
        server = serve(port);
    }

    /** Waits until one more stream of notices was opened, and the version said on it. */
    public void awaitStream() throws InterruptedException {
        if (!streams.tryAcquire(20, TimeUnit.SECONDS)) {
            throw new AssertionError("no stream was opened");
        }
    }

    /** How often the rules were sent. */
    public int wholes() {
        return wholes.get();
    }

    /** How often it said that they are the same. */
    public int unchanged() {
        return unchanged.get();
    }

    /** How often it was asked for them. */
    public int questions() {
        return questions.get();
    }

    /** The version that the last question named. */
    public String seenVersion() {
        return seenVersion;
    }

    public String seenToken() {
        return seenToken;
    }

    public BlockingQueue<String> exposures() {
        return exposures;
    }

    /** What was asked about assignments, in its order. */
    public BlockingQueue<String> assignments() {
        return assignments;
    }

    /** From now on answers to questions about assignments are these. */
    public void assign(HttpHandler handler) {
        assigning = handler;
    }

    /** The answer that a unit keeps this variant. */
    public static HttpHandler keeping(String variant) {
        return exchange -> answer(exchange, "1", "{\"variant\":\"" + variant + "\",\"kept\":true}");
    }

    private void rules(HttpExchange exchange) throws IOException {
        questions.incrementAndGet();
        seenVersion = String.valueOf(exchange.getRequestHeaders().getFirst("X-Flags-Version"));
        seenToken = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        HttpHandler handler = fault.orElse(this::present);
        try (exchange) {
            handler.handle(exchange);
        }
    }

    private void present(HttpExchange exchange) throws IOException {
        RuleSet now = rules;
        String tag = "\"" + now.version() + "\"";
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            unchanged.incrementAndGet();
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        wholes.incrementAndGet();
        answer(exchange, now.version().toString(), now.json());
    }

    /** An answer as it would be if this were so. */
    public static void answer(HttpExchange exchange, String version, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Flags-Version", version);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void events(HttpExchange exchange) throws IOException {
        if (!streaming) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        say(out, "{\"type\":\"flagsVersion\",\"flagsVersion\":\"" + rules.version() + "\"}");
        listening.add(out);
        streams.release();
    }

    private void exposures(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = exposureStatus;
            exchange.sendResponseHeaders(status, -1);
            if (status / 100 == 2) {
                exposures.add(body);
            }
        }
    }

    private void assignments(HttpExchange exchange) throws IOException {
        try (exchange) {
            assignments.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            assigning.handle(exchange);
        }
    }

    @Override
    public void close() {
        kill();
        threads.shutdownNow();
    }
}
