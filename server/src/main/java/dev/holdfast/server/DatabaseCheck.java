package dev.holdfast.server;

import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.telemetry.HealthCheck;

/** Whether the server's own rows can be read. Thread-safe. */
record DatabaseCheck(ControlDatabase database) implements HealthCheck {
    @Override
    public String name() {
        return "database";
    }

    @Override
    public Health check() {
        try {
            database.read(rows -> rows.first("SELECT count(*) FROM migration", row -> row.getInt(1)));
            return Health.ok();
        } catch (HoldfastException e) {
            return new Health(Status.FAILING, "the server's own rows cannot be read: " + e.code());
        }
    }
}
