#!/usr/bin/env bash
# The job on Spark itself, local, with Java 17: what a nightly run calls, since Spark is too slow for each push. It installs what it needs.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v java >/dev/null || { apt-get update -qq && apt-get install -y -qq openjdk-17-jre-headless >/dev/null; }
python=$(command -v python3.11 || command -v python3)
[ -d target/python ] || "$python" -m venv target/python
target/python/bin/pip install -q --disable-pip-version-check . pytest pandas pyarrow 'pyspark[connect]>=4,<4.2' pysail
DATELINE_ON=spark target/python/bin/pytest -q crates/dateline-python/tests/test_spark.py
