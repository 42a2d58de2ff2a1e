package dev.holdfast.client.fs.linux;

import java.lang.foreign.MemorySegment;

/** A node whose attributes can be set. Results of calls are negative for an error. */
interface Settable extends ExtendedSource {
    /** A descriptor, of whichever kind, that stands for the node. */
    int descriptor();

    /** Sets the value in the scratch buffer. */
    int set(Scratch scratch, byte[] name, int length);

    int remove(Scratch scratch, byte[] name);

    int changeMode(Scratch scratch, int mode);

    /** Sets both times to those in {@link Scratch#times}. */
    int changeTimes(Scratch scratch);

    /** An open file or directory. */
    record OfDescriptor(int descriptor) implements Settable {
        @Override
        public int list(Scratch scratch) {
            return AttributeCalls.flistxattr(scratch, descriptor);
        }

        @Override
        public int get(Scratch scratch, byte[] name) {
            return AttributeCalls.fgetxattr(scratch, descriptor, scratch.second(name));
        }

        @Override
        public int set(Scratch scratch, byte[] name, int length) {
            return AttributeCalls.fsetxattr(scratch, descriptor, scratch.second(name), length);
        }

        @Override
        public int remove(Scratch scratch, byte[] name) {
            return AttributeCalls.fremovexattr(scratch, descriptor, scratch.second(name));
        }

        @Override
        public int changeMode(Scratch scratch, int mode) {
            return AttributeCalls.fchmod(scratch, descriptor, mode);
        }

        @Override
        public int changeTimes(Scratch scratch) {
            return AttributeCalls.futimens(scratch, descriptor);
        }
    }

    /**
     * A handle on a place, of a node of any type. The calls go through its path in {@code /proc}; to follow that path ends at the
     * node itself, also where the node is a symbolic link.
     */
    record OfPlace(int descriptor) implements Settable {
        @Override
        public int list(Scratch scratch) {
            return AttributeCalls.listxattr(scratch, path(scratch));
        }

        @Override
        public int get(Scratch scratch, byte[] name) {
            return AttributeCalls.getxattr(scratch, path(scratch), scratch.second(name));
        }

        @Override
        public int set(Scratch scratch, byte[] name, int length) {
            return AttributeCalls.setxattr(scratch, path(scratch), scratch.second(name), length);
        }

        @Override
        public int remove(Scratch scratch, byte[] name) {
            return AttributeCalls.removexattr(scratch, path(scratch), scratch.second(name));
        }

        @Override
        public int changeMode(Scratch scratch, int mode) {
            return AttributeCalls.chmod(scratch, path(scratch), mode);
        }

        @Override
        public int changeTimes(Scratch scratch) {
            return AttributeCalls.utimens(scratch, path(scratch));
        }

        private MemorySegment path(Scratch scratch) {
            return scratch.first(DescriptorPath.of(descriptor, null));
        }
    }
}
