import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages that look at the version pointer now and then, and fetch the decisions of a version they do not have, all through a cache.
 *
 * <p>Arguments: addresses of the cache and of the server, its file of flags, how many pages and contexts, seconds between two looks, seconds
 * between two changes, how many changes.
 */
final class CachedPages {
    private static final Pattern VERSION = Pattern.compile("\"flagsVersion\":\"([^\"]+)\"");
    private static final long SEED = 4711;

    private final String cache;
    private final String server;
    private final Path file;
    private final int contexts;
    private final long everyMillis;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, AtomicLong> pointers = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> decisions = new ConcurrentHashMap<>();
    private final List<Page> pages = new ArrayList<>();
    private volatile boolean over;

    private CachedPages(String[] arguments) {
        this.cache = arguments[0];
        this.server = arguments[1];
        this.file = Path.of(arguments[2]);
        this.contexts = Integer.parseInt(arguments[4]);
        this.everyMillis = Integer.parseInt(arguments[5]) * 1000L;
    }

    /** A page; written by its own thread alone. */
    private static final class Page {
        private String version = "";
        private volatile String decision = "";
        private volatile long nanos;
    }

    public static void main(String[] arguments) throws Exception {
        new CachedPages(arguments).run(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[6]) * 1000L, Integer.parseInt(arguments[7]));
    }

    private void run(int count, long pauseMillis, int changes) throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < count; i++) {
            Page page = new Page();
            pages.add(page);
            String context = Base64.getUrlEncoder().withoutPadding().encodeToString(
                    ("{\"country\":\"C" + i % contexts + "\",\"plan\":\"" + (i % 2 == 0 ? "pro" : "free") + "\"}").getBytes(StandardCharsets.UTF_8));
            Random own = new Random(random.nextLong());
            Thread.ofVirtual().start(() -> live(page, context, own));
        }
        Thread.sleep(pauseMillis);
        long reachedBefore = reached();
        pointers.clear();
        decisions.clear();
        long start = System.nanoTime();
        say("| change | half of the pages have it after | 99 %% | all |");
        say("|---|---|---|---|");
        for (int change = 1; change <= changes; change++) {
            change(change, pauseMillis);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long reached = reached() - reachedBefore;
        over = true;
        say("");
        say("| document | requests | of the cache | answers of the cache |");
        say("|---|---|---|---|");
        long asked = row("pointer", pointers) + row("decisions", decisions);
        say("");
        say("In %.0f s, %d requests of pages, %d of which reached the flag server: %.2f a second, 1 in %d.", seconds, asked, reached, reached / seconds, asked / Math.max(1, reached));
    }

    private void live(Page page, String context, Random random) {
        try {
            Thread.sleep((long) (random.nextDouble() * everyMillis));
            while (!over) {
                look(page, context);
                Thread.sleep((long) (everyMillis * (0.8 + 0.4 * random.nextDouble())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Page page, String context) throws InterruptedException {
        try {
            Matcher version = VERSION.matcher(get("/flags/v1/version", pointers));
            if (version.find() && !version.group(1).equals(page.version)) {
                String decision = get("/flags/v1/decisions/" + version.group(1) + "/" + context, decisions);
                page.version = version.group(1);
                page.nanos = System.nanoTime();
                page.decision = decision;
            }
        } catch (IOException e) {
            pointers.computeIfAbsent("FAILED", state -> new AtomicLong()).incrementAndGet();
        }
    }

    private String get(String path, Map<String, AtomicLong> states) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create(cache + path)).build(), HttpResponse.BodyHandlers.ofString());
        String state = response.statusCode() == 200 ? response.headers().firstValue("X-Cache").orElse("NONE") : "STATUS " + response.statusCode();
        states.computeIfAbsent(state, name -> new AtomicLong()).incrementAndGet();
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return response.body();
    }

    /** Turns the first flag on or off, and waits until every page has it. */
    private void change(int change, long pauseMillis) throws Exception {
        String wanted = change % 2 == 1 ? "on" : "off";
        String now = Files.readString(file);
        String next = now.replaceFirst("(\"flag-0\": \\{.*?\"defaultVariant\": )\"(?:on|off)\"", "$1\"" + wanted + "\"");
        Path beside = file.resolveSibling("next.json");
        Files.writeString(beside, next);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        long start = System.nanoTime();
        String mark = "\"key\":\"flag-0\",\"reason\":\"STATIC\",\"value\":" + wanted.equals("on");
        while (pages.stream().anyMatch(page -> !page.decision.contains(mark))) {
            if (System.nanoTime() - start > 120_000_000_000L) {
                throw new IllegalStateException("after two minutes not every page has the change");
            }
            Thread.sleep(20);
        }
        double[] seconds = pages.stream().mapToDouble(page -> (page.nanos - start) / 1e9).sorted().toArray();
        say("| %d | %.1f s | %.1f s | %.1f s |", change, seconds[seconds.length / 2], seconds[seconds.length * 99 / 100], seconds[seconds.length - 1]);
        Thread.sleep(Math.max(0, pauseMillis - (System.nanoTime() - start) / 1_000_000));
    }

    private static long row(String name, Map<String, AtomicLong> states) {
        long all = states.values().stream().mapToLong(AtomicLong::get).sum();
        long own = List.of("HIT", "STALE", "UPDATING").stream().mapToLong(state -> states.getOrDefault(state, new AtomicLong()).get()).sum();
        say("| %s | %d | %.2f %% | %s |", name, all, 100.0 * own / Math.max(1, all), new TreeMap<>(states));
        return all;
    }

    /** How many requests the server has answered, but for those about its metrics. */
    private long reached() throws IOException, InterruptedException {
        HttpResponse<String> metrics = client.send(HttpRequest.newBuilder(URI.create(server + "/metrics")).build(), HttpResponse.BodyHandlers.ofString());
        return Arrays.stream(metrics.body().split("\n"))
                .filter(line -> line.startsWith("holdfast_request_seconds_count") && line.contains("/flags/v1/"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void say(String pattern, Object... values) {
        System.out.println(String.format(Locale.ROOT, pattern, values));
    }
}
