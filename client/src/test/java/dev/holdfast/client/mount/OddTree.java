package dev.holdfast.client.mount;

import java.nio.file.Path;

/** A directory with everything odd that a file system can hold, and what other programs say about it. */
final class OddTree {
    private static final String FILL = """
            cd "$1"
            mkdir plain 'with space' empty $'new\\nline' private
            echo text > plain/text; : > plain/nothing; head -c 300000 /dev/urandom > plain/random; chmod 0700 private
            name=$(printf 'n%.0s' {1..255}); echo long > "$name"
            echo bytes > $'not utf-8 \\xff\\xfe\\xc3'; echo lines > $'a\\nb\\n'; echo dash > ./-rf; echo dots > ...
            mkdir $'\\xe9t\\xe9' && echo inside > $'\\xe9t\\xe9/\\x80'
            ln plain/text plain/hard; ln plain/text 'with space/hard too'
            ln -s plain/text link; ln -s nowhere dangling; ln -s $'\\xff\\n' odd-target; ln -P link link-again
            ln -s "$(printf 'x%.0s' {1..4000})" long-target
            mkfifo pipe; perl -MSocket -e 'socket(my $s, PF_UNIX, SOCK_STREAM, 0); bind($s, sockaddr_un("socket")) or die $!'
            truncate -s 400M sparse-empty; truncate -s 40M sparse; echo middle | dd of=sparse bs=1M seek=15 conv=notrunc status=none
            head -c 200000 /dev/urandom > sparse-tail; truncate -s 4M sparse-tail
            mkdir shared; chmod 1777 shared; echo x > setuid; chmod 4755 setuid; echo x > setgid; chmod 2755 setgid
            setfattr -n user.note -v 'some text' plain/text; setfattr -n user.empty plain/nothing
            setfattr -n user.bytes -v 0x00ff0a00 plain/random; setfattr -n user.long -v "$(printf 'v%.0s' {1..3000})" plain
            echo x > acl; setfacl -m u:12345:rw,g:54321:r acl; mkdir acl-default; setfacl -d -m u:12345:rwx acl-default
            mkdir many; perl -e 'for my $i (1 .. 3000) { open(my $f, ">", "many/entry-$i") or die $!; print $f $i if $i % 3 == 0 }'
            if [ "$(id -u)" -eq 0 ]; then
              mknod null c 1 3; mknod block b 259 70000; chmod 0640 block; chmod 0000 empty
              echo x > capable; chmod 755 capable; setcap cap_net_raw+ep capable
              setfattr -n trusted.note -v hidden plain/text; setfattr -h -n trusted.link -v hidden dangling
              echo x > owned; chown 4000000000:3999999999 owned; chown -h 1234:5678 odd-target
            fi
            touch -d '@-1.123456789' plain/text; touch -d '1901-12-14 00:00:00.000000001 UTC' plain/nothing
            touch -d '2038-01-20 03:14:08.999999999 UTC' plain/random; touch -h -d '@1.000000001' link pipe socket
            touch -d '@-0.5' plain; touch -d '2100-01-01 00:00:00.123456789 UTC' many
            """;

    private OddTree() {}

    static void fill(Path directory) {
        Shell.run(FILL, directory);
    }

    /** Type, mode, owner, size, time to the nanosecond, links, device and target of every node. */
    static String listing(Path directory) {
        return Shell.run("""
                export LC_ALL=C; cd "$1"
                find . -type d -printf '%p|%y|%m|%U|%G|-|%T@|\\n' -o -printf '%p|%y|%m|%U|%G|%s|%T@|%n|%l|\\n' | sort
                find . \\( -type b -o -type c \\) -exec stat -c '%n %t %T' {} + | sort
                """, directory);
    }

    /** Which files take less space than they are long, and where in them there is content. */
    static String holes(Path directory) {
        return Shell.run("""
                cd "$1"
                find . -type f -size +1M -printf '%p %s\\n' | sort
                for file in sparse-empty sparse sparse-tail; do
                  [ "$(stat -c %b "$file")" -lt 1000 ] && echo "$file is sparse"
                  perl -e 'open(my $f, "<", $ARGV[0]) or die; my $at = sysseek($f, 0, 3); print defined($at) ? $at + 0 : "none", "\\n"' "$file"
                done
                """, directory);
    }

    static String accessLists(Path directory) {
        return Shell.run("cd \"$1\" && getfacl -n acl acl-default plain/text && getfattr -d -m - plain/text plain/random plain", directory);
    }
}
