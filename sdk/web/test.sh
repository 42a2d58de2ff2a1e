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
# Skipped where Holdfast itself is not built (./dev build).
npm run --silent e2e:holdfast
