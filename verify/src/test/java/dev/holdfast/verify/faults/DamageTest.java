package dev.holdfast.verify.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.testkit.contract.Seeds;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage anywhere in a repository is told as damage, named by a check, and healed by the next backup as far as the source still has it. */
final class DamageTest {
    private static final String FILL = """
            cd "$0" && mkdir -p a/b && head -c 900000 /dev/urandom > a/noise && seq 1 40000 > a/b/list && echo small > small && ln small hard""";

    /** What a damaged configuration or key may look like: as if there were none, or none that fits. */
    private static final List<ExitCode> TOLD = List.of(ExitCode.NO_REPOSITORY, ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.DAMAGED);

    private final long seed = Seeds.next();
    private final RandomGenerator random = Seeds.generator(seed);
    private final Sandbox sandbox = Sandbox.create();

    /** What becomes of a file. */
    enum Damage {
        DELETED {
            @Override
            void to(Path file, Path other, RandomGenerator random) throws IOException {
                Files.delete(file);
            }
        },
        EMPTIED {
            @Override
            void to(Path file, Path other, RandomGenerator random) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        TRUNCATED {
            @Override
            void to(Path file, Path other, RandomGenerator random) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            }
        },
        LENGTHENED {
            @Override
            void to(Path file, Path other, RandomGenerator random) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(1000)));
            }
        },
        FLIPPED {
            @Override
            void to(Path file, Path other, RandomGenerator random) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, bytes);
            }
        },
        OVERWRITTEN {
            @Override
            void to(Path file, Path other, RandomGenerator random) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                random.nextBytes(bytes);
                Files.write(file, bytes);
            }
        },
        EXCHANGED {
            @Override
            void to(Path file, Path other, RandomGenerator random) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Files.readAllBytes(other));
                Files.write(other, bytes);
            }
        };

        abstract void to(Path file, Path other, RandomGenerator random) throws IOException;
    }

    @BeforeEach
    void fill() {
        System.out.println("DamageTest: " + Seeds.replay(seed));
        Trees.tool("bash", "-c", FILL, sandbox.source().toString());
        sandbox.here("init").expect(ExitCode.COMPLETE);
        backup("first");
        Trees.copy(sandbox.source(), sandbox.path("first"));
        Trees.tool("bash", "-c", "echo more >> " + sandbox.source().resolve("a/b/list"));
        backup("second");
        Trees.copy(sandbox.source(), sandbox.path("second"));
    }

    @AfterEach
    void remove() {
        sandbox.close();
    }

    private void backup(String tag) {
        sandbox.here("backup", "--tag", tag, sandbox.source().toString()).expect(ExitCode.COMPLETE);
    }

    private List<Path> packs() throws IOException {
        return files("packs");
    }

    private List<Path> files(String below) throws IOException {
        try (Stream<Path> all = Files.walk(sandbox.repository().resolve(below))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Runs every command, each of which may say that something is damaged, and none anything but that. */
    private List<Outcome> runAll(ExitCode... allowed) {
        List<Outcome> outcomes = new ArrayList<>();
        String[][] commands = {
            {"snapshots"},
            {"restore", "latest", "--target", sandbox.path("out").toString()},
            {"check"},
            {"check", "--read-data"},
            {"prune", "--max-unused", "0"},
            {"key", "list"},
            {"backup", "--tag", "again", sandbox.source().toString()}
        };
        for (String[] command : commands) {
            outcomes.add(sandbox.here(command).expect(allowed));
        }
        return outcomes;
    }

    /** The name of a pack as messages have it. */
    private static String name(Path pack) {
        return pack.getFileName().toString();
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void damagedPackIsNamedAndHealedByTheNextBackup(Damage damage) throws IOException {
        List<Path> packs = packs();
        int at = random.nextInt(packs.size());
        Path pack = packs.get(at);
        damage.to(pack, packs.get((at + 1) % packs.size()), random);

        Outcome restored = sandbox.here("restore", "latest", "--target", sandbox.path("out").toString())
                .expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE, ExitCode.DAMAGED);
        if (restored.code() == ExitCode.COMPLETE.number()) {
            Trees.assertSame(sandbox.source(), Sandbox.inside(sandbox.path("out"), sandbox.source()), Seeds.replay(seed));
        }
        Outcome checked = sandbox.here("check", "--read-data").expect(ExitCode.INCOMPLETE);
        assertTrue(checked.out().contains(name(pack)), () -> pack + " is not named by " + checked + Seeds.replay(seed));

        backup("healing");
        sandbox.here("check", "--read-data").expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE);
        List<Sandbox.Listed> snapshots = sandbox.snapshots();
        assertEquals(List.of("first", "second", "healing"), snapshots.stream().map(Sandbox.Listed::tag).toList());
        sandbox.assertRestores(snapshots.getLast().id(), sandbox.source());
        sandbox.here("forget", snapshots.getFirst().id(), snapshots.get(1).id()).expect(ExitCode.COMPLETE);
        sandbox.here("prune", "--max-unused", "0").expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE);
        sandbox.assertRestores("latest", sandbox.source());
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void everyCommandLivesThroughEachKindOfDamageToAPack(Damage damage) throws IOException {
        List<Path> packs = packs();
        int at = random.nextInt(packs.size());
        damage.to(packs.get(at), packs.get((at + 1) % packs.size()), random);
        runAll(ExitCode.COMPLETE, ExitCode.INCOMPLETE, ExitCode.DAMAGED);
    }

    @Test
    void goneOrDamagedPacksOneAndAllLoseNothingThatTheSourceHas() throws IOException {
        for (Path pack : packs()) {
            Files.delete(pack);
        }
        sandbox.here("restore", "latest", "--target", sandbox.path("out").toString()).expect(ExitCode.INCOMPLETE, ExitCode.DAMAGED);
        sandbox.here("check").expect(ExitCode.INCOMPLETE);
        backup("healing");
        sandbox.assertRestores("latest", sandbox.source());
    }

    @ParameterizedTest
    @EnumSource(names = {"DELETED", "EMPTIED", "TRUNCATED", "OVERWRITTEN"})
    void damagedIndexIsSaidAndNotTakenForAnEmptyOne(Damage damage) throws IOException {
        for (Path file : files("index")) {
            damage.to(file, file, random);
        }
        List<Path> before = packs();
        for (Outcome outcome : runAll(ExitCode.DAMAGED, ExitCode.INCOMPLETE, ExitCode.COMPLETE)) {
            List<ExitCode> expected =
                    switch (outcome.command().getFirst()) {
                        case "key" -> List.of(ExitCode.COMPLETE);
                        // What can be opened at all is a finding.
                        case "check" -> List.of(ExitCode.DAMAGED, ExitCode.INCOMPLETE);
                        default -> List.of(ExitCode.DAMAGED);
                    };
            assertTrue(expected.stream().anyMatch(code -> code.number() == outcome.code()), () -> outcome + Seeds.replay(seed));
            boolean said = (outcome.out() + outcome.err()).contains("holdfast rebuild-index");
            assertEquals(!expected.contains(ExitCode.COMPLETE), said, () -> outcome + Seeds.replay(seed));
        }
        assertEquals(before, packs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"repository", "keys"})
    void damagedConfigurationOrKeyIsSaidAndChangesNothing(String what) throws IOException {
        Path file = files(what).getFirst();
        byte[] sound = Files.readAllBytes(file);
        for (Damage damage : List.of(Damage.DELETED, Damage.EMPTIED, Damage.TRUNCATED, Damage.LENGTHENED, Damage.OVERWRITTEN, Damage.FLIPPED)) {
            damage.to(file, file, random);
            Outcome outcome = sandbox.run("snapshots");
            outcome.expectError(
                    TOLD.stream().filter(exit -> exit.number() == outcome.code()).findFirst().orElse(ExitCode.DAMAGED));
            assertFalse(damage == Damage.DELETED && what.equals("repository") && outcome.code() != ExitCode.NO_REPOSITORY.number(), outcome::toString);
            sandbox.here("backup", sandbox.source().toString()).expect(TOLD.toArray(ExitCode[]::new));
            Files.write(file, sound);
            assertEquals(2, sandbox.snapshots().size());
        }
        sandbox.assertRestores("latest", sandbox.source());
    }
}
