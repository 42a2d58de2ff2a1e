package dev.holdfast.client.remote;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Response;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.core.protocol.SnapshotLabels.Protection;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rows of snapshots on the server, and their two changes: other labels, and none at all. */
final class SnapshotRows {
    private final Transport transport;

    SnapshotRows(Transport transport) {
        this.transport = transport;
    }

    static Snapshot read(JsonObject row) {
        try {
            return new Snapshot(
                    SessionId.parse(row.text("id")),
                    row.number("sequence"),
                    row.number("version"),
                    Fingerprint.parse(row.text("manifest")),
                    row.bytes("sealed_manifest"),
                    new SnapshotLabels(row.isTrue("protected") ? Protection.PROTECTED : Protection.NONE, row.bytes("sealed_tags")));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("a snapshot in the answer has a wrong id: " + e.getMessage());
        }
    }

    List<Snapshot> all() {
        Response answer = transport.send(Request.get(transport.address().inTenant("/snapshots")).atMost(256 << 20));
        return answer.json().objects("snapshots").stream()
                .map(SnapshotRows::read)
                .sorted(Comparator.comparingLong(Snapshot::sequence))
                .toList();
    }

    Optional<Snapshot> find(SessionId id) {
        Response answer = transport.send(Request.get(path(id)).expecting(404));
        return answer.status() == 404 ? Optional.empty() : Optional.of(read(answer.json()));
    }

    boolean relabel(Snapshot expected, SnapshotLabels labels) {
        JsonText change = new JsonText();
        // Only what is to change is said, because each of them may need another right.
        if (labels.protection() != expected.labels().protection()) {
            change.put("protected", labels.protection() == Protection.PROTECTED);
        }
        if (!Arrays.equals(labels.sealedTags(), expected.labels().sealedTags())) {
            change.put("sealed_tags", labels.sealedTags());
        }
        Response answer = transport.send(conditional("PATCH", expected, Payload.json(change)).expecting(404, 412));
        return switch (answer.status()) {
            case 202 -> throw awaitsApproval(expected, answer.json());
            case 404 -> false;
            case 412 -> answer.isRepeated() && find(expected.id()).filter(now -> same(now.labels(), labels)).isPresent();
            default -> true;
        };
    }

    private static boolean same(SnapshotLabels one, SnapshotLabels other) {
        return one.protection() == other.protection() && Arrays.equals(one.sealedTags(), other.sealedTags());
    }

    private static HoldfastException awaitsApproval(Snapshot snapshot, JsonObject answer) {
        String until = answer.optionalObject("approval").map(approval -> approval.textOrEmpty("effective_after")).orElse("");
        return new HoldfastException(
                ErrorCode.SNAPSHOT_PROTECTED,
                "snapshot " + snapshot.id().toString().substring(0, 8) + " stays protected until another administrator approves, "
                        + "or at least until " + until,
                "ask an administrator to approve it in the console");
    }

    boolean forget(Snapshot expected) {
        Response answer = transport.send(conditional("DELETE", expected, Payload.NONE).expecting(404, 412));
        return switch (answer.status()) {
            case 404 -> answer.isRepeated();
            case 412 -> false;
            default -> true;
        };
    }

    private Request conditional(String method, Snapshot expected, Payload payload) {
        return Request.of(method, path(expected.id()), payload).with("If-Match", "\"" + expected.version() + "\"");
    }

    private String path(SessionId id) {
        return transport.address().inTenant("/snapshots/" + id);
    }
}
