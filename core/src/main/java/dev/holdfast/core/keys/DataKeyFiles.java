package dev.holdfast.core.keys;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.DataKey;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.DataKeyId;
import dev.holdfast.core.protocol.RepositoryFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that hold data keys: {@code keys/data-<sequence>-<id>} for the master key's, {@code keys/agent-<id>} for the others. */
final class DataKeyFiles {
    static final String MASTER_PREFIX = "keys/data-";
    static final String AGENT_PREFIX = "keys/agent-";

    private final RepositoryFiles files;

    DataKeyFiles(RepositoryFiles files) {
        this.files = files;
    }

    /** Names of the keys wrapped by a master key, newest first. */
    List<String> namesNewestFirst() {
        return new ArrayList<>(files.list(MASTER_PREFIX)).reversed();
    }

    /** The highest sequence number that a name shows, 0 if there is none; damaged files count too. */
    int highestSequence() {
        return namesNewestFirst().stream()
                .map(name -> name.substring(MASTER_PREFIX.length()))
                .filter(rest -> rest.matches("[0-9]{8}-.*"))
                .mapToInt(rest -> Integer.parseInt(rest.substring(0, 8)))
                .findFirst()
                .orElse(0);
    }

    /** The file of the key with the given name, wherever it lies; empty if there is none. */
    Optional<DataKeyFile> find(DataKeyId id) {
        String agentName = AGENT_PREFIX + id;
        return namesNewestFirst().stream()
                .filter(name -> name.endsWith("-" + id))
                .findFirst()
                .flatMap(this::read)
                .or(() -> read(agentName));
    }

    /** Reads one file; empty if it is gone. */
    Optional<DataKeyFile> read(String name) {
        return files.read(name).map(bytes -> decode(name, bytes));
    }

    /** Writes a new file; false if the name is taken. */
    boolean create(DataKeyFile file) {
        return files.create(nameOf(file), file.encode());
    }

    void delete(DataKeyFile file) {
        files.delete(nameOf(file));
    }

    static String nameOf(DataKeyFile file) {
        return switch (file.wrapping()) {
            case DataKeyFile.Wrapping.ByMaster _ -> MASTER_PREFIX + paddedSequence(file.sequence()) + "-" + file.id();
            case DataKeyFile.Wrapping.ByPublicKey _ -> AGENT_PREFIX + file.id();
        };
    }

    /** Eight digits, so that names sort as their sequence numbers do. */
    private static String paddedSequence(int sequence) {
        String digits = Integer.toString(sequence);
        return "0".repeat(Math.max(0, 8 - digits.length())) + digits;
    }

    private static DataKeyFile decode(String name, byte[] bytes) {
        try {
            DataKeyFile file = DataKeyFile.decode(bytes);
            if (!nameOf(file).equals(name)) {
                throw new MalformedException("it holds the key " + nameOf(file));
            }
            return file;
        } catch (MalformedException e) {
            throw damaged(name, String.valueOf(e.getMessage()));
        }
    }

    static HoldfastException damaged(String name, String reason) {
        return new HoldfastException(
                ErrorCode.KEY_DAMAGED,
                "the data key file '" + name + "' is damaged: " + reason,
                "restore this file from a copy of the repository; what was sealed with it cannot be read without it");
    }

    static HoldfastException notFound(DataKeyId id) {
        return new HoldfastException(
                ErrorCode.KEY_NOT_FOUND,
                id.equals(DataKey.none().id())
                        ? "a segment without encryption stands in an encrypted repository"
                        : "the repository has no data key " + id,
                "run 'holdfast check' to see what is affected");
    }
}
