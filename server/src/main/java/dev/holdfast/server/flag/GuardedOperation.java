package dev.holdfast.server.flag;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.guard.Guard;
import dev.holdfast.control.flag.guard.Verdict;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.Handler;
import dev.holdfast.server.api.Parameter;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps operations from happening for whoever decided on them by flags that have changed since. It looks before anything has an effect and
 * before the body is read; the refusal is not remembered under the request's {@code Idempotency-Key}, so that it can be tried again under
 * the same. Thread-safe.
 */
public final class GuardedOperation {
    private final Guard guard;
    private final FlagFeed feed;
    private final Unversioned unversioned;

    /** What becomes of a request that does not say by which flags it was decided. */
    public enum Unversioned {
        /** It is let through: programs without flags call the operation too. */
        ADMITTED,
        /** It is refused like one that is outdated. */
        REFUSED
    }

    public GuardedOperation(Guard guard, FlagFeed feed, Unversioned unversioned) {
        this.guard = guard;
        this.feed = feed;
        this.unversioned = unversioned;
    }

    /** The same operation, guarded. */
    public Route guarding(Route route) {
        List<Parameter> parameters = Stream.concat(
                        route.parameters().stream(),
                        Stream.of(new Parameter(Parameter.Place.HEADER, Guard.HEADER, "the version of the flags by which this was decided")))
                .toList();
        List<Answer> answers = Stream.concat(
                        route.answers().stream(),
                        Stream.of(Answer.bytes(409, "flags that guard this have changed since it was decided; nothing was done", "application/json")))
                .toList();
        return new Route(
                route.method(), route.path(), route.access(), route.origins(), route.lane(), route.body(), route.summary(), parameters, answers,
                guarding(route.handler()));
    }

    private Handler guarding(Handler operation) {
        return call -> {
            RuleSet rules = feed.rules(call.header(Guard.HEADER));
            return switch (guard.judge(call.header(Guard.HEADER), rules)) {
                case Verdict.Admitted admitted -> versioned(operation.handle(call), rules);
                case Verdict.Ahead ahead -> versioned(operation.handle(call), rules);
                case Verdict.Outdated outdated -> refused(outdated.flags(), rules);
                case Verdict.Unversioned none -> switch (unversioned) {
                    case ADMITTED -> versioned(operation.handle(call), rules);
                    case REFUSED -> refused(guard.flags().stream().sorted().toList(), rules);
                };
            };
        };
    }

    private static Reply refused(List<String> flags, RuleSet rules) {
        String version = rules.version().toString();
        byte[] body = CanonicalJson.bytes(Map.of("error", Guard.OUTDATED, "flagsVersion", version, "flags", flags));
        return versioned(new Reply.Bytes(409, Map.of(), "application/json", body), rules);
    }

    private static Reply versioned(Reply reply, RuleSet rules) {
        return reply.with(Guard.HEADER, rules.version().toString());
    }
}
