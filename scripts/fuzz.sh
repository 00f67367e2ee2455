#!/usr/bin/env bash
# Ten minutes of fuzzing for the night, the same share for each target; wants `cargo install cargo-fuzz` and a nightly toolchain.
#
#     scripts/fuzz.sh [SECONDS]
#
# Begins with the stored corpus (fuzz/corpus) and puts what it finds besides into fuzz/found, which is not kept. An input that
# ends a target lies in fuzz/artifacts: make it small (`cargo fuzz tmin`), put it into the corpus, and mend what it shows.
set -euo pipefail
cd "$(dirname "$0")/.."
targets=$(sed -n 's/^name = "\([a-z]*\)"$/\1/p' fuzz/Cargo.toml)
each=$((${1:-600} / $(wc -w <<< "$targets")))
failed=0
for target in $targets; do
  mkdir -p "fuzz/found/$target"
  cargo +nightly fuzz run "$target" "fuzz/found/$target" "fuzz/corpus/$target" -- \
    -max_total_time="$each" -max_len=20000 -timeout=60 -rss_limit_mb=2048 || failed=1
done
exit "$failed"
