package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.limit.Admission;
import dev.holdfast.server.telemetry.RequestEnd;
import dev.holdfast.server.telemetry.TraceContext;
import dev.holdfast.server.telemetry.WorkRecord;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One request from its head to the end of its answer. Belongs to one thread at a time. */
final class Exchange {
    private static final int REQUEST_ID_BYTES = 12;
    private static final Admission.Decision.TurnedAway TOO_LATE =
            new Admission.Decision.TurnedAway(
                    ErrorCode.STORE_BUSY, Admission.Decision.Why.NO_PLACE, "the caller's deadline was over before anything was done");

    private final HostParts parts;
    private final Request request;
    private final Response response;
    private final String requestId;
    private final TraceContext trace;
    private final WorkRecord work;
    private final long startNanos;
    private final Executor threads;
    private EarlyBody body = EarlyBody.UNREAD;
    private Haste haste = Haste.NONE;
    private Caller caller;
    private String routePath = "(none)";
    private @Nullable Throwable fault;
    private RouteTree.Match.@Nullable Found found;
    private Admission.@Nullable Pass pass;

    /** Whether the thread may wait. */
    private enum Haste {
        NONE,
        AT_ONCE
    }

    /** Whether an answer reached its end. */
    private enum Ending {
        WHOLE,
        CUT_OFF
    }

    /** {@code threads} run what may wait. */
    Exchange(HostParts parts, Request request, Response response, Executor threads) {
        this.parts = parts;
        this.threads = threads;
        this.request = request;
        this.response = response;
        byte[] random = parts.service().entropy().bytes(REQUEST_ID_BYTES + TraceContext.RANDOM_BYTES);
        this.requestId = HexFormat.of().formatHex(random, 0, REQUEST_ID_BYTES);
        this.trace = TraceContext.continued(header("traceparent"), Arrays.copyOfRange(random, REQUEST_ID_BYTES, random.length));
        this.work = new WorkRecord(parts.service().clock());
        this.startNanos = Arrival.nanos(parts.service().clock());
        this.caller = Caller.anonymous(parts.peers().address(request));
    }

    /** Answers; always completes the callback, though perhaps later. */
    void run(EarlyBody early, Callback callback) {
        parts.service().observer().began();
        body = early;
        answer(callback);
    }

    /** The same on a thread that must not wait, for a request that is all there. */
    void runAtOnce(EarlyBody whole, Callback callback) {
        haste = Haste.AT_ONCE;
        run(whole, callback);
    }

    private void answer(Callback callback) {
        try {
            putHeaders();
            send(reply(), callback);
        } catch (MayTakeLong e) {
            release();
            response.reset();
            haste = Haste.NONE;
            threads.execute(() -> answer(callback));
        } catch (IOException | RuntimeException | Error e) {
            cutOff(callback, e);
        }
    }

    private void whole(Callback callback) {
        end(Ending.WHOLE);
        callback.succeeded();
    }

    /** Breaks the connection or stream off, so that nobody takes half an answer for a whole one. */
    private void cutOff(Callback callback, Throwable reason) {
        fault = reason;
        end(Ending.CUT_OFF);
        callback.failed(reason);
    }

    private void putHeaders() {
        parts.headers().add(requestId, request, response);
        if (found != null) {
            CrossOrigin.mark(request, response, found);
        }
    }

    private ReplyWriter.Part part() {
        return request.getMethod().equals("HEAD") ? ReplyWriter.Part.HEAD_ALONE : ReplyWriter.Part.WHOLE;
    }

    private void send(Reply reply, Callback callback) throws IOException {
        try {
            begin(reply, callback);
        } catch (MayTakeLong e) {
            throw e;
        } catch (RuntimeException e) {
            if (response.isCommitted()) {
                throw e;
            }
            // An answer that failed before its first byte left can still be answered properly.
            response.reset();
            putHeaders();
            begin(failed(e), callback);
        }
    }

    private void begin(Reply reply, Callback callback) throws IOException {
        if (reply instanceof Reply.Lasting lasting && part() == ReplyWriter.Part.WHOLE) {
            keepOpen(lasting, callback);
        } else if (reply instanceof Reply.Stream stream) {
            waits();
            ReplyWriter.stream(stream, part(), response);
            whole(callback);
        } else {
            ReplyWriter.send(reply, part(), response, Callback.from(() -> whole(callback), failure -> cutOff(callback, failure)));
        }
    }

    /** What follows may wait. */
    private void waits() {
        if (haste == Haste.AT_ONCE) {
            throw new MayTakeLong();
        }
    }

    private void keepOpen(Reply.Lasting lasting, Callback callback) {
        // Whoever watches leaves without a word: that is how such an answer ends, and no fault.
        LastingAnswer answer = new LastingAnswer(response, Callback.from(() -> end(Ending.WHOLE), callback));
        try {
            ReplyWriter.open(lasting, answer, response);
        } catch (RuntimeException e) {
            fault = e;
            answer.fail(e);
        }
    }

    private void release() {
        if (pass != null) {
            pass.close();
            pass = null;
        }
    }

