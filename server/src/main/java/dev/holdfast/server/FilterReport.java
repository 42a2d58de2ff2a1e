package dev.holdfast.server;

import dev.holdfast.core.filter.BloomFilter;
import dev.holdfast.server.repository.TenantRepositories;
import dev.holdfast.server.storage.FilterFigures;
import dev.holdfast.server.tenant.TenantName;
import java.util.HexFormat;
import java.util.Optional;

/** Lets the figures of storage ask the filters of the repository protocol. */
record FilterReport(TenantRepositories repositories) implements FilterFigures {
    @Override
    public Optional<FilterView> of(TenantName tenant) {
        return repositories.of(tenant).filter().current().map(state -> {
            BloomFilter filter = state.filter();
            return new FilterView(HexFormat.of().toHexDigits(state.epoch()), filter.entries(), filter.sizeBytes(), filter.falsePositiveRate());
        });
    }
}
