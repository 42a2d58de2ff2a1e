package dev.holdfast.control.flag;

import dev.holdfast.control.flag.definition.FlagDefinition;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One published version of all flags, compiled. Immutable; finding a flag costs the same whatever their number. */
public final class RuleSet {
    private final FlagsVersion version;
    private final String json;
    private final FlagDocument document;
    private final Source source;
    private final Changes changes;
    private final Map<String, Object> metadata;
    private final Map<String, Flag> byKey;
    private final Map<String, Flag> inOrder;
    private final TimeUse time;

    /**
     * The document as its authors wrote it.
     *
     * @param digest of the text, as that of a version
     * @param json as canonical JSON
     */
    public record Source(String digest, String json) {}

    private RuleSet(FlagsVersion version, String json, FlagDocument document, Changes changes, Map<String, Flag> compiled) {
        Map<String, Flag> flags = new LinkedHashMap<>();
        document.flags().forEach((key, definition) -> {
            Flag same = compiled.get(key);
            flags.put(key, same != null && same.definition().equals(definition) ? same : new Flag(definition));
        });
        this.version = version;
        this.json = json;
        this.document = document;
        this.source = source(version, json, document);
        this.changes = changes;
        this.metadata = Collections.unmodifiableMap(document.metadata());
        this.inOrder = flags;
        this.byKey = new HashMap<>(flags);
        this.time = flags.values().stream().anyMatch(flag -> flag.time() == TimeUse.BY_SECOND) ? TimeUse.BY_SECOND : TimeUse.NEVER;
    }

    /** The rule set with no flags, before anything was published. */
    public static RuleSet empty() {
        return switch (FlagDocument.read("{\"flags\":{}}".getBytes(StandardCharsets.UTF_8))) {
            case FlagDocument.Outcome.Accepted accepted -> publish(accepted.document(), 0);
            case FlagDocument.Outcome.Refused refused -> throw new IllegalStateException("no flags at all are refused: " + refused.problems());
        };
    }

    /** Compiles a document as the version with this number, without knowing what was before. */
    public static RuleSet publish(FlagDocument document, long sequence) {
        return restore(document, sequence, Changes.first(document, sequence));
    }

    /** Compiles a document that was published as this version, with what was known about its flags then. */
    public static RuleSet restore(FlagDocument document, long sequence, Changes changes) {
        return compiled(document, sequence, changes, Map.of());
    }

    private static RuleSet compiled(FlagDocument document, long sequence, Changes changes, Map<String, Flag> known) {
        String json = CanonicalJson.text(document.served());
        return new RuleSet(new FlagsVersion(sequence, digest(json)), json, document, changes, known);
    }

    /**
     * Compiles the document that replaces this one; flags that did not change are the same objects, and so is what they give.
     *
     * @param sequence greater than that of this version
     */
    public RuleSet replacedBy(FlagDocument next, long sequence) {
        if (sequence <= version.sequence()) {
            throw new IllegalArgumentException("version " + sequence + " does not come after " + version.sequence());
        }
        return compiled(next, sequence, changes.next(document, next, sequence), byKey);
    }

    private static Source source(FlagsVersion version, String json, FlagDocument document) {
        if (Objects.equals(document.json(), document.served())) {
            return new Source(version.digest(), json);
        }
        String written = CanonicalJson.text(document.json());
        return new Source(digest(written), written);
    }

    private static String digest(String json) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(json.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public FlagsVersion version() {
        return version;
    }

    /** The document as it is served, in flagd's format and as canonical JSON (RFC 8785), which the version's digest covers. */
    public String json() {
        return json;
    }

    /** What its authors wrote, as text. */
    public Source source() {
        return source;
    }

    /** What the rule set was made from, as its authors wrote it. */
    public FlagDocument document() {
        return document;
    }

    /** Which version last changed which flag. */
    public Changes changes() {
        return changes;
    }

    /** What holds for all flags together. */
    public Map<String, Object> metadata() {
        return metadata;
    }

    /** Whether answers can change while this version stays. */
    public TimeUse time() {
        return time;
    }

    /** The names of all flags, sorted. */
    public Collection<String> keys() {
        return Collections.unmodifiableCollection(inOrder.keySet());
    }

    /** A flag as it was written. */
    public Optional<FlagDefinition> definition(String key) {
        return Optional.ofNullable(byKey.get(key)).map(Flag::definition);
    }

    /** Everything that evaluating any of its flags can give, except faults; equal answers are the same object. */
    public List<Evaluation> outcomes() {
        return inOrder.values().stream().flatMap(flag -> flag.outcomes().stream()).toList();
    }

    /** The same of one flag; none if it does not exist. */
    public List<Evaluation> outcomes(String key) {
        Flag flag = byKey.get(key);
        return flag == null ? List.of() : flag.outcomes();
    }

    /** Hands over, for each flag, its name and what it gives if its rule says nothing, which is one of its {@link #outcomes(String)}. */
    public void fallbacks(BiConsumer<String, Evaluation> reader) {
        inOrder.forEach((key, flag) -> reader.accept(key, flag.fallback()));
    }

    @Nullable Flag flag(String key) {
        return byKey.get(key);
    }

    /** All flags, sorted by name. */
    Collection<Flag> flags() {
        return inOrder.values();
    }
}
