#!/usr/bin/env bash
# Prints how the second directory differs from the first, itself included; nothing if it does not: same-tree.sh ONE OTHER
set -euo pipefail
export LC_ALL=C

# Content, modes, owners, attributes, ACLs, hard links, devices. Where paths are longer than rsync's own limit, the listing below and
# the checksums tell.
rsync -nacAXHi --devices --specials --delete --exclude 'dddddddddd*' "$1/" "$2/"

listing() {
  (
    cd "$1"
    # Times to the nanosecond; a directory's size is its file system's business.
    find . -type d -printf '%p|%y|%m|%U|%G|-|%T@|%n|\n' -o -printf '%p|%y|%m|%U|%G|%s|%T@|%n|%l\n' | sort
    find . -depth -type f -path '*/dddddddddd*' -execdir sha256sum {} \; | sort
  )
}
diff <(listing "$1") <(listing "$2") || true

# Holes stay holes: no file may take more than the original, with room for the last block of a stretch.
diff <(cd "$1" && find . -type f -size +10M -printf '%p\n' | sort) <(cd "$2" && find . -type f -size +10M -printf '%p\n' | sort) || true
(cd "$1" && find . -type f -size +10M -printf '%k %p\n') | while read -r kibibytes path; do
  taken=$(du -k "$2/$path" | cut -f1)
  [ "$taken" -le $((kibibytes + 1024)) ] || echo "$path takes $taken KiB instead of $kibibytes"
done
