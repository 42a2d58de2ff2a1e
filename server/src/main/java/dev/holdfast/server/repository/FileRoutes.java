package dev.holdfast.server.repository;

import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The small objects of a repository: configuration, key slots, data keys. Thread-safe. */
final class FileRoutes {
    private static final String BASE = "/api/v1/tenants/{tenant}/files";
    private static final String ONE = BASE + "/{name...}";
    private static final long LIMIT_BYTES = 1 << 20;

    private final RepositoryServices services;

    FileRoutes(RepositoryServices services) {
        this.services = services;
    }

    /** Names, sorted. */
    public record Names(List<String> names) {}

    List<Route> routes() {
        return List.of(
                Route.of(Method.GET, BASE, new Access.InTenant(Role.RETRIEVING), "Lists the names of small objects.")
                        .query("prefix", "how the names begin")
                        .answers(Answer.json(200, "the names", Names.class))
                        .handle(this::list),
                Route.of(Method.GET, ONE, new Access.InTenant(Role.RETRIEVING), "Gives a small object.")
                        .answers(Answer.bytes(200, "its bytes", "application/octet-stream"))
                        .handle(this::read),
                Route.of(Method.PUT, ONE, new Access.InTenant(Role.APPENDING), "Makes or replaces a small object.")
                        .takes(BodyRule.octets(LIMIT_BYTES))
                        .header("If-None-Match", "* to make it only if there is none")
                        .answers(Answer.empty(201, "it is made"))
                        .answers(Answer.empty(204, "it is replaced"))
                        .handle(this::write),
                Route.of(Method.DELETE, ONE, new Access.InTenant(Role.ADMINISTERING), "Removes a small object.")
                        .answers(Answer.empty(204, "it is not there"))
                        .handle(this::delete));
    }

    private RepositoryFiles files(Call call) {
        return services.repositories().of(call.tenant()).files();
    }

    /** A name that no object can have is the caller's fault. */
    private static <T> T named(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw Bodies.invalid("no object can have this name");
        }
    }

    private Reply list(Call call) {
        return Reply.json(new Names(named(() -> files(call).list(call.query("prefix").orElse("")))));
    }

    private Reply read(Call call) {
        String name = call.path("name");
        byte[] content = named(() -> files(call).read(name)).orElseThrow(() -> new HoldfastException(
                ErrorCode.NOT_FOUND, "there is no object '" + name + "'", "list those there are with GET " + BASE));
        call.work().count("bytes_out", content.length);
        return Reply.octets(content);
    }

    private Reply write(Call call) {
        String name = call.path("name");
        boolean isNew = call.header("If-None-Match").filter("*"::equals).isPresent();
        FileRules.requireWritable(call, name, isNew, () -> files(call).read(RepositoryConfig.FILE_NAME).isPresent());
        byte[] content = call.bytes();
        requireSound(name, content);
        services.limits().requireRoom(call.tenant(), content.length);
        call.work().count("bytes_in", content.length);
        if (isNew) {
            if (!named(() -> files(call).create(name, content))) {
                throw taken(name);
            }
            return Reply.empty(201);
        }
        named(() -> {
            files(call).replace(name, content);
            return name;
        });
        services.audit().done(call, "file.replace", name, Map.of());
        return Reply.empty(204);
    }

    /** A configuration that nobody can read would make the tenant useless for ever. */
    private static void requireSound(String name, byte[] content) {
        if (name.equals(RepositoryConfig.FILE_NAME)) {
            try {
                RepositoryConfig.decode(content);
            } catch (HoldfastException e) {
                throw Bodies.invalid("this is no configuration of a repository: " + e.getMessage());
            }
        }
    }

    private static HoldfastException taken(String name) {
        return new HoldfastException(
                ErrorCode.CHANGED_MEANWHILE, "there is an object '" + name + "' already", "read it, or choose another name");
    }

    private Reply delete(Call call) {
        String name = call.path("name");
        FileRules.requireRemovable(name);
        named(() -> {
            files(call).delete(name);
            return name;
        });
        services.audit().done(call, "file.delete", name, Map.of());
        return Reply.empty(204);
    }
}
