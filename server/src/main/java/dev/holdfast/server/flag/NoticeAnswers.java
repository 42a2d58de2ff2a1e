package dev.holdfast.server.flag;

import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Reply;
import java.util.Optional;
import java.util.function.Function;

/** Lets pages and programs listen. Thread-safe. */
final class NoticeAnswers {
    private final Function<Call, FlagFeed> feed;

    NoticeAnswers(Function<Call, FlagFeed> feed) {
        this.feed = feed;
    }

    Reply open(Call call) {
        FlagFeed opened = feed.apply(call);
        Optional<String> heard = call.header("Last-Event-ID");
        String present = opened.served(call.header(DeliveryRoutes.VERSION).or(() -> heard)).version();
        Listener.Greeting greeting = heard.isEmpty() || heard.get().equals(present) ? Listener.Greeting.NEW : Listener.Greeting.BACK;
        return Reply.lasting("text/event-stream", outlet -> opened.listen(outlet, () -> mayListen(call, opened), greeting))
                .with("X-Accel-Buffering", "no");
    }

    private boolean mayListen(Call call, FlagFeed opened) {
        try {
            return call.isStillAdmitted() && feed.apply(call) == opened;
        } catch (HoldfastException e) {
            return false;
        }
    }
}
