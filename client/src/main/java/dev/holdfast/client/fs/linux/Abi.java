package dev.holdfast.client.fs.linux;

/**
 * Where the processors' interfaces to the kernel differ. Everything else that this package uses is the same on both.
 *
 * @param directory the flag O_DIRECTORY
 * @param noFollow the flag O_NOFOLLOW
 * @param getdents64 number of the call getdents64
 */
record Abi(int directory, int noFollow, long getdents64) {
    private static final Abi X86_64 = new Abi(0x10000, 0x20000, 217);
    private static final Abi AARCH64 = new Abi(0x4000, 0x8000, 61);

    static boolean isKnown(String architecture) {
        return architecture.equals("amd64") || architecture.equals("aarch64");
    }

    static Abi ofThisMachine() {
        return System.getProperty("os.arch", "").equals("aarch64") ? AARCH64 : X86_64;
    }
}
