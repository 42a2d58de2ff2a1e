package server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An agent that holds claims is killed in the midst of its backup: how long do others wait that need the same. */
final class DeadHolder {
    private static final int OTHERS = 3;
    private static final int LEASE_SECONDS = 60;
    private static final String EXPIRED = "holdfast_sessions_expired";
    private static final String GRANTED = "holdfast_work_total{what=\"claims_granted\"}";

    private final Tables tables;
    private final Path work;

    DeadHolder(Tables tables, Path work) {
        this.tables = tables;
        this.work = work;
    }

    void run() throws IOException, InterruptedException {
        Path source = Files.createDirectories(work.resolve("source"));
        Fleet.files(source, 2, 64, 1 << 20);
        try (Fleet fleet = Fleet.start(work, List.of())) {
            // Slow enough to die with its claims.
            AgentRun holder = AgentRun.backup(fleet, "holder", source, List.of("--claim", "--limit-upload", "1M"));
            while (holder.isRunning() && fleet.metric(GRANTED) == 0) {
                Thread.sleep(50);
            }
            double claims = fleet.metric(GRANTED);
            if (!holder.isRunning()) {
                throw new IOException("the holder ended before it could be killed");
            }
            holder.kill();
            long killed = System.nanoTime();
            List<AgentRun> others = new ArrayList<>();
            for (int i = 0; i < OTHERS; i++) {
                others.add(AgentRun.backup(fleet, "other" + i, source, List.of("--claim")));
            }
            while (fleet.metric(EXPIRED) == 0) {
                Thread.sleep(100);
            }
            double freed = (System.nanoTime() - killed) / 1e9;
            for (AgentRun other : others) {
                other.await();
            }
            double done = (System.nanoTime() - killed) / 1e9;
            tables.add(
                    "An agent with %.0f claims is killed; its claims are free %.1f s after that (its lease is %d s: %s), and %d others that need the "
                            + "same chunks have done their backups after %.1f s.",
                    claims, freed, LEASE_SECONDS, freed <= LEASE_SECONDS ? "no longer than that" : "**longer than that**", OTHERS, done);
            fleet.check();
        }
    }
}
