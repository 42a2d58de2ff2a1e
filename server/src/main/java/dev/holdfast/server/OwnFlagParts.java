package dev.holdfast.server;

import dev.holdfast.control.own.OwnFlag;
import dev.holdfast.flags.OwnRules;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.flag.FlagFeed;
import dev.holdfast.server.flag.own.OwnFlags;
import dev.holdfast.server.flag.own.OwnProject;
import dev.holdfast.server.flag.own.SwitchedOperations;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.LiveEnvironment;
import dev.holdfast.server.job.JobKind;
import dev.holdfast.server.job.JobRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server's own flags, and the operations that they switch. Thread-safe. */
final class OwnFlagParts {
    private final SwitchedOperations operations;

    private OwnFlagParts(SwitchedOperations operations) {
        this.operations = operations;
    }

    static OwnFlagParts of(Foundation on, FlagEnvironments environments, AuditTrail audit) {
        LiveEnvironment environment = OwnProject.prepare(environments, on.log());
        OwnFlags flags = new OwnFlags(new OwnRules(environment::current, on.clock()), on.options().version());
        return new OwnFlagParts(new SwitchedOperations(flags, new FlagFeed(environment, on.clock()), audit));
    }

    /** The same subjects, with the operations guarded that can be switched off. */
    List<ServerPart> guarding(List<ServerPart> parts) {
        SwitchedOperations.requireAll(parts.stream().flatMap(part -> part.routes().stream()).toList());
        return parts.stream().map(this::guarding).toList();
    }

    private ServerPart guarding(ServerPart part) {
        List<Route> routes = operations.guarding(part.routes());
        return new ServerPart(part.name(), routes, part.checks(), part.start(), part.stop());
    }

    /** Fails if a job of this kind is switched off. */
    void require(Call call, JobKind kind, Map<String, Object> parameters) {
        switch (kind) {
            case COLLECT -> {
                // A trial run changes nothing.
                if (!Boolean.TRUE.equals(parameters.get(JobRequest.DRY_RUN))) {
                    require(OwnFlag.COLLECT, call, kind);
                }
            }
            case RETENTION -> require(OwnFlag.DELETE_SNAPSHOTS, call, kind);
            case SCRUB, BACKUP, RESTORE -> {
                // Nothing goes away by these; a restore is guarded where it is ordered.
            }
        }
    }

    private void require(OwnFlag flag, Call call, JobKind kind) {
        operations.require(flag, call, Optional.of(call.tenant()), "job " + kind.word());
    }
}
