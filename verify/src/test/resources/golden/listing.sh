#!/usr/bin/env bash
# Lists a tree with all that a snapshot keeps of it, made by other programs than Holdfast: listing.sh DIRECTORY
# A line for each entry: kind, mode, owner, size of files, time to the nanosecond, names in all, path, target of links; then the SHA-256
# of each file's content, then extended attributes. Bytes that are not ASCII appear as cat -v shows them.
set -euo pipefail
export LC_ALL=C
cd "$1"
{
  find . -type f -printf '%y %04m %U:%G %s %T@ %n %p\n' -o -printf '%y %04m %U:%G - %T@ %n %p %l\n' | sed -E 's/^(d .* )[0-9]+ (\.)/\1- \2/' | sort -k 7
  find . -type f -exec sha256sum {} + | sort -k 2
  find . | sort | while IFS= read -r path; do getfattr --no-dereference --dump --match='^(user|system)[.]' -- "$path" 2> /dev/null || true; done
} | cat -v
