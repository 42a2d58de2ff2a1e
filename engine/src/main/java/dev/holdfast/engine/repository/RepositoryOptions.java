package dev.holdfast.engine.repository;

import dev.holdfast.core.config.CutterAlgorithm;
import dev.holdfast.core.config.CutterSettings;
import dev.holdfast.core.config.EncryptionMode;

/**
 * What is chosen when a repository is made and stays so.
 *
 * @param compressionLevel zstd level, 1 to 19
 */
public record RepositoryOptions(EncryptionMode encryption, CutterSettings cutter, int compressionLevel) {
    /** Average chunk length: small enough that an edit costs little, see docs/decisions. */
    public static final int DEFAULT_AVERAGE_BYTES = 256 * 1024;

    /** Length at which packs are closed. */
    public static final int PACK_TARGET_BYTES = 32 << 20;

    /** What is chosen if nobody says otherwise. */
    public static final RepositoryOptions DEFAULT = new RepositoryOptions(
            EncryptionMode.CLIENT, new CutterSettings(CutterAlgorithm.FASTCDC, DEFAULT_AVERAGE_BYTES), 1);
}
