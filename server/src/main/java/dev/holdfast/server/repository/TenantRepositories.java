package dev.holdfast.server.repository;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.Tenants;
import dev.holdfast.storage.files.DirectorySync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The repositories under one directory, one for each tenant by its name. Each is opened when it is first asked for and stays open until the
 * server stops. Thread-safe.
 */
public final class TenantRepositories implements Repositories, AutoCloseable {
    /** No tenant's name begins with this. */
    private static final String REMOVED = ".removed-";

    private final Path directory;
    private final Tenants tenants;
    private final Entropy entropy;
    private final Executor background;
    private final PresentChunks recent = new PresentChunks();
    private final Map<TenantName, TenantRepository> opened = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param directory where the tenants' directories are
     * @param background runs what no request waits for
     */
    public TenantRepositories(Path directory, Tenants tenants, Entropy entropy, Executor background) {
        this.directory = directory;
        this.tenants = tenants;
        this.entropy = entropy;
        this.background = background;
        DirectorySync.create(directory);
        sweep();
    }

    @Override
    public TenantRepository of(TenantName tenant) {
        TenantRepository known = opened.get(tenant);
        if (known != null) {
            return known;
        }
        tenants.require(tenant);
        return opened.computeIfAbsent(tenant, this::open);
    }

    private TenantRepository open(TenantName tenant) {
        if (closed) {
            throw new HoldfastException(ErrorCode.OVERLOADED, "the server is about to stop", "try again when it has started again");
        }
        return TenantRepository.open(directory.resolve(tenant.text()), recent, entropy, background);
    }

    /** The tenants whose repository is open now. */
    public Map<TenantName, TenantRepository> openedNow() {
        return Map.copyOf(opened);
    }

    /** Writes down what spares work at the next start. */
    public void save() {
        opened.values().forEach(TenantRepository::save);
    }

    @Override
    public void remove(TenantName tenant) {
        TenantRepository repository = opened.remove(tenant);
        if (repository != null) {
            repository.close();
        }
        Path path = directory.resolve(tenant.text());
        try {
            if (Files.exists(path)) {
                // Under another name first, so that one step decides whether the tenant is there.
                Path removed = directory.resolve(REMOVED + tenant + "-" + entropy.id());
                Files.move(path, removed, StandardCopyOption.ATOMIC_MOVE);
                DirectorySync.sync(directory);
            }
        } catch (IOException e) {
            throw failure(path, e);
        }
        sweep();
    }

    private void sweep() {
        try (Stream<Path> left = Files.list(directory)) {
            for (Path path : left.filter(found -> String.valueOf(found.getFileName()).startsWith(REMOVED)).toList()) {
                deleteTree(path);
            }
        } catch (IOException e) {
            throw failure(directory, e);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static HoldfastException failure(Path path, IOException cause) {
        return new HoldfastException(
                ErrorCode.IO_FAILED, "cannot remove " + path + ": " + cause, "look at the disk and at who owns the files", cause);
    }

    /** Closes all; whatever still works on one fails. */
    @Override
    public void close() {
        closed = true;
        opened.values().forEach(TenantRepository::close);
        opened.clear();
    }
}
