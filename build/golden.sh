#!/usr/bin/env bash
# Makes the golden repositories anew, with a Holdfast of the format version they are for:
#
#   build/golden.sh DIRECTORY HOLDFAST
#
# HOLDFAST is a launcher. Those in verify/src/test/resources/golden/vN are what was published and are never made again; this is for
# the next N. Runs as root on Linux, where it hides the identity of the machine's boot from the sessions.
set -euo pipefail
export LC_ALL=C TZ=UTC
if [ "${1:-}" != --hidden ]; then
  [ $# -eq 2 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 64; }
  exec unshare --mount "$0" --hidden "$(realpath -m "$1")" "$(realpath "$2")"
fi
target=$2
holdfast=$3
listing=$(realpath "$(dirname "$0")/../verify/src/test/resources/golden/listing.sh")

# A path that is the same whoever makes them: snapshots remember it.
work=/tmp/holdfast-golden
rm -rf "$work" "$target"
mkdir -p "$work/source" "$work/home" "$target"
echo 00000000-0000-0000-0000-000000000000 > "$work/boot"
mount --bind "$work/boot" /proc/sys/kernel/random/boot_id
export HOME=$work/home HOLDFAST_HOST=golden HOLDFAST_PASSPHRASE='correct horse battery staple'
cd "$work/source"

# --- the source ---
mkdir -p docs/empty private
echo 'some text' > docs/text
: > docs/nothing
seq 1 2000 > docs/list
for i in $(seq 1 64); do echo "$i" | sha256sum | head -c 64; done | xxd -r -p > docs/noise
cp docs/noise docs/the-same-again
echo bytes > $'not utf-8 \xff\xfe'
echo lines > $'two\nlines'
echo composed > $'\xc3\xa9'
ln docs/text private/hard
ln -s docs/text link
ln -s nowhere dangling
mkfifo pipe
truncate -s 300000 hole && printf middle | dd of=hole bs=1 seek=150000 conv=notrunc status=none
# More pieces than a node may have: block, hole, block, hole, so that they go into lists.
perl -e 'open(my $f, ">", "pieces") or die; for my $i (0 .. 2050) { seek($f, $i * 8192, 0); print $f "x" x 4096 } close($f); truncate("pieces", 2051 * 8192)'
echo set > setuid && chmod 4755 setuid
echo owned > owned && chown 4000000000:3999999999 owned
setfattr -n user.note -v 'some text' docs/text
setfattr -n user.bytes -v 0x00ff0a00 docs/list
echo acl > acl && setfacl -m u:12345:rw,g:54321:r acl
chmod 0700 private && chmod 1777 docs/empty
touch -d '@-1.123456789' docs/text
touch -d '2038-01-20 03:14:08.999999999' docs/list
touch -h -d '@1.000000001' link pipe dangling
touch -d '2026-01-01 00:00:00.5' acl hole pieces setuid owned docs/n* docs/the* $'not utf-8 \xff\xfe' $'two\nlines' $'\xc3\xa9'
touch -d '2026-01-01 00:00:01' docs/empty docs private .
"$listing" . > "$target/first.listing"

save() { # REPOSITORY TAG TIME OPTION…; one repository with that many references is enough
  local exclude=()
  [ "$1" = plain ] || exclude=(--exclude /pieces)
  "$holdfast" backup --quiet --repo "$work/$1" --tag "$2" --time "$3" "${exclude[@]}" "${@:4}" "$work/source"
}

"$holdfast" init --quiet --repo "$work/encrypted" --label 'golden passphrase'
"$holdfast" key add --quiet --repo "$work/encrypted" --new-key-file "$work/golden.key" --label 'golden key file'
"$holdfast" key write-only --quiet --repo "$work/encrypted" "$work/agent.key"
"$holdfast" init --quiet --repo "$work/plain" --encryption none --cutter fastcdc --chunk-size 4K
save encrypted first 2026-01-02T03:04:05Z
save plain first 2026-01-02T03:04:05Z

fields() { # what the tests compare of each snapshot
  grep -oE '"(id|time|host)":"[^"]*"|"tags":\[[^]]*\]|"(protected|complete)":(true|false)|"(files|directories|others|bytes|unreadable|sequence)":[0-9]+'
}

# --- the second state ---
echo 'other text' > docs/text
echo more >> docs/list
rm docs/the-same-again
mkdir docs/new && seq 1 100 | tac > docs/new/numbers
touch -d '2026-02-01 00:00:00.25' docs/text docs/list docs/new/numbers docs/new docs
"$listing" . > "$target/second.listing"
"$holdfast" key rotate --quiet --repo "$work/encrypted"
save plain second 2026-02-03T04:05:06Z
(unset HOLDFAST_PASSPHRASE && save encrypted agent 2026-02-02T02:02:02Z --key-file "$work/agent.key")
save encrypted second 2026-02-03T04:05:06Z
for repository in encrypted plain; do
  "$holdfast" tag --quiet --repo "$work/$repository" latest --add later --protect
  "$holdfast" check --quiet --repo "$work/$repository" --read-data
  cp -r "$work/$repository" "$target/$repository"
  "$holdfast" snapshots --json --repo "$work/$repository" | fields > "$target/$repository.snapshots"
done
cp "$work/golden.key" "$work/agent.key" "$target/"

# --- damage: what differs from a sound repository ---
pack() { # the largest pack of a kind: 01 data, 02 structure
  find "$1/packs" -type f -printf '%s %P\n' | sort -rn | while read -r _ name; do
    [ "$(xxd -s 5 -l 1 -p "$1/packs/$name")" != "$2" ] || { echo "packs/$name"; break; }
  done
}

flip() { # a bit of a byte
  perl -e 'open(my $f, "+<", $ARGV[0]) or die; seek($f, $ARGV[1], 0); read($f, my $b, 1); seek($f, $ARGV[1], 0); print $f $b ^ "\x10"' "$1" "$2"
}

damage() { # NAME BASE COMMAND…: runs the command in a copy
  local name=$1 base=$2 copy=$work/copy out=$target/damaged/$1 file
  rm -rf "$copy"
  cp -r "$target/$base" "$copy"
  (cd "$copy" && "${@:3}")
  mkdir -p "$out"
  echo "$base" > "$out/base"
  : > "$out/removed"
  (cd "$target/$base" && find . -type f -printf '%P\n' | sort) | while IFS= read -r file; do
    if [ ! -e "$copy/$file" ]; then
      echo "$file" >> "$out/removed"
    fi
  done
  (cd "$copy" && find . -type f -printf '%P\n') | while IFS= read -r file; do
    cmp -s "$copy/$file" "$target/$base/$file" || install -D -m 644 "$copy/$file" "$out/files/$file"
  done
  { "$holdfast" check --read-data --json --repo "$copy" 2> /dev/null || true; } \
    | grep -E '^\{"type":"(damage|replaced)"' | sed -E 's/"(message|next)":"([^"\\]|\\.)*",?//g; s/,\}/}/' | sort > "$out/findings" || true
}

encrypted_data=$(pack "$target/encrypted" 01)
plain_data=$(pack "$target/plain" 01)
plain_structure=$(pack "$target/plain" 02)
damage flipped-bit encrypted flip "$encrypted_data" 1000
damage flipped-key-name encrypted flip "$encrypted_data" 60
damage flipped-header plain flip "$plain_structure" 10
damage missing-pack plain rm "$plain_data"
damage missing-structure encrypted rm "$(pack "$target/encrypted" 02)"
damage truncated-footer encrypted truncate -s -20 "$encrypted_data"
damage truncated-index encrypted truncate -s 20000 index/rows.db
damage missing-index plain rm index/rows.db
damage interrupted-rebuild plain bash -c 'mkdir generations && echo building > generations/00000001'

find "$target" -type d -empty -delete
chmod -R u=rwX,go=rX "$target"
rm -rf "$work"
du -sb "$target"
