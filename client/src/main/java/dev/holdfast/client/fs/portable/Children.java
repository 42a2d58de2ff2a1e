package dev.holdfast.client.fs.portable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** Those operations on children that Java offers relative to an open directory on some systems. Names are single components. */
sealed interface Children {
    DirectoryStream<Path> list() throws IOException;

    Children open(Path name, Place place) throws IOException;

    FileChannel channel(Path name, Set<OpenOption> options, FileAttribute<?>... attributes) throws IOException;

    void remove(Path name) throws IOException;

    void removeDirectory(Path name) throws IOException;

    void rename(Path from, Path to) throws IOException;

    void close() throws IOException;

    /** Keeps the directory open if the system can. */
    @SuppressWarnings("StreamResourceLeak") // closed with the children
    static Children of(Place place) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(place.path());
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new Held(secure);
        }
        stream.close();
        return new ByPath(place);
    }

    /** Relative to a directory that is held open. */
    record Held(SecureDirectoryStream<Path> stream) implements Children {
        @Override
        public DirectoryStream<Path> list() throws IOException {
            return stream.newDirectoryStream(Path.of("."), LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public Children open(Path name, Place place) throws IOException {
            return new Held(stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
        }

        @Override
        public FileChannel channel(Path name, Set<OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            SeekableByteChannel opened = stream.newByteChannel(name, options, attributes);
            if (opened instanceof FileChannel file) {
                return file;
            }
            opened.close();
            throw new UnsupportedOperationException("no file channel");
        }

        @Override
        public void remove(Path name) throws IOException {
            stream.deleteFile(name);
        }

        @Override
        public void removeDirectory(Path name) throws IOException {
            stream.deleteDirectory(name);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            stream.move(from, stream, to);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /** By a path that is compared before it is used. */
    record ByPath(Place place) implements Children {
        @Override
        @SuppressWarnings("StreamResourceLeak") // closed by the caller
        public DirectoryStream<Path> list() throws IOException {
            return Files.newDirectoryStream(place.current());
        }

        @Override
        public Children open(Path name, Place child) {
            return new ByPath(child);
        }

        @Override
        public FileChannel channel(Path name, Set<OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            return FileChannel.open(place.current().resolve(name), options, attributes);
        }

        @Override
        public void remove(Path name) throws IOException {
            Files.delete(place.current().resolve(name));
        }

        @Override
        public void removeDirectory(Path name) throws IOException {
            Files.delete(place.current().resolve(name));
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            Path folder = place.current();
            Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void close() {}
    }
}
