package dev.holdfast.engine.browse.archive;

import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.browse.FileReading;
import dev.holdfast.engine.repository.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.X7875_NewUnix;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A zip archive with Unix modes, owners and symbolic links. In a name that is not UTF-8 the other bytes are percent escapes. */
final class ZipArchive implements Archive {
    private final Repository repository;
    private final ZipArchiveOutputStream zip;

    ZipArchive(Repository repository, OutputStream out) {
        this.repository = repository;
        this.zip = new ZipArchiveOutputStream(out);
        zip.setUseZip64(Zip64Mode.AsNeeded);
    }

    @Override
    public Optional<String> add(byte[] name, Node node) throws IOException {
        String text = text(name);
        switch (node) {
            case Node.File file -> {
                begin(text, UnixStat.FILE_FLAG, file.attributes(), file.size());
                new FileReading(repository).write(file, zip);
                zip.closeArchiveEntry();
            }
            case Node.Directory directory -> {
                begin(text + "/", UnixStat.DIR_FLAG, directory.attributes(), 0);
                zip.closeArchiveEntry();
            }
            case Node.Symlink link -> {
                begin(text, UnixStat.LINK_FLAG, link.attributes(), link.target().length);
                zip.write(link.target());
                zip.closeArchiveEntry();
            }
            case Node.Special special -> {
                return Optional.of("a zip archive has files, directories and symbolic links only");
            }
        }
        return loss(text, name, node);
    }

    private static Optional<String> loss(String text, byte[] name, Node node) {
        if (text.getBytes(StandardCharsets.UTF_8).length != name.length) {
            return Optional.of("its name is not UTF-8 and is written as " + text);
        }
        return node.attributes().extended().isEmpty()
                ? Optional.empty()
                : Optional.of("a zip archive has no extended attributes");
    }

    private void begin(String name, int typeFlag, Attributes attributes, long size) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setSize(size);
        entry.setUnixMode(typeFlag | attributes.mode());
        entry.setLastModifiedTime(time(attributes.modified()));
        X7875_NewUnix owner = new X7875_NewUnix();
        owner.setUID(attributes.owner().uid());
        owner.setGID(attributes.owner().gid());
        entry.addExtraField(owner);
        zip.putArchiveEntry(entry);
    }

    /** A zip archive knows times from 1601 on; an earlier or impossible one counts as the nearest. */
    private static FileTime time(Timestamp time) {
        long seconds = Math.clamp(time.seconds(), -11_644_473_600L, 253_402_300_799L);
        return FileTime.from(Instant.ofEpochSecond(seconds, time.nanos()));
    }

    private static String text(byte[] name) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
        } catch (CharacterCodingException e) {
            StringBuilder text = new StringBuilder();
            for (byte b : name) {
                if (b < 0) {
                    HexFormat.of().withUpperCase().toHexDigits(text.append('%'), b);
                } else {
                    text.append((char) b);
                }
            }
            return text.toString();
        }
    }

    @Override
    public void finish() throws IOException {
        zip.finish();
        zip.flush();
    }
}
