package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.files.DirectorySync;
import dev.holdfast.storage.files.FileFailures;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import dev.holdfast.storage.metadata.StoreStatistics;
import dev.holdfast.storage.metadata.sqlite.ContentsCodec.Outline;
import dev.holdfast.storage.metadata.sqlite.Database.Durability;
import dev.holdfast.storage.metadata.sqlite.PackTable.Numbered;
import dev.holdfast.storage.metadata.sqlite.PackTable.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Rows in one SQLite file that any number of processes may have open at once.
 *
 * <p>Failures: {@code STORE_BUSY} if another process writes for longer than 90 seconds, {@code DISK_FULL}, {@code ACCESS_DENIED},
 * {@code IO_FAILED}, after which this object writes no more, and {@code INDEX_DAMAGED}.
 *
 * <p>A file in a directory that this user may not write to is read as far as SQLite can: always if nobody had it open when this store
 * was opened (should somebody write to it later, this store may report damage that is none: open it again), otherwise if the
 * files {@code -wal} and {@code -shm} beside it can be read. So is a file on a disk that is too full to open it for writing: what was
 * backed up can be restored, and writing fails with {@code DISK_FULL}.
 */
public final class SqliteMetadataStore implements MetadataStore {
    private static final int DAMAGED_PAGE = 1024;

    private final Database database;

    /** What to do if there is no file. */
    public enum Missing {
        CREATE,
        FAIL
    }

    private SqliteMetadataStore(Database database) {
        this.database = database;
    }

    /** Opens the store in {@code file}, which SQLite surrounds with files of the same name and more. */
    public static SqliteMetadataStore open(Path file, Missing missing, Entropy entropy) {
        return open(file, missing, entropy, PageCache.COMMAND);
    }

