package dev.holdfast.server.maintenance;

import dev.holdfast.core.id.PackId;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.tenant.TenantName;
import java.util.List;
import java.util.Optional;

/** How far scrubs of tenants have come, so that each pack has its turn. Thread-safe. */
public final class ScrubCursor {
    /** Its table. */
    public static final Migration MIGRATION = new Migration(
            "scrub_cursors", List.of("CREATE TABLE scrub_cursor(tenant TEXT PRIMARY KEY, pack TEXT NOT NULL) WITHOUT ROWID"));

    private final ControlDatabase database;

    public ScrubCursor(ControlDatabase database) {
        this.database = database;
    }

    /** The pack that was read last; empty at the beginning of a turn. */
    Optional<PackId> last(TenantName tenant) {
        return database.read(
                        rows -> rows.first("SELECT pack FROM scrub_cursor WHERE tenant = ?", row -> row.getString(1), tenant.text()))
                .map(PackId::parse);
    }

    void move(TenantName tenant, Optional<PackId> last) {
        database.change(rows -> {
            rows.change("DELETE FROM scrub_cursor WHERE tenant = ?", tenant.text());
            if (last.isPresent()) {
                rows.change("INSERT INTO scrub_cursor(tenant, pack) VALUES(?, ?)", tenant.text(), last.get().toString());
            }
        });
    }

    /** Removes the cursor of a tenant. */
    public void removeTenant(TenantName tenant) {
        move(tenant, Optional.empty());
    }
}
