package dev.holdfast.client.check;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.tree.RawPath;
import java.util.List;

/** Something that is not as it was written. */
public sealed interface Finding {
    /** One sentence that says what and where. */
    String message();

    /** What to do about it. */
    default String next() {
        return "what is damaged was marked, so back up the same files again, which stores it anew";
    }

    /** The index contradicts itself. What it leads to was not looked at. */
    record IndexDamaged(String message, String next) implements Finding {}

    /**
     * Packs that the index does not know. Most likely it is an earlier state of itself, after a disk that lost what it had confirmed or a
     * copy that was put back; or a backup that was taken for dead wrote on.
     */
    record PacksUnknown(PackId first, long count) implements Finding {
        @Override
        public String message() {
            return "the index does not know " + count + (count == 1 ? " pack" : " packs") + " that the repository has, such as " + first
                    + ": it may be older than they are and lack snapshots";
        }

        @Override
        public String next() {
            return "run: holdfast rebuild-index, which takes them in or names them as unreadable";
        }
    }

    /** A pack whose object is gone or has another length than it had. */
    record PackGone(PackId pack, String message) implements Finding {}

    /** A stretch of a pack that cannot be read, or is not what was written. */
    record PackDamaged(PackId pack, long offset, List<Fingerprint> chunks, String message) implements Finding {
        public PackDamaged {
            chunks = List.copyOf(chunks);
        }
    }

    /** A pack whose segments are sound and whose other bytes are not: nothing is lost, but it cannot be moved as it is. */
    record PackFrameDamaged(PackId pack) implements Finding {
        @Override
        public String message() {
            return "pack " + pack + " is damaged outside of its segments; its chunks can be read";
        }

        @Override
        public String next() {
            return "run: holdfast rebuild-index, which takes readable chunks out of packs as they are";
        }
    }

    /** A snapshot or a directory in it that cannot be read. */
    record TreeDamaged(SessionId snapshot, RawPath path, String message) implements Finding {}

    /** A file that lacks content: the chunk has no sound copy. */
    record FileDamaged(SessionId snapshot, RawPath path, Fingerprint chunk) implements Finding {
        @Override
        public String message() {
            return path + " in snapshot " + snapshot + " lacks chunk " + chunk;
        }
    }
}
