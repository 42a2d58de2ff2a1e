#!/usr/bin/env bash
# Builds the console into a directory: console/build.sh DIRECTORY
#
# Does nothing when no source is newer than what lies there. Without Node 20.19 and npm it leaves the directory out and says so, because
# everything but the pages works without them; with HOLDFAST_CONSOLE=required that is an error.
set -euo pipefail
target=$(realpath -m "${1:?usage: console/build.sh DIRECTORY}")
cd "$(dirname "${BASH_SOURCE[0]}")"

usable() {
  command -v npm > /dev/null && node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2> /dev/null
}
if ! usable; then
  echo "console: Node 20.19 or newer and npm are not there, so the server is built without its web pages" >&2
  [ "${HOLDFAST_CONSOLE:-}" != required ] || exit 1
  exit 0
fi

stamp=$target/.built
[ ! -e "$stamp" ] || [ -n "$(find . ../sdk/web/src \( -name node_modules -o -name target -o -name dist \) -prune -o -type f -newer "$stamp" -print -quit)" ] || exit 0
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
mkdir -p "$target"
touch "$target/.started"
npx --no-install vite build --logLevel warn
find "$target" -mindepth 1 ! -name .started -delete
cp -R dist/. "$target/"
# What is bundled asks that its terms go along.
for name in react react-dom scheduler @tanstack/react-virtual @tanstack/virtual-core; do
  printf '%s\n\n' "$name"
  cat "node_modules/$name/LICENSE"
  printf '\n'
done > "$target/licenses.txt"
mv "$target/.started" "$stamp"
