package dev.holdfast.verify.network.flags;

import dev.holdfast.client.remote.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Counts up in a flag of its own. A number that got no answer is asked for again under the same {@code Idempotency-Key} until there is one.
 * Turns belong to one thread; what was acknowledged may be asked by all.
 */
final class Publisher {
    private final String flag;
    private final PublishingApi api;
    private final Way way;
    private final Watch watch;
    private final NavigableSet<Long> acknowledged = new ConcurrentSkipListSet<>();
    private volatile long sequence;
    private volatile long attempted;
    private String key = "";
    private Optional<PublishingApi.Document> base = Optional.empty();

    /** How a number is published. */
    enum Way {
        /** As the only change. */
        EDIT,
        /** With the whole document, on top of the version that was read before. */
        DOCUMENT
    }

    Publisher(String flag, Way way, PublishingApi api, Watch watch) {
        this.flag = flag;
        this.way = way;
        this.api = api;
        this.watch = watch;
    }

    String flag() {
        return flag;
    }

    NavigableSet<Long> acknowledged() {
        return acknowledged;
    }

    /** A version in which the last acknowledged number is. */
    long sequence() {
        return sequence;
    }

    /** The last number that may have been published. */
    long attempted() {
        return attempted;
    }

    /** Asks once for the next number. */
    void take() throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = way == Way.EDIT ? edit() : document();
            switch (answer.statusCode()) {
                case 200 -> done(JsonObject.parse(answer.body()).number("sequence"));
                case 412 -> overtaken();
                case 429, 503 -> {
                    // Too busy, or still at the first try: the same again.
                }
                default -> watch.wrong(flag + " was answered " + answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // No answer: whether it was done is not known.
            assert attempted > acknowledged.size() - 1;
        }
    }

    private HttpResponse<byte[]> edit() throws IOException, InterruptedException {
        begin();
        return api.change(flag, attempted, key);
    }

    private HttpResponse<byte[]> document() throws IOException, InterruptedException {
        if (base.isEmpty()) {
            base = Optional.of(api.document(Optional.empty()));
        }
        begin();
        PublishingApi.Document on = base.get();
        return api.publish(on.counters().with(flag, attempted), on.version(), reason(), key);
    }

    private void begin() {
        if (key.isEmpty()) {
            key = UUID.randomUUID().toString();
            attempted = acknowledged.isEmpty() ? 1 : acknowledged.last() + 1;
        }
    }

    private String reason() {
        return flag + " " + attempted;
    }

    private void done(long at) {
        acknowledged.add(attempted);
        sequence = at;
        key = "";
        base = Optional.empty();
    }

    /** Either somebody else was first, or this was, and was killed before it could say so: the history knows. */
    private void overtaken() throws IOException, InterruptedException {
        PublishingApi.Document now = api.document(Optional.empty());
        if (api.lastReason(flag).equals(reason())) {
            done(now.version().sequence());
        } else {
            key = "";
            base = Optional.empty();
        }
    }
}
