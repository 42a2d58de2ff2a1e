package dev.holdfast.server.browse;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.browse.FileContent;
import dev.holdfast.engine.browse.archive.Dump;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.repository.SnapshotPaths;
import dev.holdfast.server.api.ByteRange;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.UnitOfWork;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Files and archives that leave. The beginning of a file is read before its answer starts, so that what cannot be read at all is a
 * proper error; damage found later cuts the answer off.
 */
final class Downloads {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final String OCTETS = "application/octet-stream";

    private final UnlockedRepositories repositories;

    Downloads(UnlockedRepositories repositories) {
        this.repositories = repositories;
    }

    /** What is to be sent, and who asked. */
    record Wanted(Visitor visitor, SessionId snapshot, RawPath path, UnitOfWork work) {}

    /** A file's beginning, and what else is to follow. */
    private record Begun(Node.File file, ByteRange.Part range, byte[] beginning) {
        long rest() {
            return range.length() - beginning.length;
        }
    }

    Reply file(Wanted wanted, Optional<String> rangeHeader) {
        return repositories.read(wanted.visitor(), tenant -> {
            Node.File file = find(tenant, wanted);
            Reply reply = switch (ByteRange.of(rangeHeader, file.size())) {
                case ByteRange.Whole whole -> sent(wanted, 200, begin(tenant, file, new ByteRange.Part(0, file.size())));
                case ByteRange.Part part -> sent(wanted, 206, begin(tenant, file, part))
                        .with("Content-Range", part.contentRange(file.size()));
                case ByteRange.Beyond beyond -> Reply.empty(416).with("Content-Range", ByteRange.unsatisfied(file.size()));
            };
            return reply.status() == 416 ? reply : Attachment.named(reply, file.name().bytes()).with("Accept-Ranges", "bytes");
        });
    }

    private Reply sent(Wanted wanted, int status, Begun begun) {
        return new Reply.Stream(status, Map.of(), OCTETS, begun.range().length(), out -> send(wanted, begun, out));
    }

    private static Node.File find(OpenedTenant tenant, Wanted wanted) {
        SnapshotInfo snapshot = tenant.snapshot(wanted.snapshot());
        Optional<Node> node = new SnapshotPaths(tenant.repository().structures()).find(snapshot.manifest(), wanted.path());
        if (node.isPresent() && node.get() instanceof Node.File file) {
            return file;
        }
        throw BrowseFailures.notFile(wanted.path());
    }

    private static Begun begin(OpenedTenant tenant, Node.File file, ByteRange.Part range) {
        byte[] beginning = new byte[(int) Math.min(BUFFER_BYTES, range.length())];
        try (FileContent content = new FileContent(tenant.repository(), file)) {
            content.read(range.offset(), beginning, 0, beginning.length);
        }
        return new Begun(file, range, beginning);
    }

    private void send(Wanted wanted, Begun begun, OutputStream out) throws IOException {
        out.write(begun.beginning());
        wanted.work().count("bytes_out", begun.beginning().length);
        if (begun.rest() > 0) {
            repositories.<Boolean, IOException>read(wanted.visitor(), tenant -> {
                sendRest(tenant, begun, wanted.work(), out);
                return true;
            });
        }
    }

    private static void sendRest(OpenedTenant tenant, Begun begun, UnitOfWork work, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long position = begun.range().offset() + begun.beginning().length;
        long end = begun.range().offset() + begun.range().length();
        try (FileContent content = new FileContent(tenant.repository(), begun.file())) {
            while (position < end) {
                int count = content.read(position, buffer, 0, (int) Math.min(buffer.length, end - position));
                out.write(buffer, 0, count);
                work.count("bytes_out", count);
                position += count;
            }
        }
    }

    Reply zip(Wanted wanted) {
        byte[] name = repositories.read(wanted.visitor(), tenant -> {
            SnapshotInfo snapshot = tenant.snapshot(wanted.snapshot());
            Optional<Node> node =
                    new SnapshotPaths(tenant.repository().structures()).find(snapshot.manifest(), wanted.path());
            byte[] base = node.map(found -> found.name().bytes())
                    .orElse(("snapshot-" + SnapshotView.shortId(snapshot)).getBytes(StandardCharsets.UTF_8));
            return (new String(base, StandardCharsets.UTF_8) + ".zip").getBytes(StandardCharsets.UTF_8);
        });
        return Attachment.named(Reply.stream("application/zip", -1, out -> sendZip(wanted, out)), name);
    }

    private void sendZip(Wanted wanted, OutputStream out) throws IOException {
        repositories.<Boolean, IOException>read(wanted.visitor(), tenant -> {
            new Dump(tenant.repository())
                    .write(
                            tenant.snapshot(wanted.snapshot()),
                            wanted.path(),
                            Dump.Format.ZIP,
                            out,
                            (path, cause) -> wanted.work().count("entries_omitted", 1));
            return true;
        });
    }
}
