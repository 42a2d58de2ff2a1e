#!/usr/bin/env bash
# Kills every command after each of its calls that change the disk, and lets each such call fail; then damages and fills what it can:
#
#   verify/long/crash.sh [POINTS]     or   ./dev crash [POINTS]
#
# POINTS is how many calls of each command are tried, "all" if not given (hours).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. build/jdk.sh
holdfast_find_java jdk || { holdfast_java_missing jdk; exit 1; }
export JAVA_HOME=$holdfast_java_home

build/packages.sh
./dev build
MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow" mvn --quiet --batch-mode --no-transfer-progress \
  -pl verify -am test -Dtest='CrashMatrixTest' \
  -DtestJvm.more="-Dholdfast.home=$PWD/dist/holdfast -Dholdfast.crash.points=${1:-all} -Djazzer.hooks=false"