    private void end(Ending ending) {
        release();
        long nanos = parts.service().clock().monotonicNanos() - startNanos;
        String method = method().map(Enum::name).orElse("OTHER");
        parts.service().observer().ended(new RequestEnd(
                requestId, trace, method, routePath, response.getStatus(), caller, nanos, ending == Ending.CUT_OFF, work, Optional.ofNullable(fault)));
    }

    private Reply reply() {
        try {
            return serve();
        } catch (MayTakeLong e) {
            throw e;
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private Reply failed(RuntimeException failure) {
        if (failure instanceof Refusal refusal) {
            return ErrorBody.reply(refusal.status(), refusal.reason(), requestId);
        }
        if (failure instanceof HoldfastException known) {
            if (ErrorBody.status(known.code()) >= 500) {
                fault = known;
            }
            return ErrorBody.reply(known, requestId);
        }
        fault = failure;
        return ErrorBody.internal(requestId);
    }

    private Reply serve() {
        parts.origins().requireKnownHost(request);
        List<String> segments = RawPath.segments(request.getHttpURI().getPath());
        Optional<Reply> preflight = CrossOrigin.preflight(request, parts.tree(), segments);
        if (preflight.isPresent()) {
            return preflight.get();
        }
        Method method = method().orElseThrow(() -> new Refusal(
                501, new HoldfastException(ErrorCode.UNSUPPORTED, "this method is not served here", "see /openapi.json")));
        return switch (parts.tree().match(method, segments)) {
            case RouteTree.Match.Found match -> operate(method, match);
            case RouteTree.Match.WrongMethod wrong -> wrongMethod(wrong);
            case RouteTree.Match.Nothing nothing -> page(method, segments);
        };
    }

    private Reply wrongMethod(RouteTree.Match.WrongMethod wrong) {
        String allowed = String.join(", ", new TreeSet<>(wrong.allowed().stream().map(Enum::name).toList()));
        HoldfastException reason = new HoldfastException(ErrorCode.INVALID_ARGUMENT, "this address does not take this method", "it takes " + allowed);
        return ErrorBody.reply(405, reason, requestId).with("Allow", allowed);
    }

    private Reply page(Method method, List<String> segments) {
        boolean reads = method == Method.GET || method == Method.HEAD;
        Optional<Reply> page = reads ? parts.service().pages().page(segments, header("If-None-Match")) : Optional.empty();
        return page.orElseThrow(
                () -> new HoldfastException(ErrorCode.NOT_FOUND, "there is nothing at this address", "see /openapi.json for what there is"));
    }

    private Reply operate(Method method, RouteTree.Match.Found match) {
        Route route = match.route();
        routePath = route.path();
        if (route.lane() != Lane.INSTANT) {
            waits();
        }
        found = match;
        CrossOrigin.mark(request, response, match);
        Optional<Admission.Decision.TurnedAway> useless = parts.admission().glance(route, waitedMillis());
        if (useless.isPresent()) {
            return turnedAway(useless.get());
        }
        caller = parts.gate().admitted(request, method, match, caller.address());
        Map<String, String> query = QueryString.read(request.getHttpURI().getQuery(), route);
        BodyClaim.require(request, route.body());
        Deadline deadline = Deadline.of(header("X-Deadline-Millis"), startNanos, parts.service().clock());
        if (deadline.isOver()) {
            return turnedAway(TOO_LATE);
        }
        return switch (parts.admission().admit(route, Optional.ofNullable(match.variables().get("tenant")), deadline.remainingMillis())) {
            case Admission.Decision.TurnedAway away -> turnedAway(away);
            case Admission.Decision.Admitted admitted -> {
                pass = admitted.pass();
                yield handled(method, match, query, deadline);
            }
        };
    }

    /** How long the request waited for a thread. */
    private long waitedMillis() {
        return (parts.service().clock().monotonicNanos() - startNanos) / 1_000_000;
    }

    private Reply turnedAway(Admission.Decision.TurnedAway away) {
        work.note(RequestEnd.TURNED_AWAY, away.code().name());
        return parts.door().turnedAway(away, request.getConnectionMetaData().getHttpVersion(), requestId);
    }

    private Reply handled(Method method, RouteTree.Match.Found match, Map<String, String> query, Deadline deadline) {
        Route route = match.route();
        RequestBody.Rules rules = new RequestBody.Rules(route.body().limitBytes(), parts.minimumBytesPerSecond());
        RequestBody read = new RequestBody(body.stream(request), rules, deadline, parts.service().clock());
        BooleanSupplier still = () -> parts.gate().stillAdmits(request, method, match, caller.address());
        RouteCall call = new RouteCall(
                request, new RouteCall.Admitted(route, match.variables(), query, caller, requestId, work, deadline, still, this::waits), read);
        try {
            return parts.repeats().once(
                    header("Idempotency-Key"), route, request.getHttpURI().getPathQuery(), caller, () -> route.handler().handle(call));
        } finally {
            work.count("body_bytes", read.readBytes());
        }
    }

    private Optional<Method> method() {
        return Method.of(request.getMethod());
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }
}
