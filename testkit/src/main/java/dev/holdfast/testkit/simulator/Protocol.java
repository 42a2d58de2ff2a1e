package dev.holdfast.testkit.simulator;

import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.storage.service.Rules;
import java.util.function.Supplier;

/**
 * The protocol as it is played in a simulation: {@link #SOUND}, or a mutant of it with one thing changed.
 *
 * @param rules makes the rules of one run, for all that take part in it
 * @param upload the order in which agents store a pack
 * @param agentsView what stands between an agent and the service that goes by the rules of the run
 */
public record Protocol(Supplier<Rules> rules, Upload upload, AgentsView agentsView) {
    /** The protocol as shipped. */
    public static final Protocol SOUND = new Protocol(Rules::new, Upload.BYTES_FIRST, AgentsView.PLAIN);

    /** The order of the two steps that store a pack. */
    public enum Upload {
        BYTES_FIRST,
        ROW_FIRST
    }

    /** What stands between an agent and the service. */
    @FunctionalInterface
    public interface AgentsView {
        /** The service itself. */
        AgentsView PLAIN = (rules, service) -> service;

        MetadataService of(Rules rules, MetadataService service);
    }

    public static Protocol ruledBy(Supplier<Rules> rules) {
        return new Protocol(rules, Upload.BYTES_FIRST, AgentsView.PLAIN);
    }
}
