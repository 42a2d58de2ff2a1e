#!/usr/bin/env bash
# Tests the web client for feature flags: types, functions, real HTTP, the package as an application sees it, its size, and pages in Chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
npm run --silent check
npm test --silent
npm run --silent build
npx --no-install tsc -p test/consumer
# The check of sizes bites: nothing is as small as one byte.
if node scripts/sizes.mjs '{"index.js": 1}' > /dev/null 2>&1; then
  echo "sdk/web: scripts/sizes.mjs lets a module pass that is too large" >&2
  exit 1
fi
npm run --silent build:demo
npm run --silent e2e
# With the program that Maven packaged; skipped where there is none, as for who works on the web client alone.
root=$(realpath ../..)
if [ -z "${HOLDFAST_DIST:-}" ] && compgen -G "$root/program/target/holdfast-program-*.jar" > /dev/null; then
  export HOLDFAST_DIST=$root/verify/target/holdfast
  [ -x "$HOLDFAST_DIST/bin/holdfast" ] || "$root/build/dist.sh" assemble "$HOLDFAST_DIST"
fi
npm run --silent e2e:holdfast
