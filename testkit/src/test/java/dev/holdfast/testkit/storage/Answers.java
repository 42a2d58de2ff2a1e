package dev.holdfast.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.testkit.contract.Rows;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What a store answers to every question; a question that ended in a coded failure has no answer. Any other failure passes
 * through and fails the test.
 */
record Answers(
        Optional<List<String>> sessions,
        Optional<List<String>> active,
        Optional<List<String>> packs,
        Optional<BitSet> present,
        Optional<List<List<String>>> facts,
        List<Optional<String>> references,
        List<Optional<String>> contents,
        Optional<Boolean> verified) {

    static Answers of(MetadataStore store, List<Fingerprint> chunks, List<PackId> packs) {
        List<Optional<String>> references = new ArrayList<>();
        chunks.forEach(chunk -> references.add(ask(() -> store.references(chunk).toString())));
        List<Optional<String>> contents = new ArrayList<>();
        packs.forEach(pack -> contents.add(ask(() -> contents(store, pack))));
        return new Answers(
                ask(() -> store.sessions(0, 100_000).stream().map(Rows::text).toList()),
                ask(() -> store.activeSessions().stream().map(Rows::text).toList()),
                ask(() -> store.packs(Optional.empty(), 100_000).stream().map(PackRow::toString).toList()),
                ask(() -> store.present(chunks)),
                ask(() -> store.facts(chunks).stream().map(facts -> facts.stream().map(Object::toString).sorted().toList()).toList()),
                references,
                contents,
                ask(() -> verified(store)));
    }

    private static boolean verified(MetadataStore store) {
        store.verify();
        return true;
    }

    private static String contents(MetadataStore store, PackId pack) {
        return store.contents(pack)
                .map(known -> known.segments() + " " + new TreeMap<>(known.references()))
                .orElse("none");
    }

    private static <T> Optional<T> ask(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (HoldfastException e) {
            return Optional.empty();
        }
    }

    /** Fails if this is anything worse than what damage may do to {@code truth}: hide chunks and packs, but claim nothing. */
    void assertSafeAgainst(Answers truth, String where) {
        sessions.ifPresent(found -> assertEquals(truth.sessions, Optional.of(found), where));
        active.ifPresent(found -> assertEquals(truth.active, Optional.of(found), where));
        packs.ifPresent(found -> assertTrue(truth.packs.orElseThrow().containsAll(found), where));
        present.ifPresent(found -> {
            BitSet invented = (BitSet) found.clone();
            invented.andNot(truth.present.orElseThrow());
            assertTrue(invented.isEmpty(), where);
        });
        facts.ifPresent(found -> {
            for (int i = 0; i < found.size(); i++) {
                assertTrue(truth.facts.orElseThrow().get(i).containsAll(found.get(i)), where);
            }
        });
        assertTrueOrNothing(references, truth.references, "Optional.empty", where);
        assertTrueOrNothing(contents, truth.contents, "none", where);
        if (verified.isPresent()) {
            assertEquals(truth, this, where + " passed verification");
        }
    }

    private static void assertTrueOrNothing(
            List<Optional<String>> found, List<Optional<String>> truth, String nothing, String where) {
        for (int i = 0; i < found.size(); i++) {
            String answer = found.get(i).orElse(nothing);
            assertTrue(answer.equals(nothing) || truth.get(i).equals(found.get(i)), where);
        }
    }
}
