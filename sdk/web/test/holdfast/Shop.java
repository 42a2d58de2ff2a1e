import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.Evaluator;
import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.guard.Guard;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.flag.FlagFeed;
import dev.holdfast.server.flag.FlagSource;
import dev.holdfast.server.flag.GuardedOperation;
import dev.holdfast.server.http.HttpHost;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A shop of which the browser tests are customers: a program of its own that reads the rules of a flag server and guards its payments by them.
 * Run with the address of the flag server; prints its own.
 */
final class Shop {
    private static final long PAUSE_MILLIS = 100;

    private final FlagFeed flags;
    private final List<String> orders = new CopyOnWriteArrayList<>();

    private Shop(FlagFeed flags) {
        this.flags = flags;
    }

    /** The rules of another server. Thread-safe. */
    private static final class RemoteRules implements FlagSource {
        private final HttpClient client = HttpClient.newHttpClient();
        private final URI address;
        private volatile RuleSet current = RuleSet.empty();

        private RemoteRules(URI server) {
            this.address = server.resolve("/flags/v1/rules");
        }

        @Override
        public RuleSet current() {
            return current;
        }

        @Override
        public synchronized void refresh() {
            try {
                HttpRequest request = HttpRequest.newBuilder(address).header("If-None-Match", "\"" + current.version() + "\"").build();
                HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() == 200) {
                    take(response);
                }
            } catch (IOException e) {
                // What was read last holds on.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void take(HttpResponse<byte[]> response) {
            FlagsVersion version = FlagsVersion.read(response.headers().firstValue(Guard.HEADER).orElseThrow()).orElseThrow();
            if (version.compareTo(current.version()) > 0 && FlagDocument.read(response.body()) instanceof FlagDocument.Outcome.Accepted accepted) {
                current = current.replacedBy(accepted.document(), version.sequence());
            }
        }
    }

    private List<Route> routes() {
        Route pay = Route.of(Method.POST, "/pay", new Access.Public(), "Orders tea.")
                .takes(BodyRule.json(Payment.class))
                .answers(Answer.bytes(200, "how it is paid", "application/json"))
                .handle(call -> {
                    String how = isExpress(call.bytes()) ? "paid with one click" : "sent by invoice";
                    orders.add(how);
                    return Reply.json(Map.of("how", how));
                });
        return List.of(
                new GuardedOperation(Guard.of(Set.of("express-pay")), flags, GuardedOperation.Unversioned.ADMITTED).guarding(pay),
                Route.of(Method.GET, "/orders", new Access.Public(), "Lists the orders and the version of the flags.")
                        .answers(Answer.bytes(200, "both", "application/json"))
                        .handle(call -> Reply.json(Map.of("orders", List.copyOf(orders), "version", flags.rules().version().toString()))));
    }

    record Payment(Map<String, Object> visitor) {}

    private boolean isExpress(byte[] body) {
        EvaluationContext visitor = JsonText.value(body) instanceof Parsed.Document document && document.value() instanceof Map<?, ?> map
                ? EvaluationContext.of(map.get("visitor")).orElse(EvaluationContext.EMPTY)
                : EvaluationContext.EMPTY;
        return Boolean.TRUE.equals(new Evaluator(flags.rules(), Clock.system()).evaluate("express-pay", visitor).value());
    }

    public static void main(String[] arguments) throws InterruptedException {
        FlagFeed flags = new FlagFeed(new RemoteRules(URI.create(arguments[0])), Clock.system());
        flags.look();
        try (HttpHost host = HttpHost.local(new Shop(flags).routes(), credentials -> Caller.anonymous(credentials.address()))) {
            System.out.println("listening on " + host.address());
            while (true) {
                Thread.sleep(PAUSE_MILLIS);
                flags.look();
            }
        }
    }
}
