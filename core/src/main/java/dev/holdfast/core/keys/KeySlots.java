package dev.holdfast.core.keys;

import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.DataKeyId;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.KeySlotId;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one repository: makes, opens, lists, adds and removes its slots, renews its data key, and makes write-only credentials. Every
 * change is one atomic file, in an order that leaves the repository usable wherever it is interrupted. Thread-safe.
 */
public final class KeySlots {
    /** Most slots of a repository, so that a stranger's repository cannot keep a passphrase busy for ever. */
    public static final int MAX_SLOTS = 64;

    private final RepositoryFiles files;
    private final RepositoryConfig config;
    private final Digest configDigest;
    private final Entropy entropy;
    private final Clock clock;
    private final SlotLock lock;
    private final SlotFiles slots;

    /** @param config the repository's configuration, as it was read or as it is about to be made */
    public KeySlots(
            RepositoryFiles files, RepositoryConfig config, Entropy entropy, Clock clock, PassphraseStretching stretching) {
        this.files = files;
        this.config = config;
        this.configDigest = config.digest();
        this.entropy = entropy;
        this.clock = clock;
        this.lock = new SlotLock(stretching, entropy, clock);
        this.slots = new SlotFiles(files, config.id());
    }

    /**
     * Makes an encrypted repository: a master key, its first slot, its first data key and, last, the configuration, with which it exists.
     *
     * @throws HoldfastException {@code REPOSITORY_EXISTS} if there is one already
     */
    public KeyRing create(MasterCredential first, String label) {
        requireMode(EncryptionMode.CLIENT);
        requireAbsent();
        MasterKey master = new MasterKey(config.id(), entropy.bytes(MasterKey.BYTES));
        MasterKeyRing ring = new MasterKeyRing(master, new DataKeyFiles(files));
        DataKeyFile dataKey = ring.rotate(entropy, clock);
        KeySlotFile slot = write(master, first, label);
        if (!files.create(RepositoryConfig.FILE_NAME, config.encode())) {
            slots.delete(slot.id());
            files.delete(DataKeyFiles.nameOf(dataKey));
            throw SlotFailures.exists();
        }
        return ring;
    }

    /** Makes a repository without encryption; throws {@code REPOSITORY_EXISTS} if there is one already. */
    public KeyRing createPlain() {
        requireMode(EncryptionMode.NONE);
        requireAbsent();
        if (!files.create(RepositoryConfig.FILE_NAME, config.encode())) {
            throw SlotFailures.exists();
        }
        return new PlainKeyRing(config.id());
    }

