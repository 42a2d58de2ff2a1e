package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.core.protocol.SnapshotLabels.Protection;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.metadata.SessionKind;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import java.util.Optional;
import java.util.OptionalLong;

/** The bytes of session and pack rows. The codes of enumerations are written out here, so that no renaming changes the format. */
final class RowCodec {
    private static final int MAX_BLOB_BYTES = 256 << 20;

    private RowCodec() {}

    static byte[] encode(SessionRow row) {
        ByteWriter writer = new ByteWriter().raw(row.id().toBytes()).varint(row.version());
        writer.u8(code(row.kind())).u8(code(row.state()));
        writer.u8(row.parent().isPresent() ? 1 : 0);
        row.parent().ifPresent(parent -> writer.raw(parent.toBytes()));
        writer.text(row.owner().machine()).varint(row.owner().process()).varint(row.owner().startTicks());
        writer.varint(row.packs());
        writer.u8(row.snapshot().isPresent() ? 1 : 0);
        row.snapshot().ifPresent(snapshot -> {
            writer.fingerprint(snapshot.manifest()).bytes(snapshot.sealedManifest());
            writer.u8(code(snapshot.labels().protection())).bytes(snapshot.labels().sealedTags());
        });
        return Checked.seal(Checked.key(row.sequence()), writer);
    }

    static SessionRow session(long sequence, byte[] stored) {
        ByteReader reader = Checked.open(Checked.key(sequence), stored);
        SessionRow row = new SessionRow(
                sessionId(reader),
                sequence,
                reader.varint(),
                sessionKind(reader.u8()),
                sessionState(reader.u8()),
                reader.u8() == 0 ? Optional.empty() : Optional.of(sessionId(reader)),
                new SessionOwner(reader.text(MAX_BLOB_BYTES, "machine"), reader.varint(), reader.varint()),
                reader.count(Integer.MAX_VALUE, "number of packs"),
                reader.u8() == 0 ? Optional.empty() : Optional.of(snapshot(reader)));
        reader.expectEnd();
        return row;
    }

    private static SessionRow.CommittedSnapshot snapshot(ByteReader reader) {
        return new SessionRow.CommittedSnapshot(
                reader.fingerprint(),
                reader.bytes(MAX_BLOB_BYTES, "manifest"),
                new SnapshotLabels(protection(reader.u8()), reader.bytes(MAX_BLOB_BYTES, "tags")));
    }

    private static SessionId sessionId(ByteReader reader) {
        return SessionId.read(reader.raw(SessionId.BYTES), 0);
    }

    static byte[] encode(long number, PackRow row) {
        ByteWriter writer = new ByteWriter().raw(row.id().toBytes()).u8(row.kind().code()).u8(code(row.state()));
        writer.u8(row.barrier().isPresent() ? 1 : 0);
        row.barrier().ifPresent(writer::varint);
        writer.u8(row.sealed().isPresent() ? 1 : 0);
        row.sealed().ifPresent(sealed -> writer.varint(sealed.sizeBytes()).raw(sealed.digest().toBytes()).varint(sealed.chunks()));
        return Checked.seal(Checked.key(number), writer);
    }

    static PackRow pack(long number, byte[] stored) {
        ByteReader reader = Checked.open(Checked.key(number), stored);
        PackRow row = new PackRow(
                PackId.read(reader.raw(PackId.BYTES), 0),
                PackKind.of(reader.u8()),
                packState(reader.u8()),
                reader.u8() == 0 ? OptionalLong.empty() : OptionalLong.of(reader.varint()),
                reader.u8() == 0 ? Optional.empty() : Optional.of(sealed(reader)));
        reader.expectEnd();
        return row;
    }

    private static PackRow.Sealed sealed(ByteReader reader) {
        return new PackRow.Sealed(
                reader.varint(), Digest.of(reader.raw(Digest.BYTES)), reader.count(Integer.MAX_VALUE, "number of chunks"));
    }

    private static int code(SessionKind kind) {
        return switch (kind) {
            case BACKUP -> 1;
            case COLLECTION -> 2;
        };
    }

    private static SessionKind sessionKind(int code) {
        return switch (code) {
            case 1 -> SessionKind.BACKUP;
            case 2 -> SessionKind.COLLECTION;
            default -> throw unknown(code);
        };
    }

    private static int code(SessionState state) {
        return switch (state) {
            case ACTIVE -> 1;
            case COMMITTED -> 2;
            case FORGOTTEN -> 3;
            case EXPIRED -> 4;
        };
    }

    private static SessionState sessionState(int code) {
        return switch (code) {
            case 1 -> SessionState.ACTIVE;
            case 2 -> SessionState.COMMITTED;
            case 3 -> SessionState.FORGOTTEN;
            case 4 -> SessionState.EXPIRED;
            default -> throw unknown(code);
        };
    }

    private static int code(PackState state) {
        return switch (state) {
            case OPEN -> 1;
            case LIVE -> 2;
            case CONDEMNED -> 3;
            case RETIRED -> 4;
        };
    }

    private static PackState packState(int code) {
        return switch (code) {
            case 1 -> PackState.OPEN;
            case 2 -> PackState.LIVE;
            case 3 -> PackState.CONDEMNED;
            case 4 -> PackState.RETIRED;
            default -> throw unknown(code);
        };
    }

    private static int code(Protection protection) {
        return switch (protection) {
            case NONE -> 0;
            case PROTECTED -> 1;
        };
    }

    private static Protection protection(int code) {
        return switch (code) {
            case 0 -> Protection.NONE;
            case 1 -> Protection.PROTECTED;
            default -> throw unknown(code);
        };
    }

    private static MalformedException unknown(int code) {
        return new MalformedException("unknown code " + code);
    }
}
