"""The job to submit: ``spark-submit dateline/spark/job.py IN OUT``, or ``python -m dateline.spark.job --sail IN OUT``.

IN is Parquet, JSON lines or CSV with a row a report; OUT a folder of Parquet tables.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def main(arguments: list[str] | None = None) -> None:
    """Runs the job with the arguments of the process."""
    from dateline.spark import run

    parser = argparse.ArgumentParser(prog="dateline.spark.job", description=__doc__)
    parser.add_argument("input", metavar="IN", help="Parquet, JSON lines or CSV: a row a report")
    parser.add_argument("output", metavar="OUT", help="a folder for the tables")
    parser.add_argument("--columns", default="", metavar="FIELD=COLUMN,…", help="which column holds what: text=Body")
    parser.add_argument("--partitions", type=int, help="into how many parts reports are dealt; as they lie if not given")
    parser.add_argument("--sail", action="store_true", help="on Sail, started here, and not on Spark")
    args = parser.parse_args(arguments)
    columns = dict(pair.split("=", 1) for pair in args.columns.split(",") if pair)
    with session(args.sail) as spark:
        reports = read(spark, args.input)
        if args.partitions:
            reports = reports.repartition(args.partitions)
        run(spark, reports, args.output, columns)


def read(spark: SparkSession, path: str) -> DataFrame:
    """The rows of a table of reports, by the ending of its name."""
    plain = path.removesuffix(".gz").rstrip("/")
    if plain.endswith((".json", ".jsonl", ".ndjson")):
        return spark.read.json(path)
    if plain.endswith(".csv"):
        return spark.read.csv(path, header=True, multiLine=True, escape='"')
    return spark.read.parquet(path)


@contextmanager
def session(sail: bool) -> Iterator[SparkSession]:
    """A session of Spark, or of Sail in this process."""
    from pyspark.sql import SparkSession

    if not sail:
        spark = SparkSession.builder.appName("dateline").getOrCreate()
        yield spark
        spark.stop()
        return
    from pysail.spark import SparkConnectServer

    server = SparkConnectServer(port=0)
    server.start(background=True)
    _, port = server.listening_address
    spark = SparkSession.builder.remote(f"sc://localhost:{port}").getOrCreate()
    try:
        yield spark
    finally:
        spark.stop()
        server.stop()


if __name__ == "__main__":
    main()
