package peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A backup program on a fresh repository: how it is called for each phase. */
interface Program {
    /** The secret of every repository; it protects nothing but made-up data. */
    String PASSPHRASE = "correct horse battery staple";

    /** Where a program keeps its repository, its caches and its idea of a home directory. */
    record Site(Path repository, Path home) {
        /** Variables that keep a program's own files inside the working directory. */
        Map<String, String> homeVariables() {
            return Map.of(
                    "HOME", home.toString(),
                    "XDG_CACHE_HOME", home.resolve("cache").toString(),
                    "XDG_CONFIG_HOME", home.resolve("config").toString(),
                    "XDG_DATA_HOME", home.resolve("data").toString(),
                    "XDG_STATE_HOME", home.resolve("state").toString());
        }
    }

    String name();

    Site site();

    /** The command whose first line of output names the version. */
    Command version();

    Map<String, String> environment();

    List<Command> init();

    /** Makes snapshot number {@code ordinal}, counted from one, of a directory. */
    List<Command> backup(Path source, int ordinal);

    List<Command> list();

    /** Writes snapshot number {@code ordinal}, the latest one, into an empty directory, holes as holes where it can. */
    List<Command> restore(Path target, int ordinal);

    List<Command> check();

    /** Forgets the oldest snapshots, so that {@code kept} of {@code made} remain, and gives their space back. */
    List<Command> prune(int made, int kept);

    /** Ends what it left running. */
    default void close() {}
}
