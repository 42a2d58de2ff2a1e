package dev.holdfast.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static final Route CHANGE = Route.of(Method.POST, "/change", new Access.Public(), "Changes something.")
            .answers(Answer.empty(204, "changed"))
            .handle(call -> Reply.empty(204));

    private final Repeats repeats = new Repeats(Clock.system(), KeptAnswers.none());

    private Reply once(Supplier<Reply> handler) {
        return repeats.once(Optional.of("key-00001"), CHANGE, "/change", Caller.anonymous("127.0.0.1"), handler);
    }

    private static Reply never() {
        throw new AssertionError("it is done already");
    }

    @Test
    void whoAsksAgainWhileItIsBeingDoneIsToldToComeBackAndThenGetsTheAnswer() {
        Reply first = once(() -> {
            HoldfastException meanwhile = assertThrows(HoldfastException.class, () -> once(RepeatsTest::never));
            assertEquals(ErrorCode.STORE_BUSY, meanwhile.code());
            return Reply.empty(204);
        });
        assertEquals(204, first.status());
        assertEquals(204, once(RepeatsTest::never).status());
    }
}
