package dev.holdfast.flags;

import dev.holdfast.control.flag.definition.FlagDocument;
import java.nio.charset.StandardCharsets;

/** The flags of a shop, one of each type. */
public final class ShopDocument {
    private ShopDocument() {}

    /** In which {@code pay} is {@code on} or {@code off} for everybody. */
    public static FlagDocument pay(String variant) {
        return read("""
                {"metadata": {"team": "shop"}, "flags": {
                  "pay": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "%s"},
                  "rows": {"state": "ENABLED", "variants": {"many": 50, "few": 10}, "defaultVariant": "few",
                    "targeting": {"if": [{"==": [{"var": "plan"}, "pro"]}, "many"]}, "metadata": {"owner": "lists", "limit": 99}},
                  "ratio": {"state": "ENABLED", "variants": {"half": 0.5}, "defaultVariant": "half"},
                  "banner": {"state": "ENABLED", "variants": {"spring": "Spring sale", "none": ""}, "defaultVariant": "spring"},
                  "layout": {"state": "ENABLED", "variants": {"wide": {"columns": 3, "title": "Wide", "tags": ["a", 1.5, true, null]}}, "defaultVariant": "wide"},
                  "parked": {"state": "DISABLED", "variants": {"on": true}, "defaultVariant": "on"},
                  "open": {"state": "ENABLED", "variants": {"on": true, "off": false}},
                  "half": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                    "targeting": {"fractional": [["on", 50], ["off", 50]]}}
                }}""".formatted(variant));
    }

    public static FlagDocument read(String json) {
        return switch (FlagDocument.read(json.getBytes(StandardCharsets.UTF_8))) {
            case FlagDocument.Outcome.Accepted accepted -> accepted.document();
            case FlagDocument.Outcome.Refused refused -> throw new AssertionError(refused.problems().toString());
        };
    }
}
