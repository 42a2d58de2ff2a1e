package server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the agent's copy of the server's filter spares: on the first backup of all, of another machine, and of an unchanged one. */
final class FilterSavings {
    private static final int FILES = 20_000;
    private static final int FILE_BYTES = 4096;

    private final Tables tables;
    private final Path work;

    FilterSavings(Tables tables, Path work) {
        this.tables = tables;
        this.work = work;
    }

    void run() throws IOException, InterruptedException {
        Path common = Files.createDirectories(work.resolve("common"));
        Path own = Files.createDirectories(work.resolve("own"));
        Fleet.files(common, 3, FILES / 2, FILE_BYTES);
        Fleet.files(own, 4, FILES, FILE_BYTES);
        tables.add("Files of 4 KiB, each a chunk of its own; %d are on all machines, %d on the second alone.", FILES / 2, FILES);
        tables.add("");
        tables.add("| backup | chunks to decide about | asked of the server | spared by the filter | requests | requests spared |");
        tables.add("|---|---|---|---|---|---|");
        try (Fleet fleet = Fleet.start(work, List.of())) {
            backup(fleet, "first", "first of all, into an empty repository", List.of(common.toString()));
            backup(fleet, "second", "first of another machine, a third of it known", List.of(common.toString(), own.toString()));
            backup(fleet, "second", "the same again, unchanged", List.of(common.toString(), own.toString()));
            backup(fleet, "second", "the same again, every file read (`--force`)", List.of("--force", common.toString(), own.toString()));
            tables.add("");
            tables.add(
                    "The server's filter then has %.0f entries in %.0f bytes and errs in %.3f %% by its own account; "
                            + "`bench/server/missing` measures it.",
                    fleet.storageNumber("entries"), fleet.storageNumber("bytes"), 100 * fleet.storageNumber("false_positive_rate"));
            fleet.check();
        }
    }

    private void backup(Fleet fleet, String machine, String what, List<String> words) throws IOException, InterruptedException {
        List<String> all = new java.util.ArrayList<>(List.of("backup", "--json", "--host", machine));
        all.addAll(words);
        AgentRun.Summary summary = AgentRun.start(fleet, machine, fleet.token(machine), all).await();
        double asked = summary.number("chunks_asked");
        double spared = summary.number("chunks_saved");
        tables.add(
                "| %s | %.0f | %.0f | %.0f (%.0f %%) | %.0f | %.0f |",
                what,
                asked + spared,
                asked,
                spared,
                asked + spared == 0 ? 0 : 100 * spared / (asked + spared),
                summary.number("requests"),
                summary.number("requests_saved"));
    }
}
