package dev.holdfast.client.mount.kernel;

/**
 * A node as the kernel gets to know it under a name.
 *
 * @param node the number by which the kernel asks about it from now on; 0 for "nothing has this name", which may be kept as well
 */
public record Entry(long node, Stat stat, Validity validity) {
    /** How long the kernel may believe what it was told without asking again. */
    public enum Validity {
        /** It cannot change. */
        FOREVER(365L * 24 * 3600, 0),
        /** It changes when snapshots come and go. */
        BRIEF(1, 0);

        private final long seconds;
        private final int nanos;

        Validity(long seconds, int nanos) {
            this.seconds = seconds;
            this.nanos = nanos;
        }
    }

    void writeTo(Reply reply) {
        reply.u64(node).u64(0).u64(validity.seconds).u64(validity.seconds).u32(validity.nanos).u32(validity.nanos);
        stat.writeTo(reply);
    }

    void writeAttributesTo(Reply reply) {
        reply.u64(validity.seconds).u32(validity.nanos).u32(0);
        stat.writeTo(reply);
    }
}
