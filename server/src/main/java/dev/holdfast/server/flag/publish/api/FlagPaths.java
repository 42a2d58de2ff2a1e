package dev.holdfast.server.flag.publish.api;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Where flags lie in the API, and how calls about them name things. */
final class FlagPaths {
    static final String PROJECTS = "/api/v1/flags/projects";
    static final String ENVIRONMENTS = PROJECTS + "/{project}/environments";
    static final String ENVIRONMENT = ENVIRONMENTS + "/{environment}";

    static final Access READERS = new Access.ServerWide(Role.READING);
    static final Access OPERATORS = new Access.ServerWide(Role.OPERATING);
    static final Access ADMINS = new Access.ServerWide(Role.ADMINISTERING);

    private static final double EXACT = 1L << 53;

    private FlagPaths() {}

    /** The environment that the path names. */
    static EnvironmentId environment(Call call) {
        return new EnvironmentId(call.path("project"), call.path("environment"));
    }

    /** The version in {@code If-Match}, with or without its digest; empty if there is none or any will do. */
    static OptionalLong expected(Call call) {
        String text = call.header("If-Match").orElse("*").replace("\"", "").strip();
        if (text.equals("*")) {
            return OptionalLong.empty();
        }
        if (text.matches("[0-9]{1,18}")) {
            return OptionalLong.of(Long.parseLong(text));
        }
        return OptionalLong.of(FlagsVersion.read(text)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT, "If-Match is no version of flags", "send the ETag of the document that you changed"))
                .sequence());
    }

    /** The same for what has to be made on top of a version that was read. */
    static OptionalLong required(Call call) {
        if (call.header("If-Match").isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the header If-Match with the version that was changed is missing",
                    "send the ETag of the document that you changed; '*' overwrites whatever is there");
        }
        return expected(call);
    }

    /** A tag of HTTP for a version. */
    static String tag(FlagsVersion version) {
        return "\"" + version + "\"";
    }

    /** A value as people write it, where whole numbers have no point. */
    static @Nullable Object shown(@Nullable Object value) {
        return switch (value) {
            case Double number when number == Math.rint(number) && Math.abs(number) < EXACT -> number.longValue();
            case List<?> list -> {
                List<@Nullable Object> elements = new ArrayList<>();
                list.forEach(element -> elements.add(shown(element)));
                yield elements;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                map.forEach((key, member) -> members.put((String) key, shown(member)));
                yield members;
            }
            case null, default -> value;
        };
    }

    /** The same for an object. */
    static Map<String, Object> shown(Map<String, Object> object) {
        Map<String, Object> members = new LinkedHashMap<>();
        object.forEach((key, member) -> members.put(key, shown(member)));
        return members;
    }

    /** An object as evaluation knows it, where a number is a double. */
    static Map<String, Object> plain(Map<String, Object> object) {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (JsonText.value(Json.bytes(object)) instanceof Parsed.Document parsed && parsed.value() instanceof Map<?, ?> map) {
            map.forEach((key, value) -> plain.put((String) key, value));
        }
        return plain;
    }
}
