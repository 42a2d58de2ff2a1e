#!/usr/bin/env bash
# Walks the console over a real server: console/journeys.sh [HOLDFAST]
#
# HOLDFAST is a launcher; without it the program that Maven packaged is put together. Four machines back up to one tenant, one of them
# names that are out to break pages, and an agent waits for restores; an experiment has been running since yesterday. With HOLDFAST_SHOTS=DIR
# (from the repository's root on) pictures of all pages are left there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
root=$(realpath ..)
holdfast=${1:-}
if [ -z "$holdfast" ]; then
  [ -x "$root/verify/target/holdfast/bin/holdfast" ] || "$root/build/dist.sh" assemble "$root/verify/target/holdfast"
  holdfast=$root/verify/target/holdfast/bin/holdfast
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-journeys.XXXXXX")
export HOME=$work/home
mkdir -p "$HOME"
server= agent=
finish() {
  [ -z "$agent" ] || kill "$agent" 2> /dev/null || true
  [ -z "$server" ] || kill "$server" 2> /dev/null || true
  wait
  rm -rf "$work"
}
trap finish EXIT

# --- what happened before today ---
. "$root/build/jdk.sh"
holdfast_find_java jdk || { holdfast_java_missing jdk; exit 69; }
libraries=$(dirname "$(realpath "$holdfast")")/../lib
native=$libraries/native/linux-$HOSTTYPE
options=(--enable-native-access=ALL-UNNAMED)
[ ! -d "$native" ] || options+=("-Dorg.sqlite.lib.path=$native" -Dorg.sqlite.lib.name=libsqlitejdbc.so)
"$holdfast_java_home/bin/java" "${options[@]}" -cp "$libraries/*" PastExperiment.java "$work/server"

mkfifo "$work/started"
"$holdfast" server --data "$work/server" --listen 127.0.0.1:0 --json --log "$work/server.log" > "$work/started" &
server=$!
read -r line < "$work/started"
url=$(sed -E 's/.*"listening":"([^"]+)".*/\1/' <<< "$line")

# --- what there is to see ---
source=$work/ada
mkdir -p "$source/documents/letters"
printf 'Dear Ada\n' > "$source/documents/letters/to-ada.txt"
seq 1 20000 > "$source/documents/numbers"
printf 'To be thought about again\n' > "$source/documents/draft.txt"
mkdir "$source/handbook" "$source/projects"
cp "$root"/docs/*.md "$source/handbook/"
cp -R "$root/console/src" "$source/projects/console"
: > "$source/documents/<img src=x onerror=alert(1)>"
: > "$source/documents/<script>alert(1)<"
: > "$source/documents/"$'two\nlines'
: > "$source/documents/"$'not utf-8 \xff'
: > "$source/documents/"$'right \xe2\x80\xae to left'
token() {
  HOLDFAST_TOKEN=$admin "$holdfast" token create "$1" --role agent --json --repo "$url/home" | sed -E 's/.*"token":"([^"]+)".*/\1/'
}
admin=$(cat "$work/server/admin-token")
export HOLDFAST_REPOSITORY=$url/home HOLDFAST_PASSPHRASE='correct horse battery staple'
HOLDFAST_TOKEN=$admin "$holdfast" init --quiet
laptop=$(token laptop)
desktop=$(token desktop)
HOLDFAST_HOST=laptop HOLDFAST_TOKEN=$laptop "$holdfast" backup --quiet --tag first "$source"
printf 'Dear Ada, and Charles\n' > "$source/documents/letters/to-ada.txt"
printf 'The minutes of today\n' > "$source/documents/minutes.md"
rm "$source/documents/draft.txt"
HOLDFAST_HOST=laptop HOLDFAST_TOKEN=$laptop "$holdfast" backup --quiet --tag second "$source"
HOLDFAST_HOST=desktop HOLDFAST_TOKEN=$desktop "$holdfast" backup --quiet "$source/documents/letters"
HOLDFAST_HOST=mail HOLDFAST_TOKEN=$(token mail) "$holdfast" backup --quiet --tag nightly "$source/handbook"
HOLDFAST_HOST=build HOLDFAST_TOKEN=$(token build) "$holdfast" backup --quiet --tag nightly "$source/projects" "$source/handbook"

# --- a machine that waits for what the server asks ---
mkdir -p "$work/restores" "$work/state"
printf '%s' "$laptop" > "$work/token"
printf '%s' "$HOLDFAST_PASSPHRASE" > "$work/passphrase"
chmod 600 "$work/token" "$work/passphrase"
cat > "$work/agent.toml" << TOML
server = "$url"
tenant = "home"
token_file = "$work/token"
passphrase_file = "$work/passphrase"
host = "laptop"
state_directory = "$work/state"
[restore]
directories = ["$work/restores"]
[[schedule]]
name = "documents"
when = "daily 02:30"
paths = ["$source"]
TOML
"$holdfast" agent run --config "$work/agent.toml" > "$work/agent.log" 2>&1 &
agent=$!
[ -z "${HOLDFAST_SHOTS:-}" ] || export HOLDFAST_SHOTS=$(cd "$root" && realpath -m "$HOLDFAST_SHOTS")
export HOLDFAST_URL=$url HOLDFAST_ADMIN_TOKEN=$admin HOLDFAST_TENANT=home HOLDFAST_SOURCE=$source HOLDFAST_RESTORES=$work/restores HOLDFAST_MACHINES=4 HOLDFAST_SNAPSHOTS=5
npm run --silent journeys
