package dev.holdfast.client.cli.local;

import dev.holdfast.client.cli.invocation.DirectoryDoor;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.RepositoryDoor;
import dev.holdfast.client.cli.invocation.RepositoryLocation;
import dev.holdfast.client.cli.invocation.ServerDoor;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.engine.text.Figures;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code holdfast doctor} looks at in the repository, without a passphrase. */
final class RepositoryChecks {
    private static final long ENOUGH_SPACE_BYTES = 1L << 30;
    private static final Duration TOLERATED_SKEW = Duration.ofMinutes(2);
    /** There was no Holdfast before; a clock that shows an earlier time has lost its battery. */
    private static final Instant FIRST_RELEASE = Instant.parse("2026-01-01T00:00:00Z");

    private final Invocation invocation;

    RepositoryChecks(Invocation invocation) {
        this.invocation = invocation;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        findings.add(clock());
        RepositoryLocation location = invocation.location();
        try {
            RepositoryDoor door = invocation.door();
            if (door instanceof ServerDoor server) {
                findings.add(server(server.remote().transport()));
            }
            Optional<RepositoryConfig> config = door.config();
            if (config.isEmpty()) {
                findings.add(Finding.warning("repository", "none at " + location, "holdfast init" + location.asOption()));
            } else {
                findings.add(Finding.ok("repository", location + ", " + describe(config.get())));
                findings.add(keys(door, config.get()));
                if (door instanceof DirectoryDoor directory && location instanceof RepositoryLocation.Directory place) {
                    findings.add(index(directory));
                    findings.addAll(writing(place.path()));
                }
            }
        } catch (HoldfastException e) {
            findings.add(Finding.problem("repository", String.valueOf(e.getMessage()), e.next()));
        }
        return findings;
    }

    private Finding server(Transport transport) {
        long began = invocation.clock().monotonicNanos();
        String version = transport.send(Request.get("/version")).json().textOrEmpty("version");
        long millis = (invocation.clock().monotonicNanos() - began) / 1_000_000;
        return Finding.ok("server", transport.address().base() + " answers within " + millis + " ms, version " + version);
    }

    private static String describe(RepositoryConfig config) {
        String encryption = config.encryption() == EncryptionMode.NONE ? "not encrypted" : "encrypted";
        String cutter = config.cutter().algorithm().name().toLowerCase(Locale.ROOT);
        return encryption + ", " + cutter + " " + Figures.bytes(config.cutter().averageBytes()) + ", zstd " + config.compressionLevel();
    }

    private Finding clock() {
        Instant now = invocation.clock().now();
        return now.isBefore(FIRST_RELEASE)
                ? Finding.problem("clock", "it is set to " + now, "set the clock; retention rules go by it")
                : Finding.ok("clock", now.toString());
    }

    private static Finding keys(RepositoryDoor door, RepositoryConfig config) {
        if (config.encryption() == EncryptionMode.NONE) {
            return Finding.ok("keys", "none needed");
        }
        int count = door.slots(config).list().size();
        List<String> damaged = door.slots(config).damaged();
        if (!damaged.isEmpty()) {
            return Finding.problem("keys", damaged.size() + " of " + (count + damaged.size()) + " key slots are damaged", "holdfast key list");
        }
        return count == 0
                ? Finding.problem("keys", "there is no key slot; nobody can open it", "restore the directory 'keys' from a copy of the repository")
                : Finding.ok("keys", Figures.count(count, "key slot", "key slots"));
    }

    private static Finding index(DirectoryDoor door) {
        try {
            door.requireIndex();
            return Finding.ok("index", "there");
        } catch (HoldfastException e) {
            return Finding.problem("index", String.valueOf(e.getMessage()), e.next());
        }
    }

    private List<Finding> writing(Path location) {
        try {
            FileStore store = Files.getFileStore(location);
            long free = store.getUsableSpace();
            Finding space = free >= ENOUGH_SPACE_BYTES
                    ? Finding.ok("space", Figures.bytes(free) + " free")
                    : Finding.warning("space", Figures.bytes(free) + " free", "holdfast forget … --prune, or a larger disk");
            return List.of(space, skew(location));
        } catch (IOException e) {
            return List.of(Finding.problem("writing", location + " cannot be written: " + e.getMessage(), "look at its permissions and mount options"));
        }
    }

    /** A file that is made and removed shows whether the repository can be written and whose clock its file system goes by. */
    private Finding skew(Path location) throws IOException {
        Path probe = Files.createTempFile(location, ".doctor", "");
        try {
            Duration skew = Duration.between(Files.getLastModifiedTime(probe).toInstant(), invocation.clock().now()).abs();
            return skew.compareTo(TOLERATED_SKEW) <= 0
                    ? Finding.ok("writing", "works")
                    : Finding.warning("writing", "works, but its file system's clock differs by " + Figures.duration(skew), "set both clocks");
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
