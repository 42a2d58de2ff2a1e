#!/usr/bin/env bash
# Edits, backs up, forgets, prunes and restores in rounds, again and again with fresh seeds, for as long as it is told:
#
#   verify/long/soak.sh [SECONDS [ROUNDS]]     or   ./dev soak [SECONDS [ROUNDS]]
#
# A failure names the seed that replays it: -Dholdfast.seed=…
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. build/jdk.sh
holdfast_find_java jdk || { holdfast_java_missing jdk; exit 1; }
export JAVA_HOME=$holdfast_java_home

seconds=${1:-3600}
rounds=${2:-20}
build/packages.sh
./dev build
until [ "$SECONDS" -ge "$seconds" ]; do
  MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow" mvn --quiet --batch-mode --no-transfer-progress \
    -pl verify -am test -Dtest='RoundsTest,DamageTest,OddTreeTest' \
    -DtestJvm.more="-Dholdfast.home=$PWD/dist/holdfast -Dholdfast.rounds=$rounds -Djazzer.hooks=false"
done
