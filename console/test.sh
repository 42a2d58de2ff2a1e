#!/usr/bin/env bash
# Tests the console: its functions, its pages in a browser over answers made up for each state, and its journeys over a real server.
# Runs after Maven, which has packaged the program that the journeys use.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
[ -d node_modules ] || npm ci --no-audit --no-fund --loglevel=error
npm test
npm run --silent build
npm run --silent e2e
./journeys.sh
