package dev.holdfast.client.fs.portable;

import dev.holdfast.client.fs.OwnerNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Users and groups from {@code /etc/passwd} and {@code /etc/group} as they were at first; none where there are no such files. */
final class AccountFiles implements OwnerNames {
    private static final int NUMBER_FIELD = 2;

    private final Accounts users;
    private final Accounts groups;

    AccountFiles(Path passwd, Path group) {
        users = Accounts.read(passwd);
        groups = Accounts.read(group);
    }

    @Override
    public String user(long uid) {
        return users.names.getOrDefault(uid, "");
    }

    @Override
    public String group(long gid) {
        return groups.names.getOrDefault(gid, "");
    }

    @Override
    public OptionalLong uid(String user) {
        return users.number(user);
    }

    @Override
    public OptionalLong gid(String group) {
        return groups.number(group);
    }

    private record Accounts(Map<Long, String> names, Map<String, Long> numbers) {
        static Accounts read(Path file) {
            var accounts = new Accounts(new HashMap<>(), new HashMap<>());
            for (String line : lines(file)) {
                String[] fields = line.split(":", -1);
                if (fields.length > NUMBER_FIELD && fields[NUMBER_FIELD].matches("[0-9]{1,10}")) {
                    long number = Long.parseLong(fields[NUMBER_FIELD]);
                    accounts.names.putIfAbsent(number, fields[0]);
                    accounts.numbers.putIfAbsent(fields[0], number);
                }
            }
            return accounts;
        }

        private static List<String> lines(Path file) {
            try {
                return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            } catch (IOException absent) {
                return List.of();
            }
        }

        OptionalLong number(String name) {
            Long number = numbers.get(name);
            return number == null ? OptionalLong.empty() : OptionalLong.of(number);
        }
    }
}
