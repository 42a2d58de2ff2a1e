package dev.holdfast.verify.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Changes a tree at random, as its owner would over weeks. The same seed makes the same changes of the same tree. */
final class RandomEdits {
    private static final int MAX_FILE_BYTES = 1 << 19;

    private final Path root;
    private final RandomGenerator random;
    private int names;

    RandomEdits(Path root, RandomGenerator random) {
        this.root = root;
        this.random = random;
    }

    void edit(int times) {
        try {
            for (int i = 0; i < times; i++) {
                editOnce();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void editOnce() throws IOException {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> Files.write(fresh(), content());
            case 3 -> Files.createDirectory(fresh());
            case 4 -> write(any(this::isFile), StandardOpenOption.APPEND, 0);
            case 5 -> write(any(this::isFile), StandardOpenOption.WRITE, random.nextInt(MAX_FILE_BYTES));
            case 6 -> shorten(any(this::isFile));
            case 7 -> move(any(path -> true));
            case 8 -> remove(any(path -> true));
            case 9 -> link(any(path -> !isDirectory(path)));
            case 10 -> Files.createSymbolicLink(fresh(), Path.of("to-" + random.nextInt(100)));
            case 11 -> permit(any(path -> !Files.isSymbolicLink(path)));
            case 12 -> date(any(path -> !Files.isSymbolicLink(path)));
            case 13 -> copy(any(this::isFile));
            default -> throw new IllegalStateException();
        }
    }

    private boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** An entry below the root that is of the kind, or nothing. */
    private List<Path> any(Predicate<Path> kind) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> fitting = all.filter(path -> !path.equals(root)).filter(kind).sorted().toList();
            return fitting.isEmpty() ? List.of() : List.of(fitting.get(random.nextInt(fitting.size())));
        }
    }

    private Path fresh() throws IOException {
        List<Path> above = random.nextInt(3) == 0 ? List.of() : any(this::isDirectory);
        return (above.isEmpty() ? root : above.getFirst()).resolve("entry-" + names++);
    }

    /** Text, noise or a long run, from nothing to half a mebibyte. */
    private byte[] content() {
        byte[] content = new byte[random.nextInt(4) == 0 ? random.nextInt(100) : random.nextInt(MAX_FILE_BYTES)];
        switch (random.nextInt(3)) {
            case 0 -> random.nextBytes(content);
            case 1 -> {
                byte[] line = ("line " + random.nextInt(10) + "\n").getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < content.length; i++) {
                    content[i] = line[i % line.length];
                }
            }
            default -> Arrays.fill(content, (byte) random.nextInt(3));
        }
        return content;
    }

    private void write(List<Path> files, StandardOpenOption how, int position) throws IOException {
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, how)) {
                channel.position(how == StandardOpenOption.APPEND ? channel.size() : position);
                channel.write(ByteBuffer.wrap(content()));
            }
        }
    }

    private void shorten(List<Path> files) throws IOException {
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(random.nextLong(channel.size() + 1));
            }
        }
    }

    private void move(List<Path> entries) throws IOException {
        for (Path entry : entries) {
            Path to = fresh();
            if (!to.startsWith(entry)) {
                Files.move(entry, to);
            }
        }
    }

    private static void remove(List<Path> entries) throws IOException {
        for (Path entry : entries) {
            try (Stream<Path> below = Files.walk(entry)) {
                for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void link(List<Path> entries) throws IOException {
        for (Path entry : entries) {
            Files.createLink(fresh(), entry);
        }
    }

    private void permit(List<Path> entries) throws IOException {
        for (Path entry : entries) {
            Set<PosixFilePermission> permissions = EnumSet.of(
                    PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
            Stream.of(PosixFilePermission.values()).filter(permission -> random.nextBoolean()).forEach(permissions::add);
            Files.setPosixFilePermissions(entry, permissions);
        }
    }

    private void date(List<Path> entries) throws IOException {
        for (Path entry : entries) {
            Instant time = Instant.ofEpochSecond(random.nextLong(-1L << 31, 1L << 33), random.nextInt(1_000_000_000));
            Files.setLastModifiedTime(entry, FileTime.from(time));
        }
    }

    private void copy(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.copy(file, fresh());
        }
    }
}
