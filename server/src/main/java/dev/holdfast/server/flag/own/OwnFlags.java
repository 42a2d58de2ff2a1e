package dev.holdfast.server.flag.own;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.own.OwnFlag;
import dev.holdfast.flags.FlagReading;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.tenant.TenantName;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the server's own flags say. Thread-safe; answers from memory. */
public final class OwnFlags {
    private final FlagReading flags;
    private final String version;

    /** @param version the program's, which rules may ask for */
    public OwnFlags(FlagReading flags, String version) {
        this.flags = flags;
        this.version = version;
    }

    /** Whether a flag is on for somebody and a tenant; empty for what concerns the whole server. */
    public boolean isOn(OwnFlag flag, Caller caller, Optional<TenantName> tenant) {
        String name = tenant.map(TenantName::text).orElse("");
        return flags.truth(flag.key(), flag.usual(), new EvaluationContext(Map.of(
                EvaluationContext.TARGETING_KEY, name,
                "tenant", name,
                "role", caller.role().name().toLowerCase(Locale.ROOT),
                "version", version)));
    }
}
