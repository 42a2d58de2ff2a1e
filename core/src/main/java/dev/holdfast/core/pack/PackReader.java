package dev.holdfast.core.pack;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.List;

/** Finds the segments of packs without a key. Keeps no state. */
public final class PackReader {
    private PackReader() {}

    /**
     * Reads a pack's header and table and checks that they are those of {@code expected}.
     *
     * @throws HoldfastException {@code PACK_DAMAGED} if they are not intact or are those of another pack
     */
    public static PackLayout layout(PackHeader expected, PackBytes pack) {
        try {
            PackLayout layout = read(pack);
            if (!layout.header().equals(expected)) {
                throw new MalformedException("it is pack " + layout.header().id() + " of kind " + layout.header().kind()
                        + " of repository " + layout.header().repository());
            }
            return layout;
        } catch (MalformedException e) {
            throw new HoldfastException(
                    ErrorCode.PACK_DAMAGED,
                    "pack " + expected.id() + " is damaged: " + e.getMessage(),
                    "run 'holdfast check' to see what is affected",
                    e);
        }
    }

    /**
     * Lists the segments of a pack that may be damaged in any way, to rebuild the index from what is left. Nothing listed is known to be
     * intact: whoever has the key opens each segment's descriptor.
     *
     * @param expected the pack's header as it ought to be; its kind counts only where the pack's own is unreadable
     */
    public static PackLayout recover(PackHeader expected, PackBytes pack) {
        try {
            PackLayout layout = read(pack);
            if (layout.header().id().equals(expected.id())
                    && layout.header().repository().equals(expected.repository())) {
                return layout;
            }
        } catch (MalformedException _) {
            return new PackLayout(expected, SegmentScan.of(pack), PackLayout.Condition.RECOVERED);
        }
        return new PackLayout(expected, List.of(), PackLayout.Condition.RECOVERED);
    }

    private static PackLayout read(PackBytes pack) {
        long size = pack.sizeBytes();
        if (size < PackHeader.BYTES + PackFooter.tableBytes(0) + PackFooter.TRAILER_BYTES || size > PackLimits.MAX_PACK_BYTES) {
            throw new MalformedException("no pack has " + size + " bytes");
        }
        byte[] header = pack.read(0, PackHeader.BYTES);
        byte[] trailer = pack.read(size - PackFooter.TRAILER_BYTES, PackFooter.TRAILER_BYTES);
        int tableBytes = PackFooter.tableBytes(trailer, size);
        byte[] table = pack.read(size - PackFooter.TRAILER_BYTES - tableBytes, tableBytes);
        PackFooter footer = PackFooter.decode(header, table, trailer, size);
        return new PackLayout(PackHeader.decode(header), footer.segments(), PackLayout.Condition.INTACT);
    }
}
