package dev.holdfast.server.flag;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import java.nio.charset.StandardCharsets;

/** A shop's flags at a point of time, and their source that a test changes. Thread-safe. */
final class Rules implements FlagSource {
    private volatile RuleSet current;
    private volatile RuleSet elsewhere;

    Rules(String pay) {
        this.current = RuleSet.publish(document(pay), 10);
        this.elsewhere = current;
    }

    /** A document in which the flag {@code pay} is {@code on} or {@code off}, and another gives who has asked. */
    static String json(String pay) {
        return "{\"flags\": {\"pay\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"" + pay + "\"}, "
                + "\"plan\": {\"state\": \"ENABLED\", \"variants\": {\"pro\": 20, \"free\": 5}, \"defaultVariant\": \"free\", "
                + "\"targeting\": {\"if\": [{\"==\": [{\"var\": \"plan\"}, \"pro\"]}, \"pro\"]}}}}";
    }

    static FlagDocument document(String pay) {
        return read(json(pay));
    }

    static FlagDocument read(String json) {
        return switch (FlagDocument.read(json.getBytes(StandardCharsets.UTF_8))) {
            case FlagDocument.Outcome.Accepted accepted -> accepted.document();
            case FlagDocument.Outcome.Refused refused -> throw new AssertionError(refused.problems().toString());
        };
    }

    /** Publishes the next version. */
    RuleSet publish(String pay) {
        return publish(document(pay));
    }

    RuleSet publish(FlagDocument document) {
        publishElsewhere(document);
        current = elsewhere;
        return current;
    }

    /** Publishes the next version where this source does not see it before it looks. */
    RuleSet publishElsewhere(FlagDocument document) {
        elsewhere = elsewhere.replacedBy(document, elsewhere.version().sequence() + 1);
        return elsewhere;
    }

    @Override
    public RuleSet current() {
        return current;
    }

    @Override
    public void refresh() {
        current = elsewhere;
    }
}
