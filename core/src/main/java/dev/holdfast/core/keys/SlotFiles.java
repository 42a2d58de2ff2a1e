package dev.holdfast.core.keys;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.KeySlotId;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.protocol.RepositoryFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files {@code keys/slot-<id>} of one repository. */
final class SlotFiles {
    private final RepositoryFiles files;
    private final RepositoryId repository;

    SlotFiles(RepositoryFiles files, RepositoryId repository) {
        this.files = files;
        this.repository = repository;
    }

    /**
     * What a look at all slot files showed.
     *
     * @param intact the slots of this repository
     * @param damaged file name and reason of each that could not be read
     */
    record Found(List<KeySlotFile> intact, List<String> damaged) {
        Found {
            intact = List.copyOf(intact);
            damaged = List.copyOf(damaged);
        }
    }

    /** Reads the slots, at most {@link KeySlots#MAX_SLOTS} of them; files of an interrupted creation of another repository are passed over. */
    Found readAll() {
        List<KeySlotFile> intact = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        for (String name : files.list(KeySlotFile.PREFIX)) {
            try {
                files.read(name)
                        .map(content -> decode(name, content))
                        .filter(slot -> slot.repository().equals(repository))
                        .filter(_ -> intact.size() < KeySlots.MAX_SLOTS)
                        .ifPresent(intact::add);
            } catch (MalformedException e) {
                damaged.add("'" + name + "' (" + e.getMessage() + ")");
            }
        }
        return new Found(intact, damaged);
    }

    /** The bytes of a slot, intact or not. */
    Optional<byte[]> content(KeySlotId id) {
        return files.read(KeySlotFile.PREFIX + id);
    }

    /** Writes a slot whose name is new; false if it is taken. */
    boolean create(KeySlotId id, byte[] content) {
        return files.create(KeySlotFile.PREFIX + id, content);
    }

    void delete(KeySlotId id) {
        files.delete(KeySlotFile.PREFIX + id);
    }

    private static KeySlotFile decode(String name, byte[] content) {
        KeySlotFile slot = KeySlotFile.decode(content);
        if (!slot.name().equals(name)) {
            throw new MalformedException("it holds the slot " + slot.id());
        }
        return slot;
    }
}
