package dev.holdfast.server.repository;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.filter.RecentKeys;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The presence filter for agents, whole or what was added to it. Thread-safe. */
final class FilterRoutes {
    private static final String OCTETS = "application/octet-stream";
    private static final int EPOCH_DIGITS = 16;

    private final RepositoryServices services;

    FilterRoutes(RepositoryServices services) {
        this.services = services;
    }

    List<Route> routes() {
        return List.of(Route.of(
                        Method.GET,
                        "/api/v1/tenants/{tenant}/filter",
                        new Access.InTenant(Role.APPENDING),
                        "Gives the filter that tells which chunks are surely not there.")
                .lane(Lane.DOWNLOAD)
                .takes(BodyRule.NONE)
                .query("since", "the epoch-version that the caller has; then only what was added since is given")
                .header("If-None-Match", "the ETag that the caller has")
                .answers(Answer.bytes(200, "the filter, or the keys of eight bytes that were added", OCTETS))
                .answers(Answer.empty(205, "too much has changed since: ask for the whole filter"))
                .answers(Answer.empty(304, "nothing has changed"))
                .handle(this::filter));
    }

    private Reply filter(Call call) {
        PresenceFilter.State state = services.repositories().of(call.tenant()).filter().current().orElseThrow(() ->
                new HoldfastException(ErrorCode.NOT_FOUND, "the filter is being made", "ask without a filter until then"));
        // Read before the bits: what is added meanwhile may be in the filter and comes with the next delta once more.
        long version = state.recent().version();
        String tag = tag(state, version);
        if (call.header("If-None-Match").filter(tag::equals).isPresent()) {
            return Reply.empty(304).with("ETag", tag);
        }
        Optional<String> since = call.query("since");
        if (since.isPresent()) {
            return delta(state, since.get());
        }
        call.work().count("bytes_out", state.filter().encodedBytes());
        return new Reply.Stream(
                200, Map.of("ETag", tag), OCTETS, state.filter().encodedBytes(), out -> state.filter().write(out));
    }

    private static Reply delta(PresenceFilter.State state, String since) {
        Optional<RecentKeys.Delta> delta = version(state, since).flatMap(state.recent()::since);
        return delta.<Reply>map(keys -> Reply.octets(keys.bytes()).with("ETag", tag(state, keys.version())))
                .orElseGet(() -> Reply.empty(205));
    }

    /** The version in what a caller has, if it is of this epoch. */
    private static Optional<Long> version(PresenceFilter.State state, String since) {
        String epoch = HexFormat.of().toHexDigits(state.epoch()) + "-";
        if (!since.startsWith(epoch)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(since.substring(EPOCH_DIGITS + 1)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String tag(PresenceFilter.State state, long version) {
        return "\"" + HexFormat.of().toHexDigits(state.epoch()) + "-" + version + "\"";
    }
}
