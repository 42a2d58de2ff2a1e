# Finds Java 25 without starting it. To be sourced by bash (3.2 or newer); defines functions only.
#
#   holdfast_find_java runtime|jdk    sets holdfast_java_home; false when there is none
#   holdfast_java_missing runtime|jdk says what is missing and how to get it
#
# Every command of Holdfast passes through here, so it reads the "release" file that each Java carries and starts no process.

# Sets holdfast_java_version to the feature release (for example 25) of the Java in $1, or to 0.
holdfast_read_java_version() {
  local line
  holdfast_java_version=0
  [ -r "$1/release" ] || return 1
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      JAVA_VERSION=*)
        line=${line#JAVA_VERSION=}
        line=${line#\"}
        line=${line%%[!0-9]*}
        holdfast_java_version=${line:-0}
        return 0
        ;;
    esac
  done < "$1/release"
  return 1
}

# True when the Java in $1 is usable for $2; runtime needs "java" 25 or newer, jdk needs "javac" as well.
holdfast_java_fits() {
  [ -x "$1/bin/java" ] || return 1
  [ "$2" != jdk ] || [ -x "$1/bin/javac" ] || return 1
  holdfast_read_java_version "$1" && [ "$holdfast_java_version" -ge 25 ]
}

# Sets holdfast_path_java to the home of the "java" on the PATH, with symbolic links followed.
holdfast_java_on_path() {
  local java target
  java=$(command -v java) || return 1
  while [ -L "$java" ]; do
    target=$(readlink "$java") || return 1
    case $target in
      /*) java=$target ;;
      *) java=${java%/*}/$target ;;
    esac
  done
  java=${java%/*}
  holdfast_path_java=${java%/*}
}

holdfast_find_java() {
  local wanted=$1 home newer=
  if [ -n "${HOLDFAST_JAVA_HOME:-}" ]; then
    # An explicit wish is obeyed or refused, never replaced by another guess.
    holdfast_java_home=$HOLDFAST_JAVA_HOME
    holdfast_java_fits "$HOLDFAST_JAVA_HOME" "$wanted"
    return
  fi
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/* "${HOME:-}"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] && holdfast_java_fits "$home" "$wanted" || continue
    if [ "$home" = "${JAVA_HOME:-}" ] || [ "$holdfast_java_version" -eq 25 ]; then
      holdfast_java_home=$home
      return 0
    fi
    newer=${newer:-$home}
  done
  if [ -z "$newer" ] && holdfast_java_on_path && holdfast_java_fits "$holdfast_path_java" "$wanted"; then
    newer=$holdfast_path_java
  fi
  holdfast_java_home=$newer
  [ -n "$newer" ]
}

holdfast_java_missing() {
  local what='a Java 25 runtime'
  [ "$1" != jdk ] || what='JDK 25'
  if [ -n "${HOLDFAST_JAVA_HOME:-}" ]; then
    echo "holdfast: HOLDFAST_JAVA_HOME=$HOLDFAST_JAVA_HOME is not $what or newer. Correct it, or unset it to search the usual places." >&2
    return
  fi
  cat >&2 <<MESSAGE
holdfast: cannot find $what (looked at JAVA_HOME, /usr/lib/jvm, /opt, ~/.sdkman, /Library/Java and the PATH).
  Debian and Ubuntu: apt-get install openjdk-25-jdk-headless    (or temurin-25-jdk from Adoptium's archive)
  Elsewhere:         https://adoptium.net/temurin/releases/?version=25
Then run the command again, or point HOLDFAST_JAVA_HOME at it.
MESSAGE
}
