package dev.holdfast.control.flag.life;

import dev.holdfast.control.flag.definition.FlagDefinition;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.definition.Problem;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.control.flag.json.Place;
import dev.holdfast.control.flag.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What metadata means to us, checked on top of what flagd's format asks for. */
public final class Conventions {
    private Conventions() {}

    private record Finding(Pointer pointer, String message, String next) {}

    /** Reads and checks a document as {@link FlagDocument#read} does, and its metadata too. */
    public static FlagDocument.Outcome read(byte[] utf8) {
        return switch (FlagDocument.read(utf8)) {
            case FlagDocument.Outcome.Refused refused -> refused;
            case FlagDocument.Outcome.Accepted accepted -> judged(accepted, findings(accepted.document()), utf8);
        };
    }

    /** The same for a document that is to replace another: whoever was assigned a variant by it keeps it. */
    public static FlagDocument.Outcome read(byte[] utf8, FlagDocument before) {
        return switch (read(utf8)) {
            case FlagDocument.Outcome.Refused refused -> refused;
            case FlagDocument.Outcome.Accepted accepted -> judged(accepted, reassigned(before, accepted.document()), utf8);
        };
    }

    /**
     * The same for a document that was made of {@code before} by changing some of it. What was not changed is not looked at again, unless
     * something is wrong and has to be found in the text.
     */
    public static FlagDocument.Outcome revise(Map<String, Object> next, FlagDocument before) {
        FlagDocument.Outcome outcome = before.revised(next);
        boolean sound = outcome instanceof FlagDocument.Outcome.Accepted accepted
                && findings(accepted.document()).isEmpty()
                && reassigned(before, accepted.document()).isEmpty();
        return sound ? outcome : read(CanonicalJson.bytes(next), before);
    }

    private static FlagDocument.Outcome judged(FlagDocument.Outcome.Accepted accepted, List<Finding> findings, byte[] utf8) {
        if (findings.isEmpty()) {
            return accepted;
        }
        // Only now is it worth reading the text again to say where all this stands.
        Parsed parsed = JsonText.document(utf8);
        return new FlagDocument.Outcome.Refused(findings.stream()
                .map(one -> new Problem(one.pointer(), parsed instanceof Parsed.Document document ? document.place(one.pointer()) : Place.START, one.message(), one.next()))
                .toList());
    }

    private static List<Finding> findings(FlagDocument document) {
        List<Finding> findings = new ArrayList<>();
        document.flags().values().forEach(flag -> {
            check(flag, findings);
            flag.prerequisites().wanted().keySet().forEach(other -> needed(flag, document.flags().get(other), findings));
        });
        return findings;
    }

    private static void needed(FlagDefinition flag, @Nullable FlagDefinition other, List<Finding> findings) {
        if (other != null && "archived".equals(other.metadata().get(FlagLife.STAGE))) {
            findings.add(new Finding(
                    flag.pointer().to("prerequisites").to(other.key()),
                    "the flag '" + other.key() + "' is archived, so that this flag would be off for ever",
                    "need another flag, or none"));
        }
    }

    private static void check(FlagDefinition flag, List<Finding> findings) {
        Map<String, Object> metadata = flag.metadata();
        Pointer pointer = flag.pointer().to("metadata");
        Object expires = metadata.get(Staleness.EXPIRES);
        if (expires != null && !(expires instanceof String text && Staleness.read(text).isPresent())) {
            findings.add(new Finding(pointer.to(Staleness.EXPIRES), "the end of a flag is a date or a time", "write it like 2027-01-31"));
        }
        Object version = metadata.get(FlagLife.HASH_VERSION);
        if (version != null && !version.equals(Rollout.HASH_VERSION)) {
            findings.add(new Finding(
                    pointer.to(FlagLife.HASH_VERSION), "this program assigns users by hash version 1 only", "write 1, or use the program that made the file"));
        }
        Object bucketBy = metadata.get(FlagLife.BUCKET_BY);
        if (bucketBy != null && !(bucketBy instanceof String text && !text.isEmpty())) {
            findings.add(new Finding(pointer.to(FlagLife.BUCKET_BY), "'bucketBy' names an attribute of the context", "write it as a text"));
        }
        if (metadata.get(FlagLife.STAGE) instanceof String stage && Stage.read(stage).isEmpty()) {
            findings.add(new Finding(
                    pointer.to(FlagLife.STAGE), "there is no stage '" + stage + "'", "write draft, internal, 1% to 100%, permanent or archived"));
        }
    }

    private static List<Finding> reassigned(FlagDocument before, FlagDocument after) {
        List<Finding> findings = new ArrayList<>();
        after.flags().forEach((key, flag) -> {
            FlagDefinition old = before.flags().get(key);
            if (old != null && !"draft".equals(old.metadata().get(FlagLife.STAGE))) {
                compare(old, flag, FlagLife.BUCKET_BY, findings);
                compare(old, flag, FlagLife.HASH_VERSION, findings);
            }
        });
        return findings;
    }

    private static void compare(FlagDefinition old, FlagDefinition flag, String name, List<Finding> findings) {
        @Nullable Object was = old.metadata().get(name);
        if (was != null && flag.targeting() != null && !Objects.equals(was, flag.metadata().get(name))) {
            findings.add(new Finding(
                    flag.pointer().to("metadata").to(name),
                    "users who have a variant already would be assigned anew: '" + name + "' was " + was,
                    "leave it as it was, or take the flag back to stage draft first"));
        }
    }
}
