#!/usr/bin/env bash
# Fuzzes every @FuzzTest of the project, one after the other, and goes on after a finding.
#
#   verify/long/fuzz.sh [DURATION [PATTERN]]     or   ./dev fuzz [DURATION [PATTERN]]
#
# DURATION is for each target: seconds, or like 30s, 10m or 2h; 5m if not given. PATTERN is a part of "Class#method". Inputs that reached new code
# stay in MODULE/.cifuzz-corpus and are where the next run goes on; an input that fails is named at the end. Without fuzzing, the same
# tests run their seeds in every build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. build/jdk.sh

duration=${1:-5m}
[[ ! $duration =~ ^[0-9]+$ ]] || duration=${duration}s
pattern=${2:-}
if ! [[ $duration =~ ^[0-9]+[smh]$ ]]; then
  echo "fuzz: '$duration' is no duration. Usage: verify/long/fuzz.sh [30|30s|10m|2h [PATTERN]]" >&2
  exit 64
fi
holdfast_find_java jdk || { holdfast_java_missing jdk; exit 1; }
export JAVA_HOME=$holdfast_java_home

# Prints "MODULE Class#method" for each target.
targets() {
  local file class
  grep -rl --include='*.java' '@FuzzTest' ./*/src/test/java | sort | while read -r file; do
    class=$(basename "$file" .java)
    awk '/^ *@FuzzTest/ { wanted = 1; next }
         wanted && match($0, /[A-Za-z0-9_]+\(/) && !/^ *@/ { print substr($0, RSTART, RLENGTH - 1); wanted = 0 }' "$file" |
      while read -r method; do
        echo "$(cut -d/ -f2 <<< "$file") $class#$method"
      done
  done
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
touch "$scratch/started"
log=$scratch/log
failed=()
count=0
while read -r module target; do
  [[ $target == *"$pattern"* ]] || continue
  count=$((count + 1))
  echo "== $module $target for $duration"
  if JAZZER_FUZZ=1 JAZZER_MAX_DURATION=$duration mvn --batch-mode --no-transfer-progress --projects "$module" --also-make test \
      -Dtest="$target" -DtestJvm.hooks= -Dsurefire.useFile=false > "$log" 2>&1 < /dev/null; then
    grep -E '^Done [0-9]+ runs' "$log" || { echo "   did not fuzz; the log says:"; tail -n 40 "$log"; failed+=("$target"); }
  else
    # The stack trace of the finding, or what the compiler said, without the running reports of fuzzer and Maven.
    grep -vE '^#[0-9]+|^"|^INFO: |^\[INFO\]|Help 1|re-run Maven|Re-run Maven' "$log" | tail -n 60
    failed+=("$target")
  fi
done < <(targets)

if [ "$count" -eq 0 ]; then
  echo "fuzz: no target matches '$pattern'" >&2
  exit 64
fi
echo "== $count targets, ${#failed[@]} failed${failed[*]:+: ${failed[*]}}"
find . -path ./dist -prune -o -type f \( -name 'crash-*' -o -name 'timeout-*' -o -name 'oom-*' \) -newer "$scratch/started" -print |
  sed 's/^/   input: /'
[ "${#failed[@]}" -eq 0 ]
