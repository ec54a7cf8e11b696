#!/bin/sh
# Runs a client of npm: its packages go to a folder of CACHE, never into the tree.
#
#   npm.sh DIRECTORY
dir=$(cd "$1" && pwd)
command -v node >/dev/null && command -v npm >/dev/null || { echo "node or npm is missing"; exit 77; }
into=$CACHE/$(basename "$dir")-$(cksum <"$dir/package-lock.json" | cut -d' ' -f1)
if [ ! -d "$into/node_modules" ]; then
  [ -n "$INSTALL" ] || { echo "its npm packages are not installed (make clients does)"; exit 77; }
  mkdir -p "$into" && cp "$dir/package.json" "$dir/package-lock.json" "$into" &&
    npm ci --prefix "$into" --no-audit --no-fund --loglevel=error >&2 || { rm -rf "$into"; echo "npm ci failed"; exit 77; }
fi
NODE_PATH=$into/node_modules exec node "$dir/client.js"
