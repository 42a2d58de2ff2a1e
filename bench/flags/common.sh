# What the benchmarks of the flag server share: where Java 25, the packaged program and the programs around it are. Sourced by them.

clone=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
libraries=${HOLDFAST_LIBRARIES:-$clone/dist/holdfast/lib}
program=${HOLDFAST_PROGRAM:-$clone/dist/holdfast/bin/holdfast}

fail() {
  printf '%s: %s\n' "bench/flags/$(basename "$0")" "$*" >&2
  exit 1
}

need_build() {
  [[ -x $program ]] || fail "no packaged program in $clone/dist: run ./dev build first"
}

# Finds a program of Debian, and installs it if that is possible: need_program PROGRAM PACKAGE
need_program() {
  if ! type -P "$1" > /dev/null; then
    ((EUID == 0)) || fail "$1 is missing; on Debian: apt-get install $2"
    apt-get install -y --no-install-recommends "$2" > "$work/apt.log" 2>&1 || { cat "$work/apt.log" >&2; fail "$2 could not be installed"; }
  fi
}

# A working directory and the processes of this benchmark, all gone at its end.
begin() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-bench.XXXXXX")
  started=()
  trap 'end' EXIT
}

end() {
  local one
  for one in ${started[@]+"${started[@]}"}; do
    kill "$one" 2> /dev/null || true
    wait "$one" 2> /dev/null || true
  done
  rm -rf "$work"
}

# Starts a flag server: serve BEFORE... -- OPTIONS...
serve() {
  local before=()
  while [[ $1 != -- ]]; do
    before+=("$1")
    shift
  done
  shift
  launch ${before[@]+"${before[@]}"} "$program" flags serve "$@"
}

# Starts the whole server on a data directory: serve_data DIRECTORY
serve_data() {
  launch "$program" server --data "$1"
}

# Starts a server by these words and sets $server to its process and $address to where it listens.
launch() {
  local try
  # What an earlier one said must not be taken for this one's word.
  : > "$work/server.out"
  "$@" --listen 127.0.0.1:0 --log "$work/server.log" --json > "$work/server.out" 2> "$work/server.err" &
  server=$!
  started+=("$server")
  for ((try = 0; try < 300; try++)); do
    address=$(sed -n 's/.*"listening":"\([^"]*\)".*/\1/p' "$work/server.out")
    [[ -z $address ]] || return 0
    kill -0 "$server" 2> /dev/null || fail "the server did not start: $(cat "$work/server.err")"
    sleep 0.1
  done
  fail 'the server did not start within 30 s'
}

# Writes a document with so many flags: half without a rule, a quarter with one, a quarter with an assignment.
flags_document() {
  local count=$1 i rule
  printf '{"flags": {\n'
  for ((i = 0; i < count; i++)); do
    case $((i % 4)) in
      0 | 1) rule='{}' ;;
      2) rule='{"if": [{"==": [{"var": "plan"}, "pro"]}, "on"]}' ;;
      3) rule='{"fractional": [["on", 30], ["off", 70]]}' ;;
    esac
    ((i == 0)) || printf ',\n'
    printf '  "flag-%d": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "%s", "targeting": %s}' "$i" "${2:-off}" "$rule"
  done
  printf '\n}}\n'
}

find_java() {
  . "$clone/build/jdk.sh"
  holdfast_find_java jdk || { holdfast_java_missing jdk; exit 1; }
  java=$holdfast_java_home/bin/java
}

# The machine that figures hold for.
machine() {
  printf -- '- processor: %s cores, %s\n' "$(grep -c ^processor /proc/cpuinfo)" "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)"
  printf -- '- memory: %s; kernel: %s\n' "$(sed -n 's/^MemTotal: *//p' /proc/meminfo)" "$(uname -r)"
}
