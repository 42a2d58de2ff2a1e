#!/usr/bin/env bash
# Starts Holdfast. Written by build/dist.sh from build/launcher.sh.
#
#   HOLDFAST_JAVA_HOME     which Java 25 to use instead of the first one found
#   HOLDFAST_JAVA_OPTIONS  more options for the Java virtual machine, after ours
#
# What it costs counts for every command, so nothing here starts another program.

self=${BASH_SOURCE[0]}
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=${self%/*}/$target ;;
  esac
done
case $self in
  */*) home=${self%/*}/.. ;;
  *) home=.. ;;
esac
# Absolute, because native libraries must be, and the start-up cache compares the paths of the jars.
home=$(cd "$home" && pwd -P) || exit 69
lib=$home/lib

. "$lib/jdk.sh"
holdfast_find_java runtime || { holdfast_java_missing runtime; exit 69; }

# Java decodes its arguments by the locale; in the C locale every letter outside ASCII would be lost.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *.UTF-8* | *.utf8*) ;;
  *) if [ -n "${LC_ALL:-}" ]; then export LC_ALL=C.UTF-8; else export LC_CTYPE=C.UTF-8; fi ;;
esac

# Bash asks the terminal for its width after any child, for nearly nothing; from Java it would cost more than a short command takes.
if [ -t 2 ] && [ -z "${COLUMNS:-}" ]; then
  shopt -s checkwinsize
  (: ; :)
  export COLUMNS=${COLUMNS:-}
fi

# A core file would hold keys. What Java itself would write is switched off below; this is for the kernel.
ulimit -c 0 2> /dev/null || true

case ${1:-}:${2:-} in
  # Many requests at once, for months: room for them within 512 MB in all, a collector that uses all cores, and an end rather than
  # limping on when memory is not enough, so that whoever watches starts it anew.
  # The index waits for its disk in native code, which takes a thread of Java's scheduler with it. There is one for each processor, so
  # that a few slow disks would stop everybody; hence more. The C library would give each of them an arena of its own.
  server:* | ui:*) export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
    memory=(-Djdk.virtualThreadScheduler.parallelism=64 -XX:+UseParallelGC -Xms64m -Xmx288m -XX:MaxDirectMemorySize=96m -XX:+ExitOnOutOfMemoryError) ;;
  # As many requests, each of them small; what it keeps are ten thousand open connections.
  flags:serve) export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
    memory=(-XX:+UseParallelGC -Xms96m -Xmx384m -XX:MaxDirectMemorySize=128m -XX:+ExitOnOutOfMemoryError) ;;
  # Small and quick to start; a backup lives in reused buffers and hardly makes garbage.
  # Less inlining: the second compiler's work falls by 40 % and a backup of 360 MB costs 20 % less in all. What is hot here is intrinsic
  # or native anyway.
  *) memory=(-XX:+UseSerialGC -Xmx192m -XX:InlineSmallCode=500 -XX:FreqInlineSize=100) ;;
esac
options=(
  "${memory[@]}" -Xss2m
  -XX:-UsePerfData
  -XX:-CreateCoredumpOnCrash
  --enable-native-access=ALL-UNNAMED
  # The root locale's data alone: loading the world's costs 50 ms as soon as a number or a date is formatted, and our output is English.
  -Djava.locale.providers=SPI
  "-Djava.security.properties=$lib/java.security"
  # The machine's own warnings go to standard error, so that --json stays clean; a cache that does not fit is not worth a word.
  -Xlog:disable -Xlog:all=warning:stderr -Xlog:aot*=off:stderr -Xlog:cds*=off:stderr
)

native=$lib/native/linux-$HOSTTYPE
case $OSTYPE in
  linux-gnu*)
    # Without these each library would unpack itself into the temporary directory, at every start.
    if [ -d "$native" ]; then
      options+=("-DZstdNativePath=$native/libzstd-jni.so" "-Dorg.sqlite.lib.path=$native" -Dorg.sqlite.lib.name=libsqlitejdbc.so)
    fi
    ;;
esac

main=dev.holdfast.program.Main
if [ -n "${HOLDFAST_AOT_OUTPUT:-}" ]; then
  # Called by bin/optimize.
  options+=("-XX:AOTCacheOutput=$HOLDFAST_AOT_OUTPUT")
  main=dev.holdfast.program.StartupTraining
elif [ -r "$lib/holdfast.aot" ]; then
  # The cache serves only the very Java that made it; with any other it would cost instead of save.
  IFS= read -r -d '' made_by < "$lib/holdfast.aot.release" || true
  IFS= read -r -d '' this_one < "$holdfast_java_home/release" || true
  [ "$made_by" != "$this_one" ] || options+=("-XX:AOTCache=$lib/holdfast.aot")
fi

classpath=
for jar in @JARS@; do
  classpath=$classpath${classpath:+:}$lib/$jar
done
# Java's second compiler pays off over seconds; these commands take tenths.
case ${1:-} in
  snapshots | ls | tag | key | init | version | completion | doctor) options+=(-XX:TieredStopAtLevel=1) ;;
esac
# shellcheck disable=SC2086 # the user's options are words
exec "$holdfast_java_home/bin/java" "${options[@]}" ${HOLDFAST_JAVA_OPTIONS:-} -cp "$classpath" "$main" "$@"
