package dev.holdfast.core.keys;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.KeySlotId;
import dev.holdfast.core.id.RepositoryId;
import java.util.List;

/** The failures around key slots, in words. */
final class SlotFailures {
    private SlotFailures() {}

    static HoldfastException noneOpens(RepositoryId repository, MasterCredential credential, List<String> damaged) {
        if (!damaged.isEmpty()) {
            return new HoldfastException(
                    ErrorCode.KEY_DAMAGED,
                    "no intact key slot of repository " + repository + " opens with this " + credential
                            + ", and there are damaged ones: " + String.join(", ", damaged),
                    "restore the damaged files from a copy of the repository, or use another passphrase or key file");
        }
        return switch (credential) {
            case Passphrase _ ->
                new HoldfastException(
                        ErrorCode.WRONG_PASSPHRASE,
                        "the passphrase does not open repository " + repository,
                        "try again; 'holdfast key list' shows what was set up");
            case KeyFile _ ->
                new HoldfastException(
                        ErrorCode.KEY_NOT_FOUND,
                        "repository " + repository + " has no key slot for this key file",
                        "use another key file, or a passphrase");
        };
    }

    static HoldfastException noSuchSlot(RepositoryId repository, KeySlotId id) {
        return new HoldfastException(
                ErrorCode.KEY_NOT_FOUND,
                "repository " + repository + " has no key slot " + id,
                "run 'holdfast key list' to see the slots there are");
    }

    static HoldfastException lastSlot(RepositoryId repository, KeySlotId id) {
        return new HoldfastException(
                ErrorCode.INVALID_ARGUMENT,
                "key slot " + id + " is the last one of repository " + repository + "; without it nobody could open the repository",
                "add another one first with 'holdfast key add'");
    }

    static HoldfastException tooMany(RepositoryId repository) {
        return new HoldfastException(
                ErrorCode.LIMIT_EXCEEDED,
                "repository " + repository + " has " + KeySlots.MAX_SLOTS + " key slots already",
                "remove one with 'holdfast key remove'");
    }

    static HoldfastException forbidden(RepositoryId repository) {
        return new HoldfastException(
                ErrorCode.KEY_FORBIDS,
                "the keys of repository " + repository + " can be changed only by who opened it with a passphrase or a key file",
                "open the repository with a passphrase or a key file");
    }

    static HoldfastException unencrypted(RepositoryId repository) {
        return new HoldfastException(
                ErrorCode.INVALID_ARGUMENT,
                "repository " + repository + " was made without encryption and has no keys",
                "make a new repository to have one with encryption");
    }

    static HoldfastException exists() {
        return new HoldfastException(
                ErrorCode.REPOSITORY_EXISTS, "there is a repository here already", "choose another place for a new one");
    }
}
