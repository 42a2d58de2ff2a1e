#!/usr/bin/env bash
# Makes sure that the programs which the tests compare against are there: build/packages.sh
# Installs the missing Debian packages when it may, and otherwise says which they are.
set -euo pipefail

# program:package
needed=(getfattr:attr setfacl:acl rsync:rsync fusermount3:fuse3 setcap:libcap2-bin strace:strace mkfs.ext4:e2fsprogs mvn:maven chromium:chromium node:nodejs npm:npm)

PATH=$PATH:/usr/sbin:/sbin
missing=()
for pair in "${needed[@]}"; do
  command -v "${pair%%:*}" > /dev/null || missing+=("${pair##*:}")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get > /dev/null; then
  echo "dev: the tests use programs that are not installed (Debian's names): ${missing[*]}" >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "dev: the tests use programs that are not installed. Run: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi
echo "dev: installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
install=(apt-get install --yes --quiet --no-install-recommends "${missing[@]}")
"${install[@]}" > /dev/null || { apt-get update --quiet > /dev/null && "${install[@]}" > /dev/null; }
