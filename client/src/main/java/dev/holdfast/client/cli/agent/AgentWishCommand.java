package dev.holdfast.client.cli.agent;

import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.plan.AgentState;
import dev.holdfast.client.agent.plan.QueuedWork;
import dev.holdfast.client.agent.store.StateDirectory;
import dev.holdfast.client.agent.store.StateDirectory.Wish;
import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.Optional;

/** {@code holdfast agent backup}, {@code approve} and {@code decline}: what somebody at the machine tells its agent. */
public final class AgentWishCommand implements Command {
    private final Kind kind;

    /** What is told. */
    private enum Kind {
        BACKUP("agent backup", "back up by a schedule now, in the agent", "SCHEDULE"),
        APPROVE("agent approve", "let the agent do a restore that its server asked for", "ID"),
        DECLINE("agent decline", "keep the agent from doing a restore that its server asked for", "ID");

        private final String command;
        private final String summary;
        private final String operand;

        Kind(String command, String summary, String operand) {
            this.command = command;
            this.summary = summary;
            this.operand = operand;
        }
    }

    private AgentWishCommand(Kind kind) {
        this.kind = kind;
    }

    public static AgentWishCommand backup() {
        return new AgentWishCommand(Kind.BACKUP);
    }

    public static AgentWishCommand approve() {
        return new AgentWishCommand(Kind.APPROVE);
    }

    public static AgentWishCommand decline() {
        return new AgentWishCommand(Kind.DECLINE);
    }

    @Override
    public Syntax syntax() {
        String example = kind == Kind.BACKUP ? "system" : "3f2a9c01b7de-12";
        return Syntax.of(kind.command, kind.summary, Syntax.Needs.NOTHING)
                .describe("The agent takes it up within seconds, or when it runs again. 'holdfast agent status' shows schedules and the queue.")
                .options(AgentPlaces.CONFIG, AgentPlaces.STATE)
                .operands(Operands.exactly(1, kind.operand))
                .example("holdfast " + kind.command + " " + example, kind.summary)
                .exits(ExitCode.NOT_FOUND, ExitCode.DENIED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        AgentConfig config = AgentPlaces.config(invocation);
        StateDirectory directory = AgentPlaces.state(invocation, config);
        String name = invocation.arguments().operands().getFirst();
        directory.wish(switch (kind) {
            case BACKUP -> new Wish.Backup(schedule(config, name));
            case APPROVE -> new Wish.Approve(waiting(directory, name));
            case DECLINE -> new Wish.Decline(waiting(directory, name));
        });
        invocation.console().note(directory.isHeld() ? "the agent has been told" : "the agent does not run; it takes this up when it does");
        return ExitCode.COMPLETE;
    }

    private static String schedule(AgentConfig config, String name) {
        return config.schedule(name)
                .orElseThrow(() -> new HoldfastException(ErrorCode.NOT_FOUND, "there is no schedule '" + name + "'", "holdfast agent status"))
                .name();
    }

    private static String waiting(StateDirectory directory, String id) {
        return directory.look()
                .flatMap(state -> work(state, id))
                .orElseThrow(() -> new HoldfastException(ErrorCode.NOT_FOUND, "nothing called '" + id + "' waits for consent", "holdfast agent status"))
                .id();
    }

    private static Optional<QueuedWork> work(AgentState state, String id) {
        return state.work(id).filter(work -> work.consent() == QueuedWork.Consent.AWAITED);
    }
}
