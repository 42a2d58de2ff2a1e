package dev.holdfast.server.storage;

import dev.holdfast.server.tenant.TenantName;
import java.util.Optional;

/** Figures of the filters that spare questions. Thread-safe. */
@FunctionalInterface
public interface FilterFigures {
    /**
     * A filter as it is, in the form in which the API has it.
     *
     * @param epoch which of its makings it is
     * @param entries how many keys it holds
     * @param bytes its length
     * @param falsePositiveRate how often it says maybe for what is not there
     */
    record FilterView(String epoch, long entries, long bytes, double falsePositiveRate) {}

    /** The filter of a tenant; empty while it is being made. */
    Optional<FilterView> of(TenantName tenant);
}
