#!/usr/bin/env bash
# Makes this installation start faster with the Java that is used now: bin/optimize
#
# Runs Holdfast's usual commands once, on a tree and repository in a temporary directory, and keeps what Java learned (loaded and
# linked classes, method profiles) in lib/holdfast.aot. Holdfast works without that file. Run it again after changing Java.
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$home/lib/jdk.sh"
holdfast_find_java runtime || { holdfast_java_missing runtime; exit 69; }
[ -w "$home/lib" ] || { echo "optimize: $home/lib cannot be written; run this as its owner." >&2; exit 77; }

work=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-optimize.XXXXXX")
cache=$home/lib/.holdfast.aot.$$
server=
finish() {
  if [ -n "$server" ]; then
    kill "$server" 2> /dev/null || true
    wait "$server" 2> /dev/null || true
  fi
  rm -rf "$work" "$cache" "$cache".*
}
trap finish EXIT

# Enough of both kinds of content, many small files and a few hundred megabytes, that Java also learns what the inner loops are.
mkdir -p "$work/source/small"
for name in {1..3000}; do
  echo "a small text, number $name" > "$work/source/small/$name.txt"
done
cp -R "$holdfast_java_home/lib" "$work/source/lib"
ln -s small/1.txt "$work/source/link"

# A server of its own, so that Java also learns the way to one.
mkfifo "$work/started"
HOLDFAST_JAVA_HOME=$holdfast_java_home \
  "$home/bin/holdfast" server --data "$work/server" --listen 127.0.0.1:0 --json --log "$work/server.log" > "$work/started" 2> "$work/server.err" &
server=$!
read -r line < "$work/started" || line=
tenant=$(sed -n -E 's/.*"listening":"([^"]+)".*/\1/p' <<< "$line")/training
token=$(cat "$work/server/admin-token" 2> "$work/server.err" || true)

# One command a line, words divided by spaces; none may wait for an answer. What fails here is only not learned.
status=0
HOLDFAST_AOT_OUTPUT=$cache HOLDFAST_JAVA_HOME=$holdfast_java_home HOLDFAST_REPOSITORY=$work/repository HOLDFAST_PASSPHRASE=training \
  HOLDFAST_TOKEN=$token HOME=$work XDG_CACHE_HOME=$work/cache XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state \
  "$home/bin/holdfast" > "$work/log" 2>&1 << COMMANDS || status=$?
version
--help
init
backup $work/source
backup $work/source
snapshots
snapshots --json
ls latest
stats
check --read-data
restore latest --target $work/target
init --repo $tenant
backup --repo $tenant $work/source
backup --repo $tenant $work/source
snapshots --repo $tenant
restore latest --repo $tenant --target $work/remote
COMMANDS
if [ ! -s "$cache" ]; then
  tail -n 20 "$work/log" >&2
  echo "optimize: Java made no cache (exit code $status); Holdfast works without it, only starts slower." >&2
  exit 1
fi
# The identity first: a cache without it is never used.
cp "$holdfast_java_home/release" "$home/lib/holdfast.aot.release"
mv "$cache" "$home/lib/holdfast.aot"
