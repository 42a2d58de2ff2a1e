package dev.holdfast.core.id;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.time.Seeds;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdTest {
    private static final String HEX = "000102030405060708090a0b0c0d0e0f";

    @Test
    void textAndBytesOfFingerprintsComeBackAndSortAlike() {
        long seed = Seeds.next();
        Random random = Seeds.generator(seed);
        byte[] a = new byte[40];
        byte[] b = new byte[40];
        for (int i = 0; i < 2000; i++) {
            random.nextBytes(a);
            System.arraycopy(a, 0, b, 0, 40);
            b[random.nextInt(40)] ^= (byte) random.nextInt(256);
            Fingerprint left = Fingerprint.read(a, 5);
            Fingerprint right = Fingerprint.read(b, 5);
            assertEquals(left, Fingerprint.parse(left.toString()), Seeds.replay(seed));
            assertArrayEquals(Arrays.copyOfRange(a, 5, 37), left.toBytes(), Seeds.replay(seed));
            int bytes = Arrays.compareUnsigned(a, 5, 37, b, 5, 37);
            assertEquals(Integer.signum(bytes), Integer.signum(left.compareTo(right)), Seeds.replay(seed));
            assertEquals(bytes == 0, left.equals(right), Seeds.replay(seed));
        }
    }

    @Test
    void shortIdsComeBack() {
        byte[] bytes = HexFormat.of().parseHex(HEX);
        assertEquals(HEX, SessionId.parse(HEX).toString());
        assertEquals(SessionId.parse(HEX), SessionId.read(bytes, 0));
        assertEquals(RepositoryId.parse(HEX), RepositoryId.read(bytes, 0));
        assertEquals(DataKeyId.parse(HEX), DataKeyId.read(bytes, 0));
        assertEquals(KeySlotId.parse(HEX), KeySlotId.read(bytes, 0));
        assertArrayEquals(bytes, KeySlotId.parse(HEX).toBytes());
        assertEquals(Digest.of(new byte[32]), Digest.of(new byte[32]));
        assertNotEquals(Digest.of(new byte[32]), Digest.of(Fingerprint.parse(HEX + HEX).toBytes()));
    }

    @Test
    void idsSortAsUnsignedNumbers() {
        Id128 low = new Id128(1, -1);
        Id128 high = new Id128(-1, 0);
        assertEquals(-1, Integer.signum(low.compareTo(high)));
        assertEquals(1, Integer.signum(new Id128(1, -1).compareTo(new Id128(1, 1))));
    }

    @Test
    void packIdsComeBackAndSortBySessionThenOrdinal() {
        PackId pack = new PackId(SessionId.parse(HEX), 0x7FFFFFFF);
        assertEquals(HEX + "-7fffffff", pack.toString());
        assertEquals(pack, PackId.parse(pack.toString()));
        assertEquals(pack, PackId.read(pack.toBytes(), 0));
        assertEquals(PackId.BYTES, pack.toBytes().length);
        assertEquals(1, Integer.signum(pack.compareTo(new PackId(SessionId.parse(HEX), 3))));
    }

    @Test
    void whatIsNoIdIsRefused() {
        for (String text : new String[] {"", "00", HEX + "0", HEX.replace('0', 'g'), HEX + HEX}) {
            assertThrows(IllegalArgumentException.class, () -> SessionId.parse(text), text);
        }
        assertThrows(IllegalArgumentException.class, () -> Fingerprint.parse(HEX));
        assertThrows(IllegalArgumentException.class, () -> Digest.of(new byte[31]));
        for (String text : new String[] {"", HEX, HEX + "-", HEX + "-ffffffff", HEX + "_00000000", HEX + "-000000000"}) {
            assertThrows(IllegalArgumentException.class, () -> PackId.parse(text), text);
        }
        assertThrows(IllegalArgumentException.class, () -> new PackId(SessionId.parse(HEX), -1));
    }
}
