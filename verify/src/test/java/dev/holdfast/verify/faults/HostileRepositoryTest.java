package dev.holdfast.verify.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.ExtendedAttribute;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.SmallDisk;
import dev.holdfast.verify.program.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a repository says, a restore writes below its target only, in bounded memory, and ends with an answer. */
final class HostileRepositoryTest {
    private static final ExitCode[] DAMAGED = {ExitCode.INCOMPLETE, ExitCode.DAMAGED};

    private final Sandbox sandbox = Sandbox.create();
    private final Path target = sandbox.path("place/target");
    private final Path outside = Trees.create(sandbox.path("place/outside"));

    @BeforeEach
    void init() throws IOException {
        sandbox.here("init", "--encryption", "none").expect(ExitCode.COMPLETE);
        Files.writeString(outside.resolve("precious"), "precious");
    }

    @AfterEach
    void remove() {
        sandbox.close();
    }

    private void commit(Function<HostileRepository, Fingerprint> tree) {
        try (HostileRepository hostile = new HostileRepository(sandbox)) {
            hostile.commit(tree.apply(hostile));
        }
    }

    private Outcome restore(String... more) {
        String[] words = {"restore", "latest", "--target", target.toString()};
        String[] all = Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new);
        Outcome outcome = sandbox.run(all);
        assertEquals("precious", Trees.tool("cat", outside.resolve("precious").toString()).out());
        assertEquals("precious\n", Trees.tool("ls", "-A", outside.toString()).out(), () -> "written outside the target by " + outcome);
        assertEquals("outside\ntarget\n", Trees.tool("ls", "-A", sandbox.path("place").toString()).out(), outcome::toString);
        return outcome;
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "/x", "x/", "a/b", "../outside/evil", "/etc/holdfast-evil", ".", "a\0b"})
    void nameThatIsNoNameIsDamage(String name) {
        String honest = "#".repeat(name.length());
        commit(hostile -> hostile.tree(honest, name, hostile.file(honest, "evil")));
        restore().expect(DAMAGED);
        assertFalse(Files.exists(Path.of("/etc/holdfast-evil")));
        commit(hostile -> hostile.tree(honest, name, hostile.directory(honest, hostile.file("precious", "evil"))));
        restore().expect(DAMAGED);
        sandbox.here("check").expect(DAMAGED);
    }

    @Test
    void sameNameTwiceIsDamage() {
        commit(hostile -> hostile.tree(
                "twice-2", "twice-1", new Node.Symlink(FileName.of("twice-1"), HostileRepository.attributes(0777), bytes(outside)), hostile.directory("twice-2", hostile.file("precious", "evil"))));
        restore().expect(DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "if-changed", "never"})
    void plantedLinkIsNotFollowed(String overwrite) {
        commit(hostile -> hostile.tree(new Node.Symlink(FileName.of("a"), HostileRepository.attributes(0777), bytes(outside))));
        restore().expect(ExitCode.COMPLETE);
        commit(hostile -> hostile.tree(hostile.directory("a", hostile.file("evil", "evil"), hostile.file("precious", "evil"))));
        restore("--overwrite", overwrite).expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE);
        commit(hostile -> hostile.tree(hostile.file("a", "evil")));
        restore("--overwrite", overwrite, "--delete").expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE);
    }

    @Test
    void removingWhatIsTooMuchFollowsNoLink() throws IOException {
        commit(hostile -> hostile.tree(hostile.file("file", "text")));
        Trees.create(target);
        Files.createSymbolicLink(target.resolve("link"), outside);
        Files.createSymbolicLink(Trees.create(target.resolve("directory")).resolve("link"), outside);
        restore("--delete").expect(ExitCode.COMPLETE);
        assertEquals("file\n", Trees.tool("ls", "-A", target.toString()).out());
    }

    @Test
    void hardLinksBetweenUnlikeKindsReachNothing() {
        Inode one = new Inode(7, 7, 3);
        commit(hostile -> hostile.tree(
                new Node.Symlink(FileName.of("a"), HostileRepository.attributes(0777, one), bytes(outside.resolve("precious"))),
                hostile.file("b", "evil", HostileRepository.attributes(0666, one)),
                new Node.Special(FileName.of("c"), HostileRepository.attributes(0666, one), NodeType.FIFO, 0)));
        restore().expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE);
        restore("--overwrite", "if-changed").expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE);
    }

    @Test
    void privilegesAreNotGivenUnlessAskedFor() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give them");
        byte[] capability = {1, 0, 0, 2, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        ExtendedAttribute capable = new ExtendedAttribute("security.capability".getBytes(StandardCharsets.US_ASCII), capability);
        commit(hostile -> hostile.tree(
                hostile.file("capable", "x", HostileRepository.attributes(0755, new Inode(1, 1, 1), capable)),
                hostile.file("setgid", "x", HostileRepository.attributes(02755)),
                hostile.file("setuid", "x", HostileRepository.attributes(04755))));
        restore().expect(ExitCode.COMPLETE);
        assertEquals("755\n755\n755\n", Trees.tool("bash", "-c", "stat -c %a " + target + "/*").out());
        assertEquals("", Trees.tool("bash", "-c", "getcap " + target + "/*").out());
        restore("--setuid").expect(ExitCode.COMPLETE);
        assertEquals("755\n2755\n4755\n", Trees.tool("bash", "-c", "stat -c %a " + target + "/*").out());
        assertFalse(Trees.tool("bash", "-c", "getcap " + target + "/*").out().isEmpty());
    }

    @Test
    void lengthsThatCannotBeAreDamageOrRefused() {
        commit(hostile -> hostile.tree(
                new Node.File(FileName.of("hole"), HostileRepository.attributes(0644), Long.MAX_VALUE, List.of(new Piece.Hole(Long.MAX_VALUE))),
                hostile.file("sound", "sound")));
        restore().expect(ExitCode.INCOMPLETE);
        assertEquals("sound\n", Trees.tool("ls", "-A", target.toString()).out());

        commit(hostile -> {
            Piece.Data data = (Piece.Data) hostile.data(bytes(target));
            return hostile.tree(new Node.File(
                    FileName.of("longer"), HostileRepository.attributes(0644), 1000, List.of(new Piece.Data(data.chunk(), 1000))));
        });
        restore().expect(DAMAGED);
        assertEquals("sound\n", Trees.tool("ls", "-A", target.toString()).out());
    }

    @Test
    void sixteenTebibytesOfTheSameChunkEndWhenTheDiskIsFull() {
        commit(hostile -> {
            byte[] zeros = new byte[1 << 20];
            Piece bomb = hostile.list(Collections.nCopies(4096, hostile.data(zeros)));
            bomb = hostile.list(Collections.nCopies(4096, bomb));
            return hostile.tree(new Node.File(FileName.of("bomb"), HostileRepository.attributes(0644), bomb.length(), List.of(bomb)));
        });
        Trees.create(target);
        Optional<SmallDisk> disk = SmallDisk.mount(target, 8);
        assumeTrue(disk.isPresent(), "only root can mount a small disk");
        try (SmallDisk small = disk.get()) {
            Outcome outcome = restore().expect(ExitCode.INCOMPLETE, ExitCode.DISK_FULL);
            assertTrue(outcome.err().contains("space"), outcome::toString);
            assertEquals("", Trees.tool("ls", "-A", target.toString()).out());
            small.remount("size=9m");
        }
    }

    @Test
    void listsInListsWithoutEndAreDamage() {
        commit(hostile -> {
            Piece nested = hostile.data(bytes(target));
            for (int i = 0; i < 20_000; i++) {
                nested = hostile.list(List.of(nested));
            }
            return hostile.tree(new Node.File(FileName.of("nested"), HostileRepository.attributes(0644), nested.length(), List.of(nested)));
        });
        restore().expect(DAMAGED);
        sandbox.here("check").expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE, ExitCode.DAMAGED);
        sandbox.here("prune").expect(ExitCode.COMPLETE);
    }

    @Test
    void directoriesInDirectoriesWithoutEndAreRestoredOrRefused() {
        commit(hostile -> {
            Node.Directory nested = hostile.directory("d");
            for (int i = 0; i < 5000; i++) {
                nested = hostile.directory("d", nested);
            }
            return hostile.tree(nested);
        });
        restore().expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE, ExitCode.FAILED);
        sandbox.here("check").expect(ExitCode.COMPLETE);
        sandbox.here("prune").expect(ExitCode.COMPLETE);
    }

    @Test
    void namesCannotSteerATerminal() {
        commit(hostile -> hostile.tree(
                hostile.file("\u001b]0;evil\u0007\u001b[2J", "x"),
                new Node.File(FileName.of("\u001b[31mred"), HostileRepository.attributes(0644), Long.MAX_VALUE, List.of(new Piece.Hole(Long.MAX_VALUE)))));
        Outcome outcome = restore("--verbose").expect(ExitCode.INCOMPLETE);
        assertFalse((outcome.out() + outcome.err()).contains("\u001b"), outcome::toString);
        assertTrue(Files.exists(target.resolve("\u001b]0;evil\u0007\u001b[2J"), LinkOption.NOFOLLOW_LINKS));
    }

    private static byte[] bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8);
    }
}
