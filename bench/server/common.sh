# What the benchmarks of the server share: where Java 25, the packaged libraries and the program are. Sourced by them.

clone=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
libraries=${HOLDFAST_LIBRARIES:-$clone/dist/holdfast/lib}
program=${HOLDFAST_PROGRAM:-$clone/dist/holdfast/bin/holdfast}

fail() {
  printf '%s: %s\n' "bench/server/$(basename "$0")" "$*" >&2
  exit 1
}

find_java() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25*; do
    if [[ -x $home/bin/java ]] && "$home/bin/java" -version 2>&1 | grep -q 'version "25'; then
      printf '%s\n' "$home/bin/java"
      return
    fi
  done
  java -version 2>&1 | grep -q 'version "25' || fail 'no JDK 25 found; set JAVA_HOME to one'
  type -P java
}

# Runs a source file of this directory with the packaged libraries, which are those of the program that is measured:
# bench PREFIX... -- JAVA-OPTIONS... FILE ARGUMENTS...
bench() {
  local prefix=()
  while [[ $1 != -- ]]; do
    prefix+=("$1")
    shift
  done
  shift
  ls "$libraries"/holdfast-server-*.jar > /dev/null 2>&1 || fail "no packaged program in $clone/dist: run ./dev build first"
  java=$(find_java)
  native=$libraries/native/linux-$HOSTTYPE
  local options=(--enable-native-access=ALL-UNNAMED -XX:-UsePerfData)
  if [[ -d $native ]]; then
    options+=("-DZstdNativePath=$native/libzstd-jni.so" "-Dorg.sqlite.lib.path=$native" -Dorg.sqlite.lib.name=libsqlitejdbc.so)
  fi
  exec ${prefix[@]+"${prefix[@]}"} "$java" "${options[@]}" "-Dholdfast.program=$program" -cp "$libraries/*" "$@"
}
