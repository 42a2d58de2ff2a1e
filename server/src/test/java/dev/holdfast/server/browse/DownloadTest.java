package dev.holdfast.server.browse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Reply;
import dev.holdfast.testkit.contract.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final Caller ANN = BrowseServer.signedIn("s1");

    @TempDir
    Path directory;

    private final long seed = Seeds.next();
    private final byte[] content = new byte[3_000_000];
    private TestTenant tenant;
    private BrowseServer server;

    @BeforeEach
    void open() {
        Seeds.generator(seed).nextBytes(content);
        tenant = new TestTenant(directory.resolve("acme"), EncryptionMode.CLIENT);
        server = new BrowseServer(tenant);
        server.repositories.unlock(ANN, BrowseServer.TENANT, TestTenant.PASSPHRASE);
    }

    @AfterEach
    void close() {
        server.close();
        tenant.close();
    }

    private SessionId snapshot() {
        Folder root = new Folder();
        root.folder("d").file(FileName.of("big"), content).file("small", "hello");
        root.folder("d").put(FileName.of("pipe"), new Folder.Content.Fifo());
        root.folder("d").folder("empty");
        return tenant.snapshot("web", root);
    }

    private static TestCall file(SessionId snapshot, String path) {
        return new TestCall("/snapshots/{id}/file", ANN).at(snapshot).with("path", path);
    }

    @Test
    void aFileComesWhole() {
        Reply.Stream reply = (Reply.Stream) server.call(file(snapshot(), "/d/big"));
        assertEquals(200, reply.status());
        assertEquals(content.length, reply.lengthBytes());
        assertEquals("nosniff", reply.headers().get("X-Content-Type-Options"));
        assertArrayEquals(content, BrowseServer.bytes(reply));
    }

    @Test
    void rangesAreThoseOfTheFile() {
        SessionId snapshot = snapshot();
        int size = content.length;
        Map<String, int[]> ranges = Map.of(
                "bytes=0-0", new int[] {0, 1},
                "bytes=100-", new int[] {100, size},
                "bytes=-7", new int[] {size - 7, size},
                "bytes=1000000-2999999999", new int[] {1_000_000, size},
                "bytes=70000-200000", new int[] {70_000, 200_001});
        ranges.forEach((header, bounds) -> {
            Reply.Stream reply = (Reply.Stream) server.call(file(snapshot, "/d/big").header("Range", header));
            assertEquals(206, reply.status(), header);
            assertEquals(
                    "bytes " + bounds[0] + "-" + (bounds[1] - 1) + "/" + size, reply.headers().get("Content-Range"));
            assertArrayEquals(Arrays.copyOfRange(content, bounds[0], bounds[1]), BrowseServer.bytes(reply), header);
        });
        for (String header : new String[] {"bytes=5-2", "bytes=-", "lines=1-2", "bytes=0-1,5-6", "bytes=a-b"}) {
            assertEquals(200, server.call(file(snapshot, "/d/big").header("Range", header)).status(), header);
        }
        for (String header : new String[] {"bytes=3000000-", "bytes=-0"}) {
            Reply reply = server.call(file(snapshot, "/d/big").header("Range", header));
            assertEquals(416, reply.status(), header);
            assertEquals("bytes */" + size, reply.headers().get("Content-Range"));
        }
    }

    @Test
    void onlyFilesAreDownloadedAsFiles() {
        SessionId snapshot = snapshot();
        for (String path : new String[] {"/", "/d", "/d/pipe"}) {
            HoldfastException failure = assertThrows(HoldfastException.class, () -> server.call(file(snapshot, path)));
            assertEquals(ErrorCode.INVALID_ARGUMENT, failure.code());
        }
    }

    @Test
    void aZipHoldsTheDirectory() throws IOException {
        TestCall call = new TestCall("/snapshots/{id}/zip", ANN).at(snapshot()).with("path", "/d");
        Reply.Stream reply = (Reply.Stream) server.call(call);
        assertEquals("attachment; filename=\"d.zip\"; filename*=UTF-8''d.zip", reply.headers().get("Content-Disposition"));
        Map<String, byte[]> found = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(BrowseServer.bytes(reply)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                found.put(entry.getName(), zip.readAllBytes());
            }
        }
        assertArrayEquals(content, found.get("big"));
        assertArrayEquals("hello".getBytes(StandardCharsets.UTF_8), found.get("small"));
        assertTrue(found.containsKey("empty/"), found.keySet().toString());
    }

    @Test
    void aDownloadEndsWhenItsSignInDoes() {
        Reply.Stream reply = (Reply.Stream) server.call(file(snapshot(), "/d/big"));
        server.repositories.ended("s1");
        HoldfastException failure = assertThrows(HoldfastException.class, () -> BrowseServer.bytes(reply));
        assertEquals(ErrorCode.LOCKED, failure.code());
    }

    @Test
    void damageAtTheBeginningIsAnErrorAndDamageLaterCutsTheAnswerOff() throws IOException {
        SessionId snapshot = snapshot();
        Path pack = largestFile(directory.resolve("acme"));
        flip(pack, Files.size(pack) - 100_000);
        Reply.Stream reply = (Reply.Stream) server.call(file(snapshot, "/d/big"));
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        HoldfastException late =
                assertThrows(HoldfastException.class, () -> reply.content().write(sent), Seeds.replay(seed));
        assertEquals(ErrorKind.CORRUPTION, late.kind());
        assertArrayEquals(Arrays.copyOf(content, sent.size()), sent.toByteArray());
        flip(pack, 5_000);
        // What was read before is still known to whoever has it open.
        server.repositories.ended("s1");
        server.repositories.unlock(ANN, BrowseServer.TENANT, TestTenant.PASSPHRASE);
        HoldfastException early = assertThrows(HoldfastException.class, () -> server.call(file(snapshot, "/d/big")));
        assertEquals(ErrorKind.CORRUPTION, early.kind());
    }

    private static Path largestFile(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("packs"))) {
            return files.filter(Files::isRegularFile)
                    .max((one, other) -> Long.compare(one.toFile().length(), other.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void flip(Path file, long position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            channel.write(one, position);
        }
    }
}
