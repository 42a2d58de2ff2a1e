package dev.holdfast.client.fs.linux;

import dev.holdfast.core.tree.ExtendedAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A node whose extended attributes can be read. Results of calls are negative for an error. */
interface ExtendedSource {
    /** Puts the names, each with a zero after it, into the scratch buffer; the number of bytes. */
    int list(Scratch scratch);

    /** Puts a value into the scratch buffer; the number of bytes. */
    int get(Scratch scratch, byte[] name);

    /** All of them by name; none on a file system that has none. The buffer holds the longest list and value that can be. */
    default List<ExtendedAttribute> all(Scratch scratch) {
        int length = list(scratch);
        if (length == 0 || Errno.EOPNOTSUPP.is(length) || Errno.ENOSYS.is(length)) {
            return List.of();
        }
        byte[] names = scratch.copyOfBuffer(Errno.check("listxattr", length));
        List<ExtendedAttribute> found = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < names.length; i++) {
            if (names[i] == 0) {
                add(scratch, Arrays.copyOfRange(names, start, i), found);
                start = i + 1;
            }
        }
        found.sort((a, b) -> Arrays.compareUnsigned(a.name(), b.name()));
        return List.copyOf(found);
    }

    private void add(Scratch scratch, byte[] name, List<ExtendedAttribute> found) {
        int length = get(scratch, name);
        // One that went since it was listed, or that lists but does not read, is not there.
        if (!Errno.ENODATA.is(length) && !Errno.EOPNOTSUPP.is(length)) {
            found.add(new ExtendedAttribute(name, scratch.copyOfBuffer(Errno.check("getxattr", length))));
        }
    }

    /** An open file or directory. */
    record OfDescriptor(int descriptor) implements ExtendedSource {
        @Override
        public int list(Scratch scratch) {
            return AttributeCalls.flistxattr(scratch, descriptor);
        }

        @Override
        public int get(Scratch scratch, byte[] name) {
            return AttributeCalls.fgetxattr(scratch, descriptor, scratch.second(name));
        }
    }

    /** A child of an open directory, of whichever type, without opening it. */
    record OfChild(byte[] path) implements ExtendedSource {
        static OfChild of(int directory, byte[] child) {
            return new OfChild(DescriptorPath.of(directory, child));
        }

        @Override
        public int list(Scratch scratch) {
            return AttributeCalls.llistxattr(scratch, scratch.first(path));
        }

        @Override
        public int get(Scratch scratch, byte[] name) {
            return AttributeCalls.lgetxattr(scratch, scratch.first(path), scratch.second(name));
        }
    }
}
