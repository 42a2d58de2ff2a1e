package dev.holdfast.server.flag;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.FlagError;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Answers OFREP. Thread-safe. */
final class EvaluationAnswers {
    private static final String JSON = "application/json";

    private final Function<Call, FlagFeed> feed;
    private final StreamOffers offers;

    EvaluationAnswers(String prefix, Function<Call, FlagFeed> feed) {
        this.feed = feed;
        this.offers = new StreamOffers(prefix);
    }

    Reply one(Call call) {
        String key = call.path("key");
        FlagFeed flags = feed.apply(call);
        ServedRules rules = flags.served(call.header(DeliveryRoutes.VERSION), call);
        return switch (Question.read(call.bytes())) {
            case Question.Wrong wrong -> reply(400, OfrepBody.failure(key, wrong.code(), wrong.message()), rules);
            case Question.For asked -> {
                Evaluation evaluation = rules.evaluate(key, asked.context(), flags.keeping(call));
                yield reply(status(evaluation), rules.json(evaluation), rules);
            }
        };
    }

    private static int status(Evaluation evaluation) {
        Evaluation.Fault fault = evaluation.fault();
        if (fault == null) {
            return 200;
        }
        return fault.code() == FlagError.FLAG_NOT_FOUND ? 404 : 400;
    }

    Reply all(Call call) {
        // Clients that know nothing of the header repeat what a notice told them.
        FlagFeed flags = feed.apply(call);
        ServedRules rules = flags.served(call.header(DeliveryRoutes.VERSION).or(() -> call.query("flagConfigEtag")), call);
        Keeping keeping = flags.keeping(call);
        byte[] request = call.bytes();
        String offer = offers.at(call);
        Tags wanted = Tags.of(call);
        Optional<String> known = wanted.isEmpty() ? Optional.empty() : rules.known(request, offer, keeping).filter(wanted::contains);
        if (known.isPresent()) {
            return unchanged(known.get(), rules);
        }
        return switch (Question.read(request)) {
            case Question.Wrong wrong -> reply(400, OfrepBody.failure(wrong.code(), wrong.message()), rules);
            case Question.For asked -> {
                ServedRules.Bulk bulk = rules.bulk(request, asked.context(), offer, keeping);
                yield wanted.contains(bulk.tag()) ? unchanged(bulk.tag(), rules) : whole(bulk, rules);
            }
        };
    }

    private static Reply whole(ServedRules.Bulk bulk, ServedRules rules) {
        return new Reply.Bytes(200, Map.of("ETag", bulk.tag(), DeliveryRoutes.VERSION, rules.version()), JSON, bulk.body());
    }

    private static Reply unchanged(String tag, ServedRules rules) {
        return new Reply.Empty(304, Map.of("ETag", tag, DeliveryRoutes.VERSION, rules.version()));
    }

    private static Reply reply(int status, byte[] body, ServedRules rules) {
        return new Reply.Bytes(status, Map.of(DeliveryRoutes.VERSION, rules.version()), JSON, body);
    }
}
