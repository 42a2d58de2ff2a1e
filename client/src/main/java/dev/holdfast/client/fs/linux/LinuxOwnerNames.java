package dev.holdfast.client.fs.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.holdfast.client.fs.OwnerNames;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The C library's users and groups, from wherever the machine is set up to look for them. */
final class LinuxOwnerNames implements OwnerNames {
    /** Beyond this many, names are looked up afresh each time. */
    private static final int REMEMBERED = 50_000;

    private static final int ERANGE = 34;
    private static final int FIRST_ROOM_BYTES = 4096;
    private static final int LAST_ROOM_BYTES = 16 << 20;
    private static final int RECORD_BYTES = 128;
    /** In both records: the name first, the number after two pointers. */
    private static final long NAME = 0;

    private static final long NUMBER = 16;

    private static final NativeFunction USER_BY_NUMBER = NativeFunction.of("getpwuid_r");
    private static final NativeFunction GROUP_BY_NUMBER = NativeFunction.of("getgrgid_r");
    private static final NativeFunction USER_BY_NAME = NativeFunction.of("getpwnam_r");
    private static final NativeFunction GROUP_BY_NAME = NativeFunction.of("getgrnam_r");

    private final Map<Long, String> users = new ConcurrentHashMap<>();
    private final Map<Long, String> groups = new ConcurrentHashMap<>();
    private final Map<String, OptionalLong> uids = new ConcurrentHashMap<>();
    private final Map<String, OptionalLong> gids = new ConcurrentHashMap<>();

    @Override
    public String user(long uid) {
        return remembered(users, uid, number -> name(USER_BY_NUMBER, number));
    }

    @Override
    public String group(long gid) {
        return remembered(groups, gid, number -> name(GROUP_BY_NUMBER, number));
    }

    @Override
    public OptionalLong uid(String user) {
        return remembered(uids, user, name -> number(USER_BY_NAME, name));
    }

    @Override
    public OptionalLong gid(String group) {
        return remembered(gids, group, name -> number(GROUP_BY_NAME, name));
    }

    private static <K, V> V remembered(Map<K, V> known, K key, Function<K, V> lookUp) {
        V value = known.get(key);
        if (value == null) {
            value = lookUp.apply(key);
            if (known.size() < REMEMBERED) {
                known.put(key, value);
            }
        }
        return value;
    }

    private static String name(NativeFunction function, long number) {
        return find(function, arena -> number, record -> text(record.get(ADDRESS, NAME)), "");
    }

    private static OptionalLong number(NativeFunction function, String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            return OptionalLong.empty();
        }
        return find(
                function,
                arena -> arena.allocateFrom(name).address(),
                record -> OptionalLong.of(Integer.toUnsignedLong(record.get(JAVA_INT, NUMBER))),
                OptionalLong.empty());
    }

    @SuppressWarnings("restricted")
    private static String text(MemorySegment pointer) {
        return pointer.reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.UTF_8);
    }

    /** Looks a number or the address of a name up, again with more room until the answer fits. */
    private static <T> T find(NativeFunction function, ToLongFunction<Arena> key, Function<MemorySegment, T> answer, T none) {
        for (int roomBytes = FIRST_ROOM_BYTES; roomBytes <= LAST_ROOM_BYTES; roomBytes *= 4) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment record = arena.allocate(RECORD_BYTES, 8);
                MemorySegment found = arena.allocate(ADDRESS);
                long room = arena.allocate(roomBytes).address();
                int error = function.error(
                        Scratch.ofThread(), key.applyAsLong(arena), record.address(), room, roomBytes, found.address());
                if (error != ERANGE) {
                    boolean isThere = error == 0 && found.get(JAVA_LONG, 0) != 0;
                    return isThere ? answer.apply(record) : none;
                }
            }
        }
        return none;
    }
}
