#!/usr/bin/env bash
# Ten minutes of bad inputs the whole way through, for the night: another ten each time. Then what needs a machine of its own:
# ten thousand files in one folder, and a disk that is full (as root, on a small file system in memory).
# What ended a run, if one did, lies in target/tmp/hunted.
set -euo pipefail
cd "$(dirname "$0")/.."

DATELINE_HUNT_SECONDS="${1:-600}" cargo test --release --locked -p dateline --test mutants hunt -- --nocapture

cargo build --release --locked -p dateline
dateline=$PWD/target/release/dateline
work=$(mktemp -d)
trap 'umount "$work/small" 2>/dev/null || true; rm -rf "$work"' EXIT

mkdir "$work/many"
for i in $(seq 10000); do
  echo "Notice $i. The harbour office of Port Merrow said on Tuesday that berth $i is closed." > "$work/many/$i.txt"
done
"$dateline" read "$work/many" --format jsonl -o "$work/many.jsonl"
[ "$(wc -l < "$work/many.jsonl")" -eq 10000 ]
echo "ten thousand files: read"

if [ "$(id -u)" -eq 0 ]; then
  mkdir "$work/small"
  mount -t tmpfs -o size=64k tmpfs "$work/small"
  echo "before" > "$work/small/story.jsonl"
  if "$dateline" read "$work/many" --format jsonl -o "$work/small/story.jsonl" 2> "$work/told"; then
    echo "a full disk was not noticed" >&2
    exit 1
  fi
  grep -q "story.jsonl: can not be written" "$work/told" || grep -q "No space left" "$work/told"
  # Whole or not at all: what was there is there, and nothing else.
  [ "$(cat "$work/small/story.jsonl")" = before ] && [ "$(ls -A "$work/small")" = story.jsonl ]
  echo "a full disk: named, and the old file stands"
fi
