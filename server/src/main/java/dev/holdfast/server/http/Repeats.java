package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Answers a change that is sent again under the same {@code Idempotency-Key} with what was answered the first time, so that a caller whose
 * answer was lost can ask again. Remembers for ten minutes and as long as the server runs, and what {@link KeptAnswers} keeps for
 * longer; whatever takes bytes is idempotent by itself. Thread-safe.
 */
final class Repeats {
    private static final int REMEMBERED = 4_096;
    private static final long NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{8,128}");

    private final Clock clock;
    private final KeptAnswers kept;
    private final Map<Key, Answer> answers = new LinkedHashMap<>();

    private record Key(String caller, Method method, String path, String key) {}

    /** What was answered; empty while it is still being found out. */
    private record Answer(Optional<Reply> reply, long nanos) {}

    Repeats(Clock clock, KeptAnswers kept) {
        this.clock = clock;
        this.kept = kept;
    }

    /** The remembered answer, or that of {@code handler}. A refusal or failure is not remembered: trying again may help. */
    Reply once(Optional<String> key, Route route, String path, Caller caller, Supplier<Reply> handler) {
        boolean changes = route.method() != Method.GET && route.method() != Method.HEAD && route.body().form() != BodyRule.Form.OCTETS;
        if (key.isEmpty() || !changes) {
            return handler.get();
        }
        if (!FORM.matcher(key.get()).matches()) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, "Idempotency-Key is not 8 to 128 letters, digits and . _ : -", "use a random one, such as a UUID");
        }
        String who = caller.kind() + "/" + caller.id();
        KeptAnswers.Request request = new KeptAnswers.Request(who, route, path, key.get());
        Key which = new Key(who, route.method(), path, key.get());
        return begin(which).orElseGet(() -> run(which, () -> kept.find(request).orElseGet(() -> {
            Reply reply = handler.get();
            if (isRemembered(reply)) {
                kept.keep(request, reply);
            }
            return reply;
        })));
    }

    private synchronized Optional<Reply> begin(Key which) {
        forgetOld();
        Answer known = answers.putIfAbsent(which, new Answer(Optional.empty(), clock.monotonicNanos()));
        if (known != null && known.reply().isEmpty()) {
            // Busy and not a conflict: whoever lost the connection while this was done shall ask again, and not give up.
            throw new HoldfastException(ErrorCode.STORE_BUSY, "the same request is still under way", "wait, and ask again");
        }
        return known == null ? Optional.empty() : known.reply();
    }

    private Reply run(Key which, Supplier<Reply> handler) {
        Optional<Reply> answer = Optional.empty();
        try {
            Reply reply = handler.get();
            if (isRemembered(reply)) {
                answer = Optional.of(reply);
            }
            return reply;
        } finally {
            end(which, answer);
        }
    }

    private static boolean isRemembered(Reply reply) {
        return reply.status() < 400 && !(reply instanceof Reply.Stream) && !(reply instanceof Reply.Lasting);
    }

    private synchronized void end(Key which, Optional<Reply> reply) {
        answers.remove(which);
        reply.ifPresent(given -> answers.put(which, new Answer(Optional.of(given), clock.monotonicNanos())));
    }

    private void forgetOld() {
        long now = clock.monotonicNanos();
        Iterator<Answer> oldest = answers.values().iterator();
        while (oldest.hasNext()) {
            Answer next = oldest.next();
            boolean old = now - next.nanos() > NANOS || answers.size() > REMEMBERED;
            if (!old) {
                return;
            }
            if (next.reply().isPresent()) {
                oldest.remove();
            }
        }
    }
}
