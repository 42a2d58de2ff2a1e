#!/usr/bin/env bash
# Builds twice, in this clone and in a fresh copy elsewhere, and compares every jar and the distribution's tarball byte by byte.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

copy=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-reproducible.XXXXXX")
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from=- | tar --extract --directory="$copy"

digests() {
  (cd "$1" && find dist -name 'holdfast-*.tar.gz' -o -path '*/holdfast/lib/*.jar' -o -path '*/holdfast/legal/bom.json' | LC_ALL=C sort | xargs sha256sum)
}

for root in "$PWD" "$copy"; do
  echo "building in $root" >&2
  (cd "$root" && ./dev clean && ./dev dist > /dev/null)
done
if diff <(digests "$PWD") <(digests "$copy"); then
  digests "$PWD" | grep -E 'holdfast-[^/]*$'
  echo "The two builds are the same, byte by byte."
else
  echo "The two builds differ (above: this clone <, fresh copy >)." >&2
  exit 1
fi
