package dev.holdfast.verify.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.chaos.Asked;
import dev.holdfast.verify.chaos.Mishap;
import dev.holdfast.verify.chaos.Script;
import dev.holdfast.verify.program.Outcome;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that were carried out and whose answers did not come, or came in part. */
@Timeout(300)
final class LostAnswersTest {
    private static final String PACK = ".*/packs/[0-9a-f-]+";
    private static final int PARTS = 4;

    private final Network network = Network.start();

    @AfterEach
    void remove() {
        network.close();
    }

    private Outcome backup() {
        return network.sandbox().here("backup", network.sandbox().source().toString());
    }

    @Test
    void noPackLiesTwiceWhenAnswersToUploadsAreLost() {
        // Two packs of data and two of structures.
        network.fill(10, 4 << 20);
        network.proxy().play(Script.first(4, "PUT", PACK, Mishap.lostAnswer()));
        backup().expect(ExitCode.COMPLETE);
        assertTrue(network.proxy().struck().size() >= 3, () -> "of " + network.proxy().seen());
        network.assertSaved(1);
        network.assertNothingTwice();
    }

    @Test
    void everyKindOfRequestMayLoseItsAnswer() {
        network.fill(3, 1 << 20);
        network.proxy().play(Script.firstOfEachKind(Mishap.lostAnswer()));
        backup().expect(ExitCode.COMPLETE);
        List<String> struck = network.proxy().struck().stream().map(Asked::kind).map(kind -> kind.replaceAll("/api/v1/tenants/home", "")).sorted().toList();
        for (String kind : List.of("POST /sessions", "POST /sessions/ID/missing", "POST /sessions/ID/packs", "PUT /packs/ID", "POST /packs/ID/seal", "POST /sessions/ID/commit")) {
            assertTrue(struck.contains(kind), () -> kind + " is not among " + struck);
        }
        network.assertSaved(1);
        network.assertNothingTwice();
    }

    @Test
    void aBackupGoesOnWhenConnectionsBreakAtAnyPlace() {
        network.fill(3, 2 << 20);
        network.proxy().play(asked -> switch (network.proxy().seen().size() % 9) {
            case 3 -> new Mishap.RequestCut(asked.method().equals("PUT") ? 1_000_000 : 10);
            case 7 -> new Mishap.AnswerCut(20);
            default -> Mishap.NONE;
        });
        backup().expect(ExitCode.COMPLETE);
        network.assertSaved(1);
        network.assertNothingTwice();
    }

    @Test
    void aRestoreIsIdenticalWhenPartsOfItsAnswersAreMissing() {
        network.fill(3, 4 << 20);
        backup().expect(ExitCode.COMPLETE);
        network.proxy().play(Script.first(PARTS, "GET", PACK, new Mishap.AnswerCut(100_000)));
        String snapshot = network.sandbox().snapshots().getFirst().id();
        network.sandbox().assertRestores(snapshot, network.sandbox().source());
        String struck = network.proxy().struck().stream().map(Asked::path).collect(Collectors.joining(" "));
        assertEquals(PARTS, network.proxy().struck().size(), struck);
    }
}
