package dev.holdfast.testkit.storage;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore.Missing;
import dev.holdfast.testkit.contract.Rows;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A process that writes packs into a store and prints the ordinal of each once it is LIVE.
 *
 * <p>Arguments: the file, the number of the session, how many packs. A session that is not there is inserted.
 */
final class WritingProcess {
    private WritingProcess() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        long number = Long.parseLong(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        System.out.println("ready");
        System.in.read();
        try (MetadataStore store = SqliteMetadataStore.open(file, Missing.CREATE, Entropy.system())) {
            SessionId session = Rows.session(number);
            if (store.session(session).isEmpty()) {
                store.insert(Rows.draft(number));
            }
            for (int i = 0; i < count; i++) {
                write(store, session);
            }
        }
    }

    private static void write(MetadataStore store, SessionId session) {
        PackRow open = Rows.allocate(store, session);
        int ordinal = open.id().ordinal();
        store.putContents(open.id(), Rows.data(Rows.chunks(ordinal * 10, ordinal * 10 + 10)));
        if (!store.compareAndSet(open, open.live(Rows.sealed(ordinal)))) {
            throw new IllegalStateException("somebody else changed " + open.id());
        }
        System.out.println(ordinal);
    }
}
