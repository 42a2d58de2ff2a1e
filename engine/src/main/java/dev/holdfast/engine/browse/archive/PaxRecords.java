package dev.holdfast.engine.browse.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The records of a pax extended header, whose values may be any bytes. */
final class PaxRecords {
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private boolean binaryNames;

    /** Adds a record with a text that is plain ASCII. */
    void add(String key, String value) {
        add(key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the record of a name; one that is not UTF-8 is announced as such. */
    void addName(String key, byte[] name) {
        if (!binaryNames && !isUtf8(name)) {
            binaryNames = true;
            add("hdrcharset", "BINARY");
        }
        add(key.getBytes(StandardCharsets.UTF_8), name);
    }

    /** Adds a record: its length in decimal, itself included, a space, the key, an equals sign, the value, a line feed. */
    void add(byte[] key, byte[] value) {
        int rest = key.length + value.length + 3;
        int length = rest + 1;
        while (length != rest + String.valueOf(length).length()) {
            length = rest + String.valueOf(length).length();
        }
        records.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
        records.writeBytes(key);
        records.write('=');
        records.writeBytes(value);
        records.write('\n');
    }

    boolean isEmpty() {
        return records.size() == 0;
    }

    byte[] toBytes() {
        return records.toByteArray();
    }

    private static boolean isUtf8(byte[] name) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
