package dev.holdfast.server.flag;

import dev.holdfast.server.api.Call;
import java.util.Arrays;
import java.util.List;

/** The tags that a client has answers for: what its {@code If-None-Match} names. */
record Tags(List<String> tags) {
    private static final int MOST = 32;

    static Tags of(Call call) {
        return call.header("If-None-Match").map(Tags::read).orElse(new Tags(List.of()));
    }

    private static Tags read(String header) {
        return new Tags(Arrays.stream(header.split(",", MOST))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .toList());
    }

    boolean isEmpty() {
        return tags.isEmpty();
    }

    boolean contains(String tag) {
        return tags.contains(tag);
    }
}