    /** The same with more or less of the file in memory. */
    public static SqliteMetadataStore open(Path file, Missing missing, Entropy entropy, PageCache cache) {
        Path absolute = file.toAbsolutePath();
        if (!Files.exists(absolute)) {
            switch (missing) {
                case CREATE -> Schema.create(absolute, entropy);
                case FAIL -> throw SqliteFailures.damaged(absolute, "it is not there");
            }
        }
        try {
            return checked(new Database(absolute, cache));
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.DISK_FULL) {
                throw e;
            }
            return checked(Database.onFullDisk(absolute, cache, e).orElseThrow(() -> e));
        }
    }

    private static SqliteMetadataStore checked(Database database) {
        try {
            Schema.check(database);
            return new SqliteMetadataStore(database);
        } catch (HoldfastException e) {
            database.close();
            throw e;
        }
    }

    /** Removes a store that is to be rebuilt and that nobody has open, durably; one that is not there is fine. */
    public static void delete(Path file) {
        Path absolute = file.toAbsolutePath();
        try {
            // The file first: without its log it would look like an older state, but a log without its file is refused.
            Files.deleteIfExists(absolute);
            Files.deleteIfExists(Database.logOf(absolute));
            Files.deleteIfExists(Database.sharedMemoryOf(absolute));
            Path directory = absolute.resolveSibling("");
            if (Files.isDirectory(directory)) {
                DirectorySync.sync(directory);
            }
        } catch (IOException e) {
            throw FileFailures.of(e, absolute, "delete");
        }
    }

    @Override
    public long sequence() {
        return database.read(Counters::read).sequence();
    }

    @Override
    public SessionRow insert(SessionRow draft) {
        return database.write(Durability.NOW, link -> SessionTable.insert(link, draft));
    }

    @Override
    public Optional<SessionRow> session(SessionId id) {
        return database.read(link -> SessionTable.find(link, id));
    }

    @Override
    public List<SessionRow> sessions(long after, int limit) {
        return database.readTransaction(link -> SessionTable.after(link, after, limit));
    }

    @Override
    public List<SessionRow> activeSessions() {
        return database.readTransaction(SessionTable::active);
    }

    @Override
    public boolean compareAndSet(SessionRow expected, SessionRow next) {
        next.requireSuccessorOf(expected);
        return database.write(Durability.NOW, link -> SessionTable.compareAndSet(link, expected, next));
    }

    @Override
    public boolean remove(SessionRow expected) {
        expected.requireClosed();
        return database.write(Durability.NOW, link -> SessionTable.remove(link, expected));
    }

    @Override
    public void beat(SessionId id) {
        change(Durability.LATER, link -> SessionTable.beat(link, id));
    }

    @Override
    public long beats(SessionId id) {
        return database.read(link -> SessionTable.beats(link, id));
    }

    @Override
    public boolean allocate(SessionRow expected, SessionRow next, PackRow open) {
        next.requireSuccessorOf(expected);
        return database.write(Durability.NOW, link -> {
            if (!SessionTable.compareAndSet(link, expected, next)) {
                return false;
            }
            PackTable.insert(link, open);
            return true;
        });
    }

    @Override
    public Optional<PackRow> pack(PackId id) {
        return database.read(link -> PackTable.find(link, id)).map(Numbered::row);
    }

    @Override
    public List<PackRow> packs(Optional<PackId> after, int limit) {
        return database.read(link -> PackTable.after(link, after, limit));
    }

    @Override
    public boolean compareAndSet(PackRow expected, PackRow next) {
        next.requireSameId(expected);
        return database.write(Durability.NOW, link -> {
            boolean changed = PackTable.compareAndSet(link, expected, next);
            if (changed && expected.state() == PackState.LIVE) {
                Withdrawals.count(link);
            }
            if (changed && next.state() == PackState.LIVE) {
                endClaims(link, next.id());
            }
            return changed;
        });
    }

    private static void endClaims(Link link, PackId pack) throws SQLException {
        Optional<SessionRow> session = SessionTable.find(link, pack.session());
        Optional<Numbered> found = PackTable.find(link, pack);
        if (session.isPresent() && found.isPresent() && ClaimTable.hasAny(link, session.get().sequence())) {
            Optional<Outline> outline = ContentsTable.outline(link, found.get().number());
            ClaimTable.end(link, session.get().sequence(), outline.map(Outline::allChunks).orElse(List.of()));
        }
    }

    @Override
    public void remove(PackRow retired) {
        retired.requireRetired();
        change(Durability.NOW, link -> {
            Optional<Numbered> found = PackTable.find(link, retired.id());
            if (found.isPresent() && found.get().row().state() == PackState.RETIRED) {
                ContentsTable.remove(link, found.get().number());
                PackTable.delete(link, found.get().number());
            }
        });
    }

    @Override
    public void putContents(PackId pack, PackContents contents) {
        change(Durability.LATER, link -> {
            Optional<Numbered> found = PackTable.find(link, pack);
            if (found.isPresent()) {
                if (found.get().row().state() == PackState.LIVE) {
                    Withdrawals.count(link);
                }
                ContentsTable.put(link, found.get().number(), contents);
            }
        });
    }

    @Override
    public Optional<PackContents> contents(PackId pack) {
        return database.readTransaction(link -> {
            Optional<Numbered> found = PackTable.find(link, pack);
            return found.isEmpty() ? Optional.empty() : ContentsTable.contents(link, found.get().number());
        });
    }

    @Override
    public Optional<List<PackContents.Segment>> segments(PackId pack) {
        return database.readTransaction(link -> {
            Optional<Numbered> found = PackTable.find(link, pack);
            return found.isEmpty() ? Optional.empty() : ContentsTable.outline(link, found.get().number()).map(Outline::segments);
        });
    }

    @Override
    public void removeContents(PackId pack) {
        change(Durability.NOW, link -> {
            Optional<Numbered> found = PackTable.find(link, pack);
            if (found.isPresent()) {
                Withdrawals.count(link);
                ContentsTable.remove(link, found.get().number());
            }
        });
    }

    @Override
    public BitSet present(List<Fingerprint> fingerprints) {
        return database.read(link -> present(link, fingerprints));
    }

    private static BitSet present(Link link, List<Fingerprint> fingerprints) throws SQLException {
        Seen packs = new Seen(link);
        BitSet present = new BitSet(fingerprints.size());
        FactTable.find(link, fingerprints, (index, place) -> {
            if (place.condition() == Fact.Condition.GOOD && packs.row(place.pack()).state() == PackState.LIVE) {
                present.set(index);
            }
        });
        return present;
    }

    @Override
    public long withdrawals() {
        return database.read(Withdrawals::read);
    }

    @Override
    public Optional<List<ClaimState>> claim(SessionId session, List<Fingerprint> fingerprints) {
        return database.write(Durability.LATER, link -> {
            Optional<SessionRow> row = SessionTable.find(link, session).filter(found -> found.state() == SessionState.ACTIVE);
            return row.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ClaimTable.claim(link, row.get(), fingerprints, present(link, fingerprints)));
        });
    }

    @Override
    public List<List<Fact>> facts(List<Fingerprint> fingerprints) {
        return database.read(link -> {
            Seen packs = new Seen(link);
            List<List<Fact>> facts = new ArrayList<>(fingerprints.size());
            fingerprints.forEach(chunk -> facts.add(new ArrayList<>(1)));
            FactTable.find(link, fingerprints, (index, place) -> {
                PackRow pack = packs.row(place.pack());
                Location location = new Location(pack.id(), place.offset(), place.length(), place.place());
                facts.get(index).add(new Fact(location, pack.state(), place.condition()));
            });
            return facts;
        });
    }

    @Override
    public Optional<References> references(Fingerprint chunk) {
        return database.read(link -> ContentsTable.references(link, chunk));
    }

    @Override
    public void markBad(PackId pack, Collection<Fingerprint> chunks) {
        change(Durability.NOW, link -> {
            Optional<Numbered> found = PackTable.find(link, pack);
            if (found.isPresent()) {
                Withdrawals.count(link);
                FactTable.mark(link, found.get().number(), chunks, Fact.Condition.BAD);
            }
        });
    }

    @Override
    public void clearBad(PackId pack) {
        change(Durability.NOW, link -> {
            Optional<Numbered> found = PackTable.find(link, pack);
            if (found.isPresent()) {
                long number = found.get().number();
                FactTable.mark(link, number, FactTable.marked(link, number), Fact.Condition.GOOD);
            }
        });
    }

    @Override
    public List<Fingerprint> damaged(int limit) {
        return database.readTransaction(link -> {
            List<Fingerprint> damaged = new ArrayList<>();
            List<Fingerprint> page = FactTable.marked(link, new byte[0], DAMAGED_PAGE);
            while (!page.isEmpty() && damaged.size() < limit) {
                damaged.addAll(withoutGoodCopy(link, page));
                page = FactTable.marked(link, page.getLast().toBytes(), DAMAGED_PAGE);
            }
            return damaged.subList(0, Math.min(limit, damaged.size()));
        });
    }

    private static List<Fingerprint> withoutGoodCopy(Link link, List<Fingerprint> chunks) throws SQLException {
        Seen packs = new Seen(link);
        BitSet good = new BitSet(chunks.size());
        FactTable.find(link, chunks, (index, place) -> {
            if (place.condition() == Fact.Condition.GOOD && isReadable(packs.row(place.pack()))) {
                good.set(index);
            }
        });
        List<Fingerprint> damaged = new ArrayList<>();
        for (int i = good.nextClearBit(0); i < chunks.size(); i = good.nextClearBit(i + 1)) {
            damaged.add(chunks.get(i));
        }
        return damaged;
    }

    @Override
    public StoreStatistics statistics() {
        return database.readTransaction(link -> {
            long[] packs = new long[2];
            PackTable.each(link, (number, row) -> {
                if (isReadable(row)) {
                    packs[0]++;
                    packs[1] += row.sealed().map(PackRow.Sealed::sizeBytes).orElse(0L);
                }
            });
            long facts = link.number("SELECT coalesce(sum(facts), 0) FROM contents");
            return new StoreStatistics(Counters.read(link).sessions(), packs[0], packs[1], facts, bytesOnDisk());
        });
    }

    private static boolean isReadable(PackRow row) {
        return row.state() == PackState.LIVE || row.state() == PackState.CONDEMNED;
    }

    private long bytesOnDisk() {
        return sizeOf(database.file()) + sizeOf(Database.logOf(database.file()));
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // The log is there only while the store is in use.
            return 0;
        }
    }

    @Override
    public void verify() {
        database.readTransaction(link -> {
            new Verification(link).run();
            return true;
        });
    }

    private interface Change {
        void on(Link link) throws SQLException;
    }

    private void change(Durability durability, Change change) {
        database.write(durability, link -> {
            change.on(link);
            return true;
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
