package dev.holdfast.client.fs.portable;

import dev.holdfast.core.tree.ExtendedAttribute;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The extended attributes that Java shows of files and directories: those of users. */
final class ExtendedView {
    static final String PREFIX = "user.";

    private ExtendedView() {}

    /** The attributes by name; none of a link or special node. */
    static List<ExtendedAttribute> read(Path path) throws IOException {
        UserDefinedFileAttributeView view = view(path);
        if (view == null) {
            return List.of();
        }
        List<ExtendedAttribute> found = new ArrayList<>();
        for (String name : view.list()) {
            ByteBuffer value = ByteBuffer.allocate(view.size(name));
            view.read(name, value);
            byte[] bytes = Arrays.copyOf(value.array(), value.position());
            found.add(new ExtendedAttribute((PREFIX + name).getBytes(StandardCharsets.UTF_8), bytes));
        }
        found.sort((a, b) -> Arrays.compareUnsigned(a.name(), b.name()));
        return List.copyOf(found);
    }

    static void write(Path path, ExtendedAttribute attribute) throws IOException {
        existing(path, attribute).write(shortName(attribute), ByteBuffer.wrap(attribute.value()));
    }

    static void remove(Path path, ExtendedAttribute attribute) throws IOException {
        existing(path, attribute).delete(shortName(attribute));
    }

    private static UserDefinedFileAttributeView existing(Path path, ExtendedAttribute attribute) {
        UserDefinedFileAttributeView view = view(path);
        if (view == null || !text(attribute).startsWith(PREFIX)) {
            throw new UnsupportedOperationException(text(attribute));
        }
        return view;
    }

    private static @Nullable UserDefinedFileAttributeView view(Path path) {
        boolean mayHave = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        return mayHave ? Files.getFileAttributeView(path, UserDefinedFileAttributeView.class) : null;
    }

    static String text(ExtendedAttribute attribute) {
        return new String(attribute.name(), StandardCharsets.UTF_8);
    }

    private static String shortName(ExtendedAttribute attribute) {
        return text(attribute).substring(PREFIX.length());
    }
}
