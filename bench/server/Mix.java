package server;

import dev.holdfast.client.remote.RemoteRepository;
import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.pack.FinishedPack;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.segment.SealedSegment;
import dev.holdfast.core.segment.SegmentWriter;
import dev.holdfast.core.wire.BitList;
import dev.holdfast.core.wire.FingerprintList;
import dev.holdfast.core.wire.ReadRequest;
import dev.holdfast.core.wire.ReadRequest.Range;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The requests of many agents in the midst of their backups, and of some that restore. Belongs to the load's thread. */
final class Mix {
    private static final int VARIANTS = 64;
    private static final int ASKED = 4096;
    private static final int LOCATED = 1024;
    private static final int STRETCHES = 8;
    private static final int STRETCH_BYTES = 256 << 10;

    private final Ground ground;
    private final SessionId session;
    private final Map<Shot.Kind, List<Shot>> ready = new EnumMap<>(Shot.Kind.class);
    private final Deque<Shot> uploads = new ArrayDeque<>();
    private final SealedSegment segment;
    private final ByteBuffer segmentBytes;
    private String stranger = "";
    private long replaced;

    Mix(Ground ground, SessionId session) {
        this.ground = ground;
        this.session = session;
        SplittableRandom random = new SplittableRandom(7);
        segment = segment(ground, random);
        segmentBytes = direct(segment.toBytes());
        for (Shot.Kind kind : Shot.Kind.values()) {
            ready.put(kind, new ArrayList<>());
        }
        for (int i = 0; i < VARIANTS; i++) {
            ready.get(Shot.Kind.MISSING).add(missing(random));
            ready.get(Shot.Kind.LOCATE).add(locate(random));
            ready.get(Shot.Kind.READ).add(read(random));
        }
    }

    private static SealedSegment segment(Ground ground, SplittableRandom random) {
        byte[] content = new byte[(1 << 20) - 1024];
        random.nextBytes(content);
        try (SegmentWriter writer = ground.segments()) {
            Fingerprint chunk = Fingerprinter.plain().fingerprint(ChunkType.DATA, content, 0, content.length);
            return writer.sealSingle(chunk, ChunkType.DATA, content, 0, content.length);
        }
    }

    private List<Fingerprint> known(SplittableRandom random, int count) {
        List<Fingerprint> chunks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            chunks.add(ground.chunks().get(random.nextInt(ground.chunks().size())));
        }
        return chunks;
    }

    private Shot missing(SplittableRandom random) {
        List<Fingerprint> asked = known(random, ASKED);
        BitSet missing = new BitSet();
        for (int i = 0; i < ASKED; i++) {
            if (random.nextInt(4) == 0) {
                byte[] unknown = new byte[Fingerprint.BYTES];
                random.nextBytes(unknown);
                asked.set(i, Fingerprint.read(unknown, 0));
                missing.set(i);
            }
        }
        return post(Shot.Kind.MISSING, "/sessions/" + session + "/missing", FingerprintList.encode(asked), BitList.encode(missing, ASKED));
    }

    /** What the server says before the load is what it must say under it; whether that is right, {@link Ground} has looked at. */
    private Shot locate(SplittableRandom random) {
        List<Fingerprint> asked = known(random, LOCATED);
        return post(Shot.Kind.LOCATE, "/locate", FingerprintList.encode(asked), ground.located(asked));
    }

    private Shot read(SplittableRandom random) {
        List<Range> ranges = new ArrayList<>();
        ByteBuffer expected = ByteBuffer.allocate(STRETCHES * (STRETCH_BYTES + 5));
        for (int i = 0; i < STRETCHES; i++) {
            Ground.Stored pack = ground.packs().get(random.nextInt(ground.packs().size()));
            int offset = random.nextInt(pack.bytes().length - STRETCH_BYTES);
            ranges.add(new Range(pack.id(), offset, STRETCH_BYTES));
            expected.put((byte) ReadRequest.Status.READ.code()).putInt(STRETCH_BYTES).put(pack.bytes(), offset, STRETCH_BYTES);
        }
        return post(Shot.Kind.READ, "/reads", new ReadRequest(ranges).encode(), expected.array());
    }

    private Shot post(Shot.Kind kind, String path, byte[] body, byte[] expected) {
        byte[] head = head("POST", path, body.length, "");
        return new Shot(kind, List.of(direct(head, body)), 200, direct(expected));
    }

    private byte[] head(String method, String path, int length, String more) {
        return (method + " /api/v1/tenants/" + Ground.TENANT + path + " HTTP/1.1\r\n"
                        + "Host: 127.0.0.1\r\n"
                        + "Authorization: Bearer " + ground.token() + "\r\n"
                        + "X-Deadline-Millis: 1000\r\n"
                        + "Content-Type: application/octet-stream\r\n"
                        + more
                        + "Content-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer direct(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(length);
        for (byte[] part : parts) {
            buffer.put(part);
        }
        return buffer.flip();
    }

    /** Has so many uploads ready; each needs a pack's id from the server, and is sent once. */
    void prepareUploads(int count) {
        RemoteRepository remote = ground.remote();
        while (uploads.size() < count) {
            PackId id = remote.metadata().allocate(session, PackKind.DATA);
            MemoryPack pack = new MemoryPack(id, ground.config().id());
            pack.append(segment);
            FinishedPack finished = pack.finish();
            String digest = "Expect: 100-continue\r\nX-Content-SHA256: " + HexFormat.of().formatHex(finished.digest().toBytes()) + "\r\n";
            byte[] head = head("PUT", "/packs/" + id, (int) finished.sizeBytes(), digest);
            uploads.addLast(new Shot(
                    Shot.Kind.UPLOAD,
                    List.of(ByteBuffer.wrap(head), ByteBuffer.wrap(pack.header()), segmentBytes, ByteBuffer.wrap(pack.footer())),
                    201,
                    ByteBuffer.allocate(0)));
        }
    }

    /** The next request; its kind is drawn. */
    Shot next(SplittableRandom random) {
        int draw = random.nextInt(100);
        for (Shot.Kind kind : Shot.Kind.values()) {
            draw -= kind.percent();
            if (draw < 0) {
                return of(kind, random);
            }
        }
        throw new IllegalStateException("the shares of the kinds are not a hundred");
    }

    private Shot of(Shot.Kind kind, SplittableRandom random) {
        if (kind != Shot.Kind.UPLOAD) {
            return ready.get(kind).get(random.nextInt(VARIANTS));
        }
        Shot upload = uploads.pollFirst();
        if (upload == null) {
            replaced++;
            return of(Shot.Kind.READ, random);
        }
        return upload;
    }

    /** Takes back a request that the server has surely not carried out. */
    void unused(Shot shot) {
        if (shot.kind() == Shot.Kind.UPLOAD) {
            uploads.addLast(shot);
        }
    }

    /** Remembers the first answer that was neither right nor a refusal. */
    void strange(Shot shot, Answer answer) {
        if (stranger.isEmpty()) {
            stranger = shot.kind() + " was answered with status " + answer.status();
        }
    }

    /** How many uploads there would have been if more had been prepared; reads went in their place. */
    long replaced() {
        return replaced;
    }

    String stranger() {
        return stranger;
    }
}
