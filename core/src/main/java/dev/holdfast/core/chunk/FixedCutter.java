package dev.holdfast.core.chunk;

/** Blocks of one length: right for disk images, whose content never shifts. */
public record FixedCutter(int blockBytes) implements Cutter {
    public FixedCutter {
        if (blockBytes < 1) {
            throw new IllegalArgumentException("block length " + blockBytes);
        }
    }

    @Override
    public int cut(byte[] data, int from, int to) {
        return Math.min(blockBytes, to - from);
    }

    @Override
    public int minBytes() {
        return blockBytes;
    }

    @Override
    public int maxBytes() {
        return blockBytes;
    }
}
