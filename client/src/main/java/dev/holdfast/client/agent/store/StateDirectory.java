package dev.holdfast.client.agent.store;

import dev.holdfast.client.agent.fleet.FleetText;
import dev.holdfast.client.agent.fleet.GivenSettings;
import dev.holdfast.client.agent.plan.AgentState;
import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.files.DirectoryFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The directory in which an agent keeps what must survive it. */
public final class StateDirectory {
    private static final String STATE = "state";
    private static final String DAMAGED = "state.damaged";
    private static final String SETTINGS = "settings";
    private static final String HEARTBEAT = "heartbeat";
    private static final String LOCK = "lock";
    private static final String WISHES = "wishes/";
    private static final int MAX_WISHES = 1000;

    private final Path directory;
    private final Entropy entropy;
    private final DirectoryFiles files;

    /** The directory need not exist. */
    public StateDirectory(Path directory, Entropy entropy) {
        this.directory = directory;
        this.entropy = entropy;
        this.files = new DirectoryFiles(directory, entropy);
    }

    /** The right to be the agent of a directory; given back when it is closed or the process ends, however it ends. */
    public interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /** What somebody at the machine wants of a running agent. */
    public sealed interface Wish {
        /** A restore that the server asked for may be done. */
        record Approve(String work) implements Wish {}

        /** It may not. */
        record Decline(String work) implements Wish {}

        /** Back up by this schedule now. */
        record Backup(String schedule) implements Wish {}
    }

    /** A sign of life: when an agent last looked after its work, and as which process. */
    public record Heartbeat(Instant time, long process) {}

    public Path path() {
        return directory;
    }

    /**
     * Becomes the agent of the directory.
     *
     * @throws HoldfastException {@code STORE_BUSY} if another one is
     */
    public Hold hold() {
        create();
        Path path = directory.resolve(LOCK);
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel).isEmpty()) {
                channel.close();
                throw new HoldfastException(
                        ErrorCode.STORE_BUSY, "another agent runs with the state directory " + directory, "holdfast agent status --state " + directory);
            }
            return () -> release(channel);
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.ACCESS_DENIED, "cannot lock " + path + ": " + e.getMessage(), "run it as the user whose directory it is", e);
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private static void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The end of the process gives it back as well.
        }
    }

    /** Whether an agent runs with this directory. */
    public boolean isHeld() {
        Path path = directory.resolve(LOCK);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            return lock(channel).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes the directory, if it is not there. Other people of the machine have no business with what is backed up when. */
    public void create() {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.ACCESS_DENIED, "cannot make the state directory " + directory + ": " + e.getMessage(), "name another: --state DIR", e);
        }
    }

    /**
     * The state, or a new one if there is none. One that cannot be read is put aside: schedules then begin anew, which costs a backup that
     * was missed but is better than none ever.
     */
    public Loaded load() {
        Optional<byte[]> content = files.read(STATE);
        if (content.isEmpty()) {
            return new Loaded(beginning(), Optional.empty());
        }
        try {
            return new Loaded(StateText.read(content.get()), Optional.empty());
        } catch (MalformedException e) {
            files.replace(DAMAGED, content.get());
            return new Loaded(beginning(), Optional.of(directory.resolve(DAMAGED) + " holds a state that cannot be read: " + e.getMessage()));
        }
    }

    /**
     * A state that was read.
     *
     * @param damage what was wrong with the one on disk
     */
    public record Loaded(AgentState state, Optional<String> damage) {}

    /** What the state on disk says, for whoever only looks; empty if there is none that can be read. */
    public Optional<AgentState> look() {
        try {
            return files.read(STATE).map(StateText::read);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private AgentState beginning() {
        return AgentState.beginning(entropy.id().toString().substring(0, 12));
    }

    /** Makes the state durable. */
    public void save(AgentState state) {
        files.replace(STATE, StateText.write(state));
    }

    /** The settings that a server gave last; none if there are none that can be read. */
    public GivenSettings settings() {
        try {
            return files.read(SETTINGS).map(JsonObject::parse).map(FleetText::settings).orElse(GivenSettings.NONE);
        } catch (MalformedException | HoldfastException e) {
            // No reason not to back up; the server gives them again with the next answer.
            return GivenSettings.NONE;
        }
    }

    /** Makes the settings durable. */
    public void saveSettings(GivenSettings settings) {
        files.replace(SETTINGS, FleetText.settings(settings).toBytes());
    }

    /** Shows that the agent is alive. */
    public void beat(Instant now) {
        files.replace(HEARTBEAT, new JsonText().put("time", now).put("process", ProcessHandle.current().pid()).toBytes());
    }

    /** The last sign of life. */
    public Optional<Heartbeat> heartbeat() {
        try {
            return files.read(HEARTBEAT).map(JsonObject::parse).flatMap(json ->
                    json.time("time").map(time -> new Heartbeat(time, json.optionalNumber("process").orElse(0))));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** Leaves a wish for the agent, which looks for them every few seconds. */
    public void wish(Wish wish) {
        JsonText text = switch (wish) {
            case Wish.Approve(String work) -> new JsonText().put("approve", work);
            case Wish.Decline(String work) -> new JsonText().put("decline", work);
            case Wish.Backup(String schedule) -> new JsonText().put("backup", schedule);
        };
        files.create(WISHES + entropy.id(), text.toBytes());
    }

    /** A wish and the name under which it can be removed once it is dealt with. */
    public record LeftWish(String name, Wish wish) {}

    /** The wishes that wait. What is none is removed. */
    public List<LeftWish> wishes() {
        return files.list(WISHES).stream().limit(MAX_WISHES).flatMap(name -> read(name).stream()).toList();
    }

    private Optional<LeftWish> read(String name) {
        try {
            Optional<JsonObject> json = files.read(name).map(JsonObject::parse);
            Optional<Wish> wish = json.flatMap(fields -> fields.optionalText("approve").<Wish>map(Wish.Approve::new)
                    .or(() -> fields.optionalText("decline").map(Wish.Decline::new))
                    .or(() -> fields.optionalText("backup").map(Wish.Backup::new)));
            return wish.map(known -> new LeftWish(name, known));
        } catch (MalformedException e) {
            files.delete(name);
            return Optional.empty();
        }
    }

    /** Removes a wish. */
    public void remove(LeftWish wish) {
        files.delete(wish.name());
    }
}
