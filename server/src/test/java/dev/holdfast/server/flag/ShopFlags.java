package dev.holdfast.server.flag;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Access;
import java.nio.charset.StandardCharsets;

/** The flags that published clients are asked about. */
final class ShopFlags {
    private static final String TEXT =
            """
            {"metadata": {"team": "shop"},
             "flags": {
               "a/b": {"state": "ENABLED", "variants": {"x": 1}, "defaultVariant": "x"},
               "off": {"state": "DISABLED", "variants": {"x": 1}, "defaultVariant": "x"},
               "plan": {"state": "ENABLED", "variants": {"pro": {"seats": 5}, "free": {"seats": 1}}, "defaultVariant": "free",
                        "targeting": {"if": [{"==": [{"var": "plan"}, "pro"]}, "pro"]}}
             }}
            """;

    private static final RuleSet RULES = published();

    private ShopFlags() {}

    static RuleSet rules() {
        return RULES;
    }

    static DeliveryRoutes routes() {
        FlagFeed feed = new FlagFeed(ShopFlags::rules, Clock.system());
        return DeliveryRoutes.at("", call -> feed, new Access.Public(), new Access.SignedIn());
    }

    private static RuleSet published() {
        return switch (FlagDocument.read(TEXT.getBytes(StandardCharsets.UTF_8))) {
            case FlagDocument.Outcome.Accepted accepted -> RuleSet.publish(accepted.document(), 1);
            case FlagDocument.Outcome.Refused refused -> throw new AssertionError(refused.problems().toString());
        };
    }
}
