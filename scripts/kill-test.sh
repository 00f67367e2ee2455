#!/usr/bin/env bash
# Kills `dateline add` and `dateline watch --once` with signal 9 at random moments, and looks that no report is lost or half.
#
#     scripts/kill-test.sh [KILLS] [DATELINE]
#
# Reports are made up here. After each kill the store must be whole, and a run to the end must give the account that one
# run without kills gives, byte for byte; a report that was in the store before a kill must be there after it.
set -euo pipefail
kills=${1:-50}
dateline=${2:-target/release/dateline}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/in"
harbours=(Merrow Ness Halden Skerry Orrin Tavy Lorne Brack)
for i in $(seq 1 48); do
  harbour=${harbours[$((i % 8))]}
  printf 'Ferry aground off Port %s\n\nThe ferry ran aground off Port %s on Sunday evening. %d people died, the harbour master said. Lifeboat number %d searched the rocks until the wind rose, and a tug of the harbour office took %d passengers ashore.\n' \
    "$harbour" "$harbour" $((i % 5 + 2)) "$i" $((i * 3)) > "$work/in/report-$(printf %02d "$i").txt"
done

reports() { { "$dateline" store export "$1" 2>/dev/null || true; } | wc -l; }

began=${EPOCHREALTIME/./}
"$dateline" add "$work/whole.dateline" "$work/in" --quiet
# In milliseconds: kills fall anywhere in a run.
took=$(((${EPOCHREALTIME/./} - began) / 1000 + 1))
"$dateline" account "$work/whole.dateline" --format json --quiet > "$work/whole.json"

lost=0
for n in $(seq 1 "$kills"); do
  if [ $((n % 2)) = 0 ]; then command=(add "$work/kill.dateline" "$work/in"); else command=(watch "$work/kill.dateline" "$work/in" --once); fi
  if [ $((n % 6)) = 1 ]; then rm -f "$work"/kill.dateline*; fi
  before=0
  [ -f "$work/kill.dateline" ] && before=$(reports "$work/kill.dateline")
  "$dateline" "${command[@]}" --quiet > /dev/null 2>&1 &
  victim=$!
  after=$((RANDOM % took))
  sleep "$((after / 1000)).$(printf %03d $((after % 1000)))"
  kill -9 "$victim" 2>/dev/null || true
  wait "$victim" 2>/dev/null || true
  [ -f "$work/kill.dateline" ] || continue
  after=$(reports "$work/kill.dateline")
  if [ "$after" -lt "$before" ]; then lost=$((lost + 1)); echo "kill $n: $before reports before, $after after"; fi
  if [ -s "$work/kill.dateline" ] && ! "$dateline" store check "$work/kill.dateline" > "$work/check" 2>&1; then
    # A store that was killed before its tables were made is an empty one.
    [ "$after" = 0 ] || { lost=$((lost + 1)); echo "kill $n: damaged"; cat "$work/check"; }
  fi
  if [ $((n % 6)) = 0 ] || [ "$n" = "$kills" ]; then
    "$dateline" add "$work/kill.dateline" "$work/in" --quiet
    "$dateline" account "$work/kill.dateline" --format json --quiet > "$work/kill.json"
    cmp -s "$work/whole.json" "$work/kill.json" || { lost=$((lost + 1)); echo "kill $n: another account in the end"; }
  fi
done
echo "$((kills - lost)) of $kills kills without a lost or half report"
[ "$lost" = 0 ]
