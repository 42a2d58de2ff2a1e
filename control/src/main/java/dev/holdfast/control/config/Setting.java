package dev.holdfast.control.config;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be set while the program runs.
 *
 * @param name lower-case words with dots and dashes; it never changes its meaning
 * @param kind what values it can have
 * @param usual what holds unless somebody says otherwise
 * @param about what it is for
 * @param rule what its values have to fulfil beyond their kind
 * @param <T> what the program works with
 */
public record Setting<T>(String name, Kind<T> kind, T usual, About about, Rule<T> rule) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");

    /**
     * What a setting is for.
     *
     * @param component which part of the program heeds it
     * @param description one or two sentences for operators
     */
    public record About(Applies applies, String component, String description) {}

    public Setting {
        if (!NAME.matcher(name).matches() || about.description().isBlank()) {
            throw new IllegalArgumentException("the setting '" + name + "' lacks a proper name or a description");
        }
        if (read(kind, rule, kind.json(usual)) instanceof Kind.Reading.Wrong<T>(String message, String next)) {
            throw new IllegalArgumentException("the setting '" + name + "' has a default that it does not allow: " + message + "; " + next);
        }
    }

    /** One for servers. */
    public static <T> Setting<T> server(String name, Kind<T> kind, T usual, String component, String description) {
        return new Setting<>(name, kind, usual, new About(Applies.SERVER, component, description), value -> Optional.empty());
    }

    /** One for agents. */
    public static <T> Setting<T> agent(String name, Kind<T> kind, T usual, String component, String description) {
        return new Setting<>(name, kind, usual, new About(Applies.AGENT, component, description), value -> Optional.empty());
    }

    /** The same with a rule, which the description should tell as well. */
    public Setting<T> where(Rule<T> more) {
        return new Setting<>(name, kind, usual, about, more);
    }

    /** The value that a JSON value means, or why it means none. */
    public Kind.Reading<T> read(@Nullable Object json) {
        return read(kind, rule, json);
    }

    private static <T> Kind.Reading<T> read(Kind<T> kind, Rule<T> rule, @Nullable Object json) {
        Kind.Reading<T> reading = kind.read(json);
        if (reading instanceof Kind.Reading.Value<T>(T value)) {
            Optional<String> complaint = rule.complaint(value);
            if (complaint.isPresent()) {
                return new Kind.Reading.Wrong<>(complaint.get(), "write " + kind.bounds());
            }
        }
        return reading;
    }

    /** The JSON value in its one form; empty if it means nothing. */
    Optional<Object> canonical(@Nullable Object json) {
        return read(json) instanceof Kind.Reading.Value<T>(T value) ? Optional.of(kind.json(value)) : Optional.empty();
    }

    /** The default as JSON. */
    public Object usualJson() {
        return kind.json(usual);
    }
}