    /**
     * Opens the repository.
     *
     * @throws HoldfastException {@code WRONG_PASSPHRASE}, {@code KEY_NOT_FOUND} if no slot is for this key file, {@code KEY_DAMAGED} if
     *     none opens and some are damaged, {@code CONFIG_DAMAGED} if the configuration is not the one the keys were made for
     */
    public KeyRing open(Credential credential) {
        if (config.encryption() == EncryptionMode.NONE) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "repository " + config.id() + " says it has no encryption, but a key was given for it",
                    "if it ought to be encrypted, do not use it: its configuration was exchanged; otherwise leave the key away");
        }
        return switch (credential) {
            case WriteOnlyCredential writeOnly -> openWriteOnly(writeOnly);
            case MasterCredential master -> new MasterKeyRing(unlock(master), new DataKeyFiles(files));
        };
    }

    /** Opens the repository without a key; throws {@code PASSPHRASE_MISSING} if it is encrypted. */
    public KeyRing openPlain() {
        return switch (config.encryption()) {
            case NONE -> new PlainKeyRing(config.id());
            case CLIENT ->
                throw new HoldfastException(
                        ErrorCode.PASSPHRASE_MISSING,
                        "repository " + config.id() + " is encrypted and no passphrase was given",
                        "set HOLDFAST_PASSPHRASE, or name a file with --passphrase-file or --key-file");
        };
    }

    /** The slots that are intact, in order of their creation. */
    public List<KeySlot> list() {
        return slots.readAll().intact().stream()
                .map(KeySlotFile::toSlot)
                .sorted(Comparator.comparing(KeySlot::created).thenComparing(KeySlot::id))
                .toList();
    }

    /** File name and reason of each slot that is damaged. */
    public List<String> damaged() {
        return slots.readAll().damaged();
    }

    /** Adds a slot; throws {@code KEY_FORBIDS} unless the ring holds the master key. */
    public KeySlotId add(KeyRing ring, MasterCredential credential, String label) {
        if (slots.readAll().intact().size() >= MAX_SLOTS) {
            throw SlotFailures.tooMany(config.id());
        }
        return write(masterOf(ring).master(), credential, label).id();
    }

    /**
     * Removes a slot.
     *
     * @throws HoldfastException {@code KEY_NOT_FOUND} if there is none of that name, {@code INVALID_ARGUMENT} if it is the last intact one
     */
    public void remove(KeySlotId id) {
        byte[] content = slots.content(id).orElseThrow(() -> SlotFailures.noSuchSlot(config.id(), id));
        if (slots.readAll().intact().stream().allMatch(slot -> slot.id().equals(id))) {
            throw SlotFailures.lastSlot(config.id(), id);
        }
        slots.delete(id);
        // Somebody else may have removed the others meanwhile; whoever sees none left puts its own back.
        if (slots.readAll().intact().isEmpty()) {
            slots.create(id, content);
            throw SlotFailures.lastSlot(config.id(), id);
        }
    }

    /** Replaces every slot that the old passphrase opens by one slot for the new one, which is written first. */
    public KeySlotId changePassphrase(Passphrase old, Passphrase replacement) {
        MasterKey master = unlock(old);
        List<KeySlotFile> before = slots.readAll().intact().stream()
                .filter(slot -> lock.open(slot, old).isPresent())
                .toList();
        String label = before.stream().map(KeySlotFile::label).findFirst().orElse("");
        KeySlotId added = write(master, replacement, label).id();
        before.forEach(slot -> slots.delete(slot.id()));
        return added;
    }

    /** Makes a new data key, under which everything is sealed from now on. What is sealed already keeps its key. */
    public DataKeyId rotate(KeyRing ring) {
        return masterOf(ring).rotate(entropy, clock).id();
    }

    /** Makes a credential for a client that may add and not read. */
    public WriteOnlyCredential writeOnly(KeyRing ring) {
        return new WriteOnlyCredential(masterOf(ring).master(), configDigest);
    }

    private KeyRing openWriteOnly(WriteOnlyCredential credential) {
        if (!credential.repository().equals(config.id())) {
            throw new HoldfastException(
                    ErrorCode.KEY_NOT_FOUND,
                    "the write-only credential is for repository " + credential.repository() + ", this is " + config.id(),
                    "use the credential that was made for this repository");
        }
        requireSameConfig(credential.configDigest());
        return new WriteOnlyKeyRing(credential, new DataKeyFiles(files), entropy, clock);
    }

    private MasterKey unlock(MasterCredential credential) {
        SlotFiles.Found found = slots.readAll();
        for (KeySlotFile slot : found.intact()) {
            Optional<SlotLock.Opened> opened = lock.open(slot, credential);
            if (opened.isPresent()) {
                requireSameConfig(opened.get().configDigest());
                return opened.get().master();
            }
        }
        throw SlotFailures.noneOpens(config.id(), credential, found.damaged());
    }

    private KeySlotFile write(MasterKey master, MasterCredential credential, String label) {
        KeySlotFile slot = lock.close(new SlotLock.Opened(master, configDigest), credential, label);
        if (!slots.create(slot.id(), slot.encode())) {
            throw new HoldfastException(ErrorCode.INTERNAL, "the new key slot " + slot.id() + " has a name that is taken");
        }
        return slot;
    }

    private MasterKeyRing masterOf(KeyRing ring) {
        MasterKeyRing master = switch (ring) {
            case MasterKeyRing opened -> opened;
            case WriteOnlyKeyRing _ -> throw SlotFailures.forbidden(config.id());
            case PlainKeyRing _ -> throw SlotFailures.unencrypted(config.id());
        };
        if (!master.repository().equals(config.id())) {
            throw new IllegalArgumentException("a ring of repository " + master.repository() + " cannot change " + config.id());
        }
        return master;
    }

    private void requireSameConfig(Digest expected) {
        if (!expected.equals(configDigest)) {
            throw new HoldfastException(
                    ErrorCode.CONFIG_DAMAGED,
                    "the configuration of repository " + config.id() + " is not the one its keys were made for",
                    "restore the file '" + RepositoryConfig.FILE_NAME + "' from a copy of the repository");
        }
    }

    private void requireMode(EncryptionMode mode) {
        if (config.encryption() != mode) {
            throw new IllegalArgumentException("the configuration says " + config.encryption() + ", not " + mode);
        }
    }

    private void requireAbsent() {
        if (files.read(RepositoryConfig.FILE_NAME).isPresent()) {
            throw SlotFailures.exists();
        }
    }
}
