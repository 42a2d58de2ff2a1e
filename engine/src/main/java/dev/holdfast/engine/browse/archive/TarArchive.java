package dev.holdfast.engine.browse.archive;

import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.engine.browse.FileContent;
import dev.holdfast.engine.repository.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A tar archive. Bytes pass through the library as Latin-1 text, which changes none of them; what does not fit the old header stands in
 * pax records that are put together here, because the library would recode them.
 */
final class TarArchive implements Archive {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final byte[] NO_TARGET = {};

    private final Repository repository;
    private final TarArchiveOutputStream tar;
    private final SeenLinks links = new SeenLinks();
    private final byte[] buffer = new byte[BUFFER_BYTES];

    TarArchive(Repository repository, OutputStream out) {
        this.repository = repository;
        this.tar = new TarArchiveOutputStream(out, StandardCharsets.ISO_8859_1.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_TRUNCATE);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
        tar.setAddPaxHeadersForNonAsciiNames(false);
    }

    @Override
    public Optional<String> add(byte[] name, Node node) throws IOException {
        if (node.type() == NodeType.SOCKET) {
            return Optional.of("a tar archive has no sockets");
        }
        Optional<byte[]> first = links.first(name, node);
        if (first.isPresent()) {
            TarHeader header = TarHeader.of(node, TarConstants.LF_LINK, name, first.get());
            begin(header);
            tar.closeArchiveEntry();
            return Optional.empty();
        }
        switch (node) {
            case Node.File file -> file(name, file);
            case Node.Directory directory -> empty(directory, TarConstants.LF_DIR, slashed(name), NO_TARGET);
            case Node.Symlink link -> empty(link, TarConstants.LF_SYMLINK, name, link.target());
            case Node.Special special -> empty(special, flag(special), name, NO_TARGET);
        }
        return Optional.empty();
    }

    private void empty(Node node, byte flag, byte[] name, byte[] target) throws IOException {
        TarHeader header = TarHeader.of(node, flag, name, target);
        header.addExtended(node);
        begin(header);
        tar.closeArchiveEntry();
    }

    private void file(byte[] name, Node.File file) throws IOException {
        List<Extents.Extent> extents = Extents.of(file, repository.structures());
        long dataBytes = extents.stream().mapToLong(Extents.Extent::length).sum();
        if (dataBytes < file.size()) {
            sparse(name, file, extents, dataBytes);
            return;
        }
        TarHeader header = TarHeader.of(file, TarConstants.LF_NORMAL, name, NO_TARGET);
        header.addExtended(file);
        header.setSize(file.size());
        begin(header);
        content(file, extents);
        tar.closeArchiveEntry();
    }

    /** The file without its holes, after a map of what is where: the number of stretches, then place and length of each. */
    private void sparse(byte[] name, Node.File file, List<Extents.Extent> extents, long dataBytes) throws IOException {
        byte[] map = map(file, extents);
        byte[] shown = concat("GNUSparseFile.0/".getBytes(StandardCharsets.US_ASCII), name);
        TarHeader header = TarHeader.of(file, TarConstants.LF_NORMAL, shown, NO_TARGET);
        header.addExtended(file);
        header.setSize(map.length + dataBytes);
        header.pax().add("GNU.sparse.major", "1");
        header.pax().add("GNU.sparse.minor", "0");
        header.pax().addName("GNU.sparse.name", name);
        header.pax().add("GNU.sparse.realsize", String.valueOf(file.size()));
        begin(header);
        tar.write(map);
        content(file, extents);
        tar.closeArchiveEntry();
    }

    private static byte[] map(Node.File file, List<Extents.Extent> extents) {
        StringBuilder map = new StringBuilder().append(extents.size() + 1).append('\n');
        extents.forEach(extent ->
                map.append(extent.position()).append('\n').append(extent.length()).append('\n'));
        byte[] text = map.append(file.size()).append("\n0\n").toString().getBytes(StandardCharsets.US_ASCII);
        int record = TarConstants.DEFAULT_RCDSIZE;
        return Arrays.copyOf(text, Math.ceilDiv(text.length, record) * record);
    }

    private void content(Node.File file, List<Extents.Extent> extents) throws IOException {
        try (FileContent content = new FileContent(repository, file)) {
            for (Extents.Extent extent : extents) {
                long end = extent.position() + extent.length();
                long at = extent.position();
                while (at < end) {
                    int count = content.read(at, buffer, 0, (int) Math.min(buffer.length, end - at));
                    tar.write(buffer, 0, count);
                    at += count;
                }
            }
        }
    }

    private void begin(TarHeader header) throws IOException {
        if (!header.pax().isEmpty()) {
            byte[] records = header.pax().toBytes();
            TarArchiveEntry extended = new TarArchiveEntry("././@PaxHeader", TarConstants.LF_PAX_EXTENDED_HEADER_LC, true);
            extended.setIds(0, 0);
            extended.setNames("", "");
            extended.setModTime(0);
            extended.setSize(records.length);
            tar.putArchiveEntry(extended);
            tar.write(records);
            tar.closeArchiveEntry();
        }
        tar.putArchiveEntry(header.entry());
    }

    @Override
    public void finish() throws IOException {
        tar.finish();
        tar.flush();
    }

    private static byte flag(Node.Special special) {
        return switch (special.type()) {
            case CHARACTER_DEVICE -> TarConstants.LF_CHR;
            case BLOCK_DEVICE -> TarConstants.LF_BLK;
            case FIFO -> TarConstants.LF_FIFO;
            case FILE, DIRECTORY, SYMLINK, SOCKET -> throw new IllegalStateException("no such entry: " + special.type());
        };
    }

    private static byte[] slashed(byte[] name) {
        return concat(name, new byte[] {'/'});
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
