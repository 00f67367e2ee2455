"""The whole way: reports in, tables of claims, supports, reports and diagnostics out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ._annotate import annotate, diagnostics, table
from ._compare import claims, compare, supports
from ._gather import gather

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Layers that are written beside claims and supports.
LAYERS = ("reports", "statements", "events")


def run(spark: SparkSession, reports: DataFrame, out: str, columns: Mapping[str, str] | None = None) -> None:
    """Makes the account of reports and writes it as Parquet tables under ``out``.

    ``claims``, ``supports``, ``reports`` (with their stories), ``statements``, ``events`` and ``diagnostics``; what the steps keep
    between them is in ``_steps``, and may be deleted. A run over the same reports writes the same rows.
    """

    def keep(frame: DataFrame, name: str) -> DataFrame:
        path = f"{out}/_steps/{name}"
        frame.write.mode("overwrite").parquet(path)
        return spark.read.parquet(path)

    def write(frame: DataFrame, name: str) -> None:
        frame.write.mode("overwrite").parquet(f"{out}/{name}")

    annotated = keep(annotate(reports, columns), "annotated")
    stories = gather(annotated, keep)
    compared = keep(compare(annotated, stories), "compared")
    write(claims(compared), "claims")
    write(supports(compared), "supports")
    broken = compared.where("problem is not null").selectExpr("`of` as id", "problem", "true as lost")
    write(diagnostics(annotated).unionByName(broken), "diagnostics")
    told = supports(compared).select("report", "story").distinct().toDF("id", "story")
    for name in LAYERS:
        layer = table(annotated, name)
        write(layer.drop("story").join(told, "id", "left") if name == "reports" else layer, name)
