package dev.holdfast.client.fs.portable;

import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.FsException.Reason;
import dev.holdfast.core.tree.FileName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * An open regular file with the name it was opened by; what a channel cannot tell is asked of the name, as long as the name means
 * the same file.
 *
 * @param statAtOpen the file when it was opened
 */
record PortableFile(FileChannel channel, Place place, FileName name, FileStat statAtOpen) {
    static PortableFile of(FileChannel channel, Place place, FileName name) throws IOException {
        try {
            return new PortableFile(channel, place, name, Nodes.stat(place.child(name)));
        } catch (IOException | RuntimeException | Error failure) {
            channel.close();
            throw failure;
        }
    }

    FileStat stat() throws IOException {
        FileStat now = Nodes.stat(place.child(name));
        if (!now.inode().equals(statAtOpen.inode()) && now.inode().number() != statAtOpen.inode().number()) {
            throw new FsException(Reason.NOT_FOUND, "the open file has been replaced by another", null);
        }
        return now;
    }

    /** The path of the file, as long as it leads to the file. */
    Path path() throws IOException {
        stat();
        return place.child(name);
    }

    int read(long position, byte[] target, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position + buffer.position() - offset);
            if (read < 0) {
                break;
            }
        }
        return buffer.position() - offset;
    }

    void write(long position, byte[] source, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(source, offset, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer, position + buffer.position() - offset);
        }
    }

    void resize(long size) throws IOException {
        if (size <= channel.size()) {
            channel.truncate(size);
        } else {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
    }
}
