package dev.holdfast.server.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.keys.Argon2;
import dev.holdfast.core.keys.Argon2Settings;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels.Protection;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.access.Identities;
import dev.holdfast.server.access.PasswordHash;
import dev.holdfast.server.access.Token;
import dev.holdfast.server.access.TokenStore;
import dev.holdfast.server.access.UserStore;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.audit.AuditLog;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.LooseCall;
import dev.holdfast.server.fixture.MemoryRepositories;
import dev.holdfast.server.fixture.Routing;
import dev.holdfast.server.fixture.SnapshotMaker;
import dev.holdfast.server.tenant.Tenant;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.TenantStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyTest {
    private static final TenantName T = new TenantName("t");
    private static final String POLICY = "/tenants/{tenant}/policy";
    private static final String APPROVAL = "/tenants/{tenant}/approvals/{approval}";

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private final MemoryRepositories repositories = new MemoryRepositories();
    private final SnapshotMaker maker = new SnapshotMaker(repositories, T);
    private ControlDatabase database;
    private PolicyStore policies;
    private SnapshotProtection protection;
    private ApprovalStore requests;
    private Approvals approvals;
    private final List<Snapshot> relabelled = new ArrayList<>();
    private TokenStore tokens;
    private UserStore users;
    private Routing routes;

    @BeforeEach
    void open() {
        database = ControlDatabase.open(
                directory.resolve("server.db"),
                List.of(
                        PolicyStore.MIGRATION,
                        ApprovalStore.MIGRATION,
                        TokenStore.MIGRATION,
                        UserStore.MIGRATION,
                        TenantStore.MIGRATION,
                        AuditLog.MIGRATION));
        Entropy entropy = Entropy.system();
        TenantStore tenants = new TenantStore(database, clock);
        tenants.add(T, Tenant.Limits.NONE);
        policies = new PolicyStore(database);
        requests = new ApprovalStore(database, clock, entropy);
        AuditLog audit = new AuditLog(database, clock);
        tokens = new TokenStore(database, clock, entropy);
        users = new UserStore(
                database, clock, new PasswordHash(Argon2.fastest(), new Argon2Settings(64, 1, 1), entropy));
        KnownSnapshots snapshots = new KnownSnapshots(repositories, repositories, tenants, entropy);
        protection = new SnapshotProtection(policies, requests, tenants, audit, clock);
        approvals = new Approvals(
                requests, policies, snapshots, new Identities(tokens, users), (tenant, snapshot) -> relabelled.add(snapshot), clock);
        routes = new Routing(new PolicyRoutes(policies, requests, approvals, snapshots, audit, clock).routes());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Caller member(String name, Role role) {
        Token token = tokens.create(new Token.Owner(name, role, Optional.of(T), Optional.empty()), "test", Optional.empty())
                .token();
        return new Caller(
                Caller.Kind.TOKEN, token.id(), name, role, Optional.of(T), Optional.empty(), Optional.empty(), "192.0.2.1");
    }

    private static LooseCall by(Caller caller) {
        return new LooseCall(caller).path("tenant", "t");
    }

    private static PolicyRoutes.PolicyView body(int minimumAgeDays, Policy.Keep keep) {
        Policy initial = Policy.INITIAL;
        return new PolicyRoutes.PolicyView(
                keep, minimumAgeDays, initial.collection(), initial.scrub(), 30, OptionalLong.of(99));
    }

    private static Policy.Keep keepLast(int count) {
        return new Policy.Keep(
                OptionalInt.of(count),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of("0 4 * * *"));
    }

    private Reply.Json put(Caller caller, int minimumAgeDays, long version) {
        return (Reply.Json) routes.call(
                Method.PUT,
                POLICY,
                by(caller).header("If-Match", "\"" + version + "\"").body(body(minimumAgeDays, Policy.Keep.EVERYTHING)));
    }

    private Reply approve(Caller caller, String approval) {
        return routes.call(
                Method.POST, APPROVAL, by(caller).path("approval", approval).body(new PolicyRoutes.Decision("approve")));
    }

    private int minimumAge() {
        return policies.current(T).policy().minimumAgeDays();
    }

    @Test
    void aPolicyIsReplacedOnlyInTheVersionThatWasRead() {
        Caller ann = member("ann", Role.OPERATOR);
        assertEquals(200, put(ann, 10, 0).status());
        assertEquals(ErrorCode.CHANGED_MEANWHILE, Routing.failure(() -> put(ann, 20, 0)));
        assertEquals(10, minimumAge());
        assertEquals(new PolicyStore(database).current(T), policies.current(T));
    }

    @Test
    void aShorterMinimumAgeWaitsForAnotherAdministratorWhileTheRestTakesEffect() {
        Caller ann = member("ann", Role.ADMIN);
        Caller bob = member("bob", Role.ADMIN);
        clock.pass(Duration.ofHours(1));
        put(ann, 30, 0);

        Reply.Json reply = put(ann, 7, 1);

        assertEquals(202, reply.status());
        PolicyRoutes.Awaiting awaiting = assertInstanceOf(PolicyRoutes.Awaiting.class, reply.body());
        assertEquals(30, awaiting.policy().minimumAgeDays());
        assertEquals(30, policies.current(T).policy().lateAfterHours());
        String id = awaiting.approval().id();
        assertEquals(ErrorCode.FORBIDDEN, Routing.failure(() -> approve(ann, id)));
        Caller secondSelf = member("eve", Role.ADMIN);
        assertEquals(ErrorCode.FORBIDDEN, Routing.failure(() -> approve(secondSelf, id)));
        assertEquals(30, minimumAge());
        approve(bob, id);
        assertEquals(7, minimumAge());
        assertEquals(ErrorCode.FORBIDDEN, Routing.failure(() -> approve(bob, id)));
    }

    @Test
    void whoGivesAnotherAdministratorANewPasswordDoesNotBecomeTheSecondPerson() {
        Caller ann = member("ann", Role.ADMIN);
        users.create("bob", Role.ADMIN, Optional.of(T), "correct horse");
        Caller bob = new Caller(
                Caller.Kind.USER, "bob", "bob", Role.ADMIN, Optional.of(T), Optional.empty(), Optional.of("s"), "192.0.2.1");
        clock.pass(Duration.ofHours(1));
        put(ann, 30, 0);
        String id = ((PolicyRoutes.Awaiting) put(ann, 7, 1).body()).approval().id();
        clock.pass(Duration.ofHours(1));

        users.resetPassword("bob", "battery staple");

        assertEquals(ErrorCode.FORBIDDEN, Routing.failure(() -> approve(bob, id)));
    }

    @Test
    void afterThreeDaysTheRequesterMayTakeTheSecondStepIfAnAdministrator() {
        Caller ann = member("ann", Role.ADMIN);
        put(ann, 30, 0);
        PolicyRoutes.Awaiting awaiting = (PolicyRoutes.Awaiting) put(ann, 7, 1).body();
        clock.pass(Duration.ofHours(71));
        assertEquals(ErrorCode.FORBIDDEN, Routing.failure(() -> approve(ann, awaiting.approval().id())));
        clock.pass(Duration.ofHours(1));
        approve(ann, awaiting.approval().id());

        assertEquals(7, minimumAge());
    }

    @Test
    void unprotectingTakesEffectWithTheSecondStepOnly() {
        Caller ann = member("ann", Role.ADMIN);
        Caller bob = member("bob", Role.ADMIN);
        clock.pass(Duration.ofHours(1));
        Snapshot snapshot = maker.protect(maker.commit("pc", clock.now()));

        Approval.View view =
                (Approval.View) protection.requestUnprotect(by(ann), snapshot.id()).orElseThrow();

        assertEquals(Protection.PROTECTED, maker.service().snapshot(snapshot.id()).orElseThrow().labels().protection());
        approve(bob, view.id());
        assertEquals(Protection.NONE, maker.service().snapshot(snapshot.id()).orElseThrow().labels().protection());
        assertEquals(List.of(snapshot.id()), relabelled.stream().map(Snapshot::id).toList());
        assertEquals(Protection.NONE, relabelled.getFirst().labels().protection());
    }

    @Test
    void whatWasApprovedBeforeACrashIsCarriedOutAtTheNextStartAndOnlyThen() {
        Caller ann = member("ann", Role.ADMIN);
        put(ann, 10, 0);
        Snapshot snapshot = maker.protect(maker.commit("pc", clock.now()));
        Approval.View unprotect = (Approval.View) protection.requestUnprotect(by(ann), snapshot.id()).orElseThrow();
        put(ann, 3, 1);
        Snapshot other = maker.protect(maker.commit("pc", clock.now()));
        protection.requestUnprotect(by(ann), other.id());
        for (Approval approval : requests.list(T)) {
            if (!approval.object().equals(other.id().toString())) {
                assertTrue(requests.decide(approval, Approval.State.APPROVED));
            }
        }

        List<String> resumed = new ArrayList<>();
        approvals.resume((one, failure) -> resumed.add(one.approval().id() + failure));
        assertEquals(2, resumed.size());
        assertTrue(resumed.contains(unprotect.id() + Optional.empty()), resumed::toString);
        assertEquals(Protection.NONE, maker.service().snapshot(snapshot.id()).orElseThrow().labels().protection());
        assertEquals(Protection.PROTECTED, maker.service().snapshot(other.id()).orElseThrow().labels().protection());
        assertEquals(3, minimumAge());

        maker.protect(maker.service().snapshot(snapshot.id()).orElseThrow());
        approvals.resume((one, failure) -> resumed.add(one.approval().id()));
        assertEquals(2, resumed.size());
        assertEquals(Protection.PROTECTED, maker.service().snapshot(snapshot.id()).orElseThrow().labels().protection());
    }

    @Test
    void theSameRequestAgainIsTheSameRequest() {
        Caller ann = member("ann", Role.OPERATOR);
        Snapshot snapshot = maker.protect(maker.commit("pc", clock.now()));

        assertEquals(
                protection.requestUnprotect(by(ann), snapshot.id()), protection.requestUnprotect(by(ann), snapshot.id()));
    }

    @Test
    void theMinimumAgeGoesByTheServersClockAndByTheTenantsForWhatCameWithItsRepository() {
        Caller ann = member("ann", Role.ADMIN);
        put(ann, 10, 0);
        Snapshot snapshot = maker.commit("pc", clock.now());
        Instant longAgo = Instant.EPOCH;

        assertEquals(
                ErrorCode.SNAPSHOT_PROTECTED,
                Routing.failure(() -> forgettable(ann, snapshot, Optional.of(clock.now()))));
        assertEquals(ErrorCode.SNAPSHOT_PROTECTED, Routing.failure(() -> forgettable(ann, snapshot, Optional.empty())));
        forgettable(ann, snapshot, Optional.of(longAgo));
        clock.pass(Duration.ofDays(10));
        forgettable(ann, snapshot, Optional.empty());
    }

    private boolean forgettable(Caller caller, Snapshot snapshot, Optional<Instant> committed) {
        protection.requireForgettable(by(caller), snapshot.id(), committed);
        return true;
    }

    @Test
    void retentionGoesByAgentAndKeepsWhatIsProtectedOrTooYoung() {
        List<Snapshot> laptop = new ArrayList<>();
        for (int day = 0; day < 10; day++) {
            laptop.add(maker.commit("laptop", clock.now()));
            clock.pass(Duration.ofDays(1));
        }
        maker.commit("server", clock.now().minus(Duration.ofDays(300)));
        maker.protect(laptop.get(1));
        Caller ann = member("ann", Role.OPERATOR);

        PolicyRoutes.Preview preview = routes.json(
                PolicyRoutes.Preview.class, Method.POST, POLICY + "/preview", by(ann).body(body(5, keepLast(2))));

        List<String> expected = List.of(0, 2, 3, 4, 5).stream().map(i -> laptop.get(i).id().toString()).toList();
        assertEquals(expected, preview.forget());
        assertEquals(6, preview.keep());
        assertEquals(11, maker.service().snapshots().size());
    }

    @Test
    void noRulesForgetNothing() {
        maker.commit("laptop", clock.now());
        Caller ann = member("ann", Role.OPERATOR);

        PolicyRoutes.Preview preview = routes.json(
                PolicyRoutes.Preview.class,
                Method.POST,
                POLICY + "/preview",
                by(ann).body(body(0, Policy.Keep.EVERYTHING)));

        assertEquals(List.of(), preview.forget());
    }

    @Test
    void aPolicyThatMakesNoSenseIsRefused() {
        for (Policy policy : List.of(
                new Policy(Policy.Keep.EVERYTHING, -1, Policy.INITIAL.collection(), Policy.INITIAL.scrub(), 26),
                new Policy(Policy.Keep.EVERYTHING, 0, new Policy.Collection(Optional.of("61 * * * *"), 30), Policy.INITIAL.scrub(), 26),
                new Policy(Policy.Keep.EVERYTHING, 0, new Policy.Collection(Optional.empty(), 101), Policy.INITIAL.scrub(), 26),
                new Policy(Policy.Keep.EVERYTHING, 0, Policy.INITIAL.collection(), new Policy.Scrub(Optional.empty(), 0), 26),
                new Policy(Policy.Keep.EVERYTHING, 0, Policy.INITIAL.collection(), Policy.INITIAL.scrub(), 0),
                new Policy(keepLast(0), 0, Policy.INITIAL.collection(), Policy.INITIAL.scrub(), 26))) {
            assertEquals(ErrorCode.INVALID_ARGUMENT, Routing.failure(() -> {
                policy.requireSensible();
                return "accepted";
            }));
        }
        Policy.INITIAL.requireSensible();
    }

    /** Operators, several of them together, with every operation they have: no snapshot goes before its age or while protected. */
    @Test
    void operatorsAloneNeverGetASnapshotForgottenBeforeItsTime() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Caller> operators = List.of(member("ann", Role.OPERATOR), member("bob", Role.OPERATOR));
        put(operators.getFirst(), 5, 0);
        List<Snapshot> snapshots = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Snapshot snapshot = maker.commit("pc", clock.now());
            snapshots.add(i % 3 == 0 ? maker.protect(snapshot) : snapshot);
        }
        Instant committed = clock.now();
        List<String> approvals = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            Caller caller = operators.get(random.nextInt(2));
            Snapshot snapshot = snapshots.get(random.nextInt(snapshots.size()));
            try {
                switch (random.nextInt(5)) {
                    case 0 -> put(caller, random.nextInt(12), policies.current(T).version());
                    case 1 ->
                        protection.requestUnprotect(by(caller), snapshot.id())
                                .map(Approval.View.class::cast)
                                .ifPresent(view -> approvals.add(view.id()));
                    case 2 -> {
                        if (!approvals.isEmpty()) {
                            approve(caller, approvals.get(random.nextInt(approvals.size())));
                        }
                    }
                    case 3 -> {
                        forgettable(caller, snapshot, Optional.of(committed));
                        Snapshot now = maker.service().snapshot(snapshot.id()).orElse(snapshot);
                        maker.service().forget(now);
                    }
                    default -> clock.pass(Duration.ofMinutes(30));
                }
            } catch (HoldfastException refusal) {
                // What is refused changes nothing; what matters is checked below.
                assertTrue(refusal.code() != ErrorCode.INTERNAL, "seed " + seed);
            }
            assertTrue(minimumAge() >= 5, "seed " + seed + " step " + step);
            boolean isOldEnough = !clock.now().isBefore(committed.plus(Duration.ofDays(5)));
            for (int i = 0; i < snapshots.size(); i++) {
                boolean isGone = maker.service().snapshot(snapshots.get(i).id()).isEmpty();
                assertTrue(!isGone || (isOldEnough && i % 3 != 0), "seed " + seed + " step " + step + " snapshot " + i);
            }
        }
    }
}
