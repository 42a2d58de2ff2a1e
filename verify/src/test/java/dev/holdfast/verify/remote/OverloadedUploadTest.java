package dev.holdfast.verify.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.remote.transport.Pace;
import dev.holdfast.client.remote.transport.Patience;
import dev.holdfast.client.remote.transport.Pause;
import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Response;
import dev.holdfast.client.remote.transport.ServerAddress;
import dev.holdfast.client.remote.transport.ServerTrust;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.http.HostOptions;
import dev.holdfast.server.http.HttpHost;
import dev.holdfast.server.http.HttpService;
import dev.holdfast.server.limit.Admission;
import dev.holdfast.server.tenant.TenantName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An upload to a server that has too much to do. */
final class OverloadedUploadTest {
    private static final long PACK_BYTES = 16 << 20;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final List<Long> waits = new CopyOnWriteArrayList<>();

    private HttpHost start() {
        Route upload = Route.of(Method.PUT, "/api/v1/tenants/{tenant}/packs/{pack}", new Access.InTenant(Role.APPENDING), "Takes a pack.")
                .takes(BodyRule.octets(PACK_BYTES))
                .answers(Answer.empty(201, "it is there"))
                .handle(call -> {
                    arrived.addAndGet(call.bytes().length);
                    return Reply.empty(201);
                });
        Admission admission = (route, tenant, remainingMillis) -> refusals.getAndDecrement() > 0
                ? new Admission.Decision.TurnedAway(ErrorCode.STORE_BUSY, Admission.Decision.Why.NO_PLACE, "there is too much to do")
                : new Admission.Decision.Admitted(() -> {});
        Caller agent = new Caller(
                Caller.Kind.TOKEN, "t", "t", Role.ADMIN, Optional.of(new TenantName("home")), Optional.empty(), Optional.empty(), "127.0.0.1");
        return HttpHost.start(
                HttpService.of(List.of(upload), credentials -> agent), HostOptions.loopback(), admission, Optional.empty());
    }

    private Transport transport(HttpHost host) {
        Pause pause = (nanos, cut) -> waits.add(nanos);
        Pace free = Pace.of(0, Clock.system(), pause);
        return new Transport(
                new Transport.Settings(
                        ServerAddress.parse(host.address() + "/home"), Optional.empty(), new ServerTrust.OfSystem(), Patience.USUAL),
                new Transport.Means(
                        Clock.system(), Entropy.system(), pause, free, free, task -> Thread.ofVirtual().unstarted(task)));
    }

    @Test
    void itWaitsAsLongAsItIsToldAndSendsThePackOnce() {
        refusals.set(3);
        try (HttpHost host = start();
                Transport transport = transport(host)) {
            Payload pack = new Payload.Stored(PACK_BYTES, (target, position) -> {
                sent.addAndGet(target.remaining());
                target.position(target.limit());
            });
            Response answer = transport.send(Request.of("PUT", transport.address().inTenant("/packs/p"), pack));
            assertEquals(201, answer.status());
            assertEquals(4, transport.attempts());
            assertEquals(3, waits.size());
            assertTrue(waits.stream().allMatch(wait -> wait >= SECOND_NANOS), waits::toString);
            assertEquals(PACK_BYTES, sent.get());
            assertEquals(PACK_BYTES, arrived.get());
        }
    }
}
