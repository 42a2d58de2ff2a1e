package dev.holdfast.client.fs.linux;

/** Numbers from the kernel's headers. */
final class Flags {
    private static final Abi ABI = Abi.ofThisMachine();

    static final int O_READ_ONLY = 0;
    static final int O_READ_WRITE = 2;
    static final int O_CREATE = 0x40;
    static final int O_EXCLUSIVE = 0x80;
    static final int O_NON_BLOCKING = 0x800;
    static final int O_DIRECTORY = ABI.directory();
    static final int O_NO_FOLLOW = ABI.noFollow();
    static final int O_NO_ACCESS_TIME = 0x40000;
    static final int O_CLOSE_ON_EXEC = 0x80000;
    /** A handle on the place of a node, good for everything but its content. */
    static final int O_PATH = 0x200000;

    static final long SYS_GETDENTS64 = ABI.getdents64();

    static final int AT_CURRENT_DIRECTORY = -100;
    static final int AT_SYMLINK_NO_FOLLOW = 0x100;
    static final int AT_REMOVE_DIRECTORY = 0x200;
    static final int AT_NO_AUTOMOUNT = 0x800;
    static final int AT_EMPTY_PATH = 0x1000;

    static final int STATX_BASIC = 0x7ff;

    static final int SEEK_SET = 0;
    static final int SEEK_DATA = 3;
    static final int SEEK_HOLE = 4;

    static final int TYPE_MASK = 0xf000;
    static final int TYPE_FIFO = 0x1000;
    static final int TYPE_CHARACTER_DEVICE = 0x2000;
    static final int TYPE_DIRECTORY = 0x4000;
    static final int TYPE_BLOCK_DEVICE = 0x6000;
    static final int TYPE_FILE = 0x8000;
    static final int TYPE_SYMLINK = 0xa000;
    static final int TYPE_SOCKET = 0xc000;

    private Flags() {}
}
