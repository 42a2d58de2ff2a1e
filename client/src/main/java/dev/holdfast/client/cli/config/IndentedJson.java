package dev.holdfast.client.cli.config;

import dev.holdfast.control.flag.json.CanonicalJson;
import java.util.Map;
import java.util.TreeMap;

/** JSON as people keep it in files: two spaces for each level of objects, keys sorted, so that a change is a change of few lines. */
final class IndentedJson {
    private final StringBuilder out = new StringBuilder();

    private IndentedJson() {}

    static String text(Map<String, Object> value) {
        IndentedJson json = new IndentedJson();
        json.object(value, "");
        return json.out.toString();
    }

    private void object(Map<?, ?> members, String indent) {
        if (members.isEmpty()) {
            out.append("{}");
            return;
        }
        Map<String, Object> sorted = new TreeMap<>();
        members.forEach((name, value) -> sorted.put(String.valueOf(name), value));
        String separator = "{\n";
        for (Map.Entry<String, Object> member : sorted.entrySet()) {
            out.append(separator).append(indent).append("  ").append(CanonicalJson.text(member.getKey())).append(": ");
            if (member.getValue() instanceof Map<?, ?> inner) {
                object(inner, indent + "  ");
            } else {
                out.append(CanonicalJson.text(member.getValue()));
            }
            separator = ",\n";
        }
        out.append('\n').append(indent).append('}');
    }
}
