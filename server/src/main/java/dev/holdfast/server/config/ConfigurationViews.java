package dev.holdfast.server.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.control.config.Difference;
import dev.holdfast.control.config.Effective;
import dev.holdfast.control.config.Kind;
import dev.holdfast.control.config.Setting;
import dev.holdfast.control.flag.definition.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The configuration as the API shows it. */
public final class ConfigurationViews {
    private ConfigurationViews() {}

    /**
     * A setting.
     *
     * @param type boolean, integer, duration, bytes, choice, text or list
     * @param bounds what values there are, for people
     * @param choices the words of a choice; empty for other types
     */
    public record SettingView(
            String name,
            String type,
            String bounds,
            List<String> choices,
            @JsonProperty("default") Object usual,
            String appliesTo,
            String component,
            String description) {
        static SettingView of(Setting<?> setting) {
            List<String> choices = setting.kind() instanceof Kind.Word word ? word.choices() : List.of();
            return new SettingView(
                    setting.name(),
                    setting.kind().word(),
                    setting.kind().bounds(),
                    choices,
                    plain(setting.usualJson()),
                    setting.about().applies().name().toLowerCase(Locale.ROOT),
                    setting.about().component(),
                    setting.about().description());
        }
    }

    /** All settings. */
    public record SettingList(List<SettingView> settings) {}

    /**
     * A version.
     *
     * @param sequence its number; 0 before anything was published
     * @param changes what it changed in the version before; left out where nobody asks for that
     */
    public record VersionView(String version, long sequence, Optional<Instant> published, String by, String reason, List<ChangeView> changes) {
        static VersionView of(Publication publication, Difference difference) {
            return new VersionView(
                    publication.version().toString(),
                    publication.version().sequence(),
                    Optional.of(publication.published()).filter(time -> publication.version().sequence() > 0),
                    publication.by(),
                    publication.reason(),
                    ConfigurationViews.changes(difference));
        }
    }

    /** What was said about a setting before and after. */
    public record ChangeView(String name, Optional<Object> before, Optional<Object> after) {}

    /** Versions, newest first. */
    public record History(List<VersionView> versions, Optional<String> next) {}

    /** A difference. */
    public record DifferenceView(long from, long to, List<ChangeView> changes) {}

    /**
     * The whole configuration.
     *
     * @param document what was published
     * @param problems parts of it that do not hold with this program
     */
    public record ConfigurationView(VersionView version, Map<String, Object> document, List<ProblemView> problems) {}

    /** What is wrong. */
    public record ProblemView(String pointer, String message, String next) {
        static ProblemView of(Problem problem) {
            return new ProblemView(problem.pointer().text(), problem.message(), problem.next());
        }
    }

    /** What publishing a document would do. */
    public record CheckView(List<ProblemView> problems, List<ChangeView> changes) {}

    /** A value, and whether it is the default, holds everywhere or by a stage. */
    public record ValueView(String name, Object value, String origin) {}

    /** What holds for an instance. */
    public record EffectiveView(String instance, List<String> cells, String version, List<ValueView> values) {}

    static List<ChangeView> changes(Difference difference) {
        return difference.changes().stream()
                .map(change -> new ChangeView(
                        change.name(),
                        change.before().map(entry -> plain(entry.json())),
                        change.after().map(entry -> plain(entry.json()))))
                .toList();
    }

    /** The values of an instance. */
    public static List<ValueView> values(Effective effective) {
        List<ValueView> values = new ArrayList<>();
        effective.values().forEach((name, value) ->
                values.add(new ValueView(name, plain(value.json()), value.origin().name().toLowerCase(Locale.ROOT))));
        return values;
    }

    static List<ProblemView> problems(List<Problem> problems) {
        return problems.stream().map(ProblemView::of).toList();
    }

    /** The same value with whole numbers as such: a reader should not see 32.0. */
    public static Object plain(Object json) {
        return switch (json) {
            case Double number when number == Math.rint(number) -> (Object) number.longValue();
            case List<?> list -> list.stream().map(ConfigurationViews::plain).toList();
            case Map<?, ?> map -> plainMap(map);
            default -> json;
        };
    }

    /** The same for an object. */
    public static Map<String, Object> plainMap(Map<?, ?> map) {
        Map<String, Object> plain = new TreeMap<>();
        map.forEach((name, value) -> plain.put((String) name, plain(value)));
        return plain;
    }
}
