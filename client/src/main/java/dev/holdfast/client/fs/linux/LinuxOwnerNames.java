package dev.holdfast.client.fs.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.holdfast.client.fs.OwnerNames;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

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

    private static final MethodHandle USER_BY_NUMBER =
            Linking.function("getpwuid_r", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle GROUP_BY_NUMBER =
            Linking.function("getgrgid_r", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle USER_BY_NAME =
            Linking.function("getpwnam_r", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle GROUP_BY_NAME =
            Linking.function("getgrnam_r", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);

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

    private static String name(MethodHandle function, long number) {
        return new Query() {
            @Override
            int call(Arena arena, MemorySegment record, MemorySegment room, MemorySegment found) throws Throwable {
                MemorySegment error = arena.allocate(64, 8);
                return (int) function.invokeExact(error, (int) number, record, room, room.byteSize(), found);
            }
        }.run(record -> text(record.get(ADDRESS, NAME)), "");
    }

    private static OptionalLong number(MethodHandle function, String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            return OptionalLong.empty();
        }
        return new Query() {
            @Override
            int call(Arena arena, MemorySegment record, MemorySegment room, MemorySegment found) throws Throwable {
                MemorySegment error = arena.allocate(64, 8);
                MemorySegment text = arena.allocateFrom(name);
                return (int) function.invokeExact(error, text, record, room, room.byteSize(), found);
            }
        }.run(record -> OptionalLong.of(Integer.toUnsignedLong(record.get(JAVA_INT, NUMBER))), OptionalLong.empty());
    }

    @SuppressWarnings("restricted")
    private static String text(MemorySegment pointer) {
        return pointer.reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.UTF_8);
    }

    /** A look-up that is repeated with more room until the answer fits. */
    private abstract static class Query {
        abstract int call(Arena arena, MemorySegment record, MemorySegment room, MemorySegment found) throws Throwable;

        <T> T run(Function<MemorySegment, T> answer, T none) {
            for (int roomBytes = FIRST_ROOM_BYTES; roomBytes <= LAST_ROOM_BYTES; roomBytes *= 4) {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment record = arena.allocate(RECORD_BYTES, 8);
                    MemorySegment found = arena.allocate(ADDRESS);
                    int error = call(arena, record, arena.allocate(roomBytes), found);
                    if (error != ERANGE) {
                        boolean isThere = error == 0 && found.get(JAVA_LONG, 0) != 0;
                        return isThere ? answer.apply(record) : none;
                    }
                } catch (Throwable thrown) {
                    throw Linking.broken(thrown);
                }
            }
            return none;
        }
    }
}
