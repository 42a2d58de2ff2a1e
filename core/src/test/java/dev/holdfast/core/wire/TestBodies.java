package dev.holdfast.core.wire;

import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.Id128;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackContents.Segment;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.wire.LocateAnswer.Neighbours;
import dev.holdfast.core.wire.ReadRequest.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Random bodies of every kind. */
final class TestBodies {
    private final RandomGenerator random;

    TestBodies(RandomGenerator random) {
        this.random = random;
    }

    Fingerprint fingerprint() {
        byte[] bytes = new byte[Fingerprint.BYTES];
        random.nextBytes(bytes);
        return Fingerprint.read(bytes, 0);
    }

    List<Fingerprint> fingerprints(int bound) {
        return Stream.generate(this::fingerprint).limit(random.nextInt(bound)).toList();
    }

    PackId pack() {
        return new PackId(new SessionId(new Id128(random.nextLong(), random.nextLong())), random.nextInt(1 << 20));
    }

    List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        long end = random.nextInt(100);
        for (int i = random.nextInt(5); i > 0; i--) {
            int length = 1 + random.nextInt(1 << 20);
            segments.add(new Segment(end, length, fingerprints(4)));
            end += length + random.nextInt(10);
        }
        return segments;
    }

    PackSeal seal() {
        Map<Fingerprint, References> references = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            references.put(fingerprint(), new References(fingerprints(3), fingerprints(3)));
        }
        Digest digest = Digest.of(fingerprint().toBytes());
        return new PackSeal(random.nextInt(1 << 30), digest, new PackContents(segments(), references));
    }

    LocateAnswer answer(int count) {
        List<List<Location>> locations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            locations.add(Stream.generate(this::location).limit(random.nextInt(3)).toList());
        }
        List<Neighbours> neighbours = Stream.generate(() -> new Neighbours(pack(), segments())).limit(random.nextInt(3)).toList();
        return new LocateAnswer(locations, neighbours);
    }

    private Location location() {
        return new Location(pack(), random.nextInt(1 << 30), 1 + random.nextInt(1 << 20), random.nextInt(1000));
    }

    ReadRequest reads() {
        return new ReadRequest(Stream.generate(() -> new Range(pack(), random.nextInt(1 << 29), 1 + random.nextInt(1 << 20)))
                .limit(random.nextInt(20))
                .toList());
    }
}
