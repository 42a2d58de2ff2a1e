package dev.holdfast.control.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StagedReleaseTest {
    private static Stage stage(int percent, String... cells) {
        return new Stage("error", new TreeSet<>(Set.of(cells)), percent);
    }

    private static Instance instance(String id, String... cells) {
        return new Instance(Applies.SERVER, id, Set.of(cells));
    }

    @Test
    void raisingAPercentageOnlyEverAddsInstances() {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Instance one = instance(Long.toHexString(random.nextLong()), "cell" + random.nextInt(4));
            int lower = 1 + random.nextInt(100);
            int higher = lower + random.nextInt(101 - lower);
            boolean before = stage(lower, "cell0").reaches(one);
            boolean after = stage(higher, "cell0").reaches(one);
            assertTrue(!before || after, "-Dholdfast.seed=" + seed + ": " + one + " had it at " + lower + " % and lost it at " + higher + " %");
        }
    }

    @Test
    void aPercentageReachesAboutSoManyAndAHundredReachesAll() {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Instance> all = IntStream.range(0, 20_000).mapToObj(i -> instance(Long.toHexString(random.nextLong()))).toList();
        for (int percent : new int[] {1, 5, 25, 50}) {
            double reached = all.stream().filter(stage(percent)::reaches).count() * 100.0 / all.size();
            // Six standard deviations at 50 %: once in 500 million runs by chance.
            assertEquals(percent, reached, 2.2, "-Dholdfast.seed=" + seed);
        }
        assertTrue(all.stream().allMatch(stage(100)::reaches));
    }

    @Test
    void settingsStagedTogetherReachTheSameInstances() {
        ConfigurationDocument document = Samples.document(
                "{\"settings\": {\"log.level\": {\"stage\": {\"value\": \"error\", \"percent\": 30}},"
                        + " \"limit.upload.places\": {\"stage\": {\"value\": 5, \"percent\": 30}}}}");
        for (int i = 0; i < 1_000; i++) {
            Effective effective = Samples.at(document, "server-" + i);
            assertEquals(effective.value(Samples.LEVEL).equals("error"), effective.value(Samples.PLACES) == 5);
        }
    }

    @Test
    void aCellIsReachedWhateverThePercentage() {
        assertTrue(stage(0, "eu-1").reaches(instance("x", "eu-1")));
        assertTrue(stage(0, "eu-1").reaches(instance("x", "us-1", "eu-1")));
        assertEquals(false, stage(0, "eu-1").reaches(instance("x", "us-1")));
    }
}
