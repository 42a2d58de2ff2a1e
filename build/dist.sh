#!/usr/bin/env bash
# Makes the distribution from what Maven packaged:
#   build/dist.sh assemble [DIRECTORY]   lay it out in DIRECTORY (default dist/holdfast) and train its start-up cache
#   build/dist.sh tarball                pack dist/holdfast as dist/holdfast-VERSION.tar.gz, the same bytes for the same sources
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. build/jdk.sh
holdfast_find_java jdk || { holdfast_java_missing jdk; exit 69; }

# The time stamp of everything in the distribution, as in pom.xml. The start-up cache checks it on each jar.
fixed_time=2026-01-01T00:00:00Z

version() {
  local jar
  jar=$(echo program/target/holdfast-program-*.jar)
  jar=${jar##*/holdfast-program-}
  echo "${jar%.jar}"
}

assemble() {
  local target=$1 next=$1.next jars=$1.jars jar own=() others=()
  rm -rf "$next" "$jars"
  mkdir -p "$next/bin" "$next/lib" "$next/legal" "$next/share" "$jars"
  cp program/target/lib/*.jar program/target/holdfast-program-*.jar "$jars/"
  "$holdfast_java_home/bin/java" build/PackLibraries.java "$jars" "$next"
  rm -rf "$jars"

  # The order is fixed: it decides which class wins, and the start-up cache depends on it.
  for jar in "$next"/lib/*.jar; do
    jar=${jar##*/}
    case $jar in
      holdfast-*) own+=("$jar") ;;
      *) others+=("$jar") ;;
    esac
  done
  sed "s|@JARS@|${own[*]} ${others[*]}|" build/launcher.sh > "$next/bin/holdfast"
  cp build/optimize.sh "$next/bin/optimize"
  cp build/jdk.sh "$next/lib/jdk.sh"
  cp build/java.security "$next/lib/java.security"
  cp build/share/* docs/agent.md "$next/share/"
  cp LICENSE NOTICE "$next/"
  [ ! -r program/target/bom.json ] || cp program/target/bom.json "$next/legal/"
  [ ! -r program/target/generated-sources/license/THIRD-PARTY.txt ] || cp program/target/generated-sources/license/THIRD-PARTY.txt "$next/legal/"
  chmod -R u=rwX,go=rX "$next"
  chmod 755 "$next/bin/"*
  find "$next" -exec touch -h -d "$fixed_time" {} +

  # What ./holdfast compares the sources with.
  [ "$target" != dist/holdfast ] || [ ! -e dist/.started ] || mv dist/.started "$next/.built"
  if [ -e "$target" ]; then
    rm -rf "$target.old"
    mv "$target" "$target.old"
  fi
  mv "$next" "$target"
  rm -rf "$target.old"
  # Where it will stay: Java resolves the place that classes were learned at anew for each of them if it is another.
  "$target/bin/optimize" || true
}

tarball() {
  local name
  name=holdfast-$(version)
  tar --create --sort=name --owner=0 --group=0 --numeric-owner --format=ustar --mtime="$fixed_time" \
    --exclude='holdfast/lib/holdfast.aot*' --exclude='holdfast/.built' --transform="s|^holdfast|$name|" \
    --directory=dist holdfast | gzip --no-name --best > "dist/$name.tar.gz.part"
  mv "dist/$name.tar.gz.part" "dist/$name.tar.gz"
  (cd dist && sha256sum "$name.tar.gz" | tee "$name.tar.gz.sha256")
}

case ${1:-} in
  assemble) assemble "${2:-dist/holdfast}" ;;
  tarball) tarball ;;
  *)
    echo "usage: build/dist.sh assemble [DIRECTORY] | tarball" >&2
    exit 64
    ;;
esac
