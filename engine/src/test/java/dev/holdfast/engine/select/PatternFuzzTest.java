package dev.holdfast.engine.select;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;

/** Whatever a pattern file holds, it is read, and every name is judged, without failing or hanging. */
class PatternFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void anyPatternFileIsReadAndAnyPathJudged(FuzzedDataProvider data) {
        List<byte[]> path = new ArrayList<>();
        int depth = data.consumeInt(1, 6);
        for (int i = 0; i < depth; i++) {
            path.add(data.consumeBytes(data.consumeInt(1, 40)));
        }
        boolean argument = data.consumeBoolean();
        byte[] text = data.consumeRemainingAsBytes();
        Patterns patterns = argument ? Patterns.none().plus(text) : Patterns.none().plusLines(text);
        Selection excluding = PathRules.of(patterns, Patterns.none()).root();
        Selection including = PathRules.of(Patterns.none(), patterns).root();
        for (byte[] name : path) {
            for (EntryKind kind : EntryKind.values()) {
                assertEquals(excluding.judge(name, kind), excluding.judge(name.clone(), kind));
                including.judge(name, kind);
            }
            excluding = excluding.enter(name);
            including = including.enter(name);
        }
    }
}
