#!/usr/bin/env bash
# Runs the simulator over fresh seeds for as long as it is told: verify/long/simulate.sh [SECONDS] [FIRST_SEED]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. build/jdk.sh
holdfast_find_java jdk || { holdfast_java_missing jdk; exit 1; }
export JAVA_HOME=$holdfast_java_home

seconds=${1:-3600}
seed=${2:-$(date +%s)000000}
echo "simulating for $seconds s from seed $seed; a failure names the seed that replays it"
MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow" mvn --quiet --batch-mode --no-transfer-progress \
  -pl testkit -am test -Dtest=SimulatorTest \
  -DtestJvm.more="-Dsimulator.seed=$seed -Dsimulator.seconds=$seconds"
