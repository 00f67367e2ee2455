"""Annotating: each report where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyarrow as pa

from dateline._dateline import NativeReports
from dateline._given import given
from dateline._table import Table

from ._batches import batch, engine, over

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

#: An annotated report: what the other steps need of it, or why it is none.
ANNOTATED = pa.schema(
    [
        ("id", pa.string()),
        # Reports are settled in this order: by day and time, those without a day last, then by id.
        ("order", pa.string()),
        ("look", pa.binary()),
        ("terms", pa.list_(pa.int64())),
        ("packed", pa.binary()),
        ("problem", pa.string()),
        # Whether it is left out for that.
        ("lost", pa.bool_()),
    ]
)

#: How many reports are annotated in one call: few enough that texts of the longest kind fit.
AT_ONCE = 64


def annotate(reports: DataFrame, columns: Mapping[str, str] | None = None) -> DataFrame:
    """Annotates reports: a row each, with what the other steps need.

    :param reports: a column ``text``, and any of ``id``, ``title``, ``outlet``, ``published``, ``url``, ``authors``.
    :param columns: which column holds what, where its name does not tell: ``{"text": "Body"}``.

    A report without an id gets one from its text; where several have one id, all but the first get a number behind it. What can
    not be read comes with a ``problem``, and stops nobody (:func:`diagnostics`).
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    columns = dict(columns or {})
    text, id = columns.get("text", "text"), columns.get("id", "id")
    of_text = F.concat(F.lit("r-"), F.substring(F.sha2(F.coalesce(F.col(text).cast("string"), F.lit("")), 256), 1, 16))
    given_id = F.when(F.trim(F.col(id).cast("string")) != "", F.trim(F.col(id).cast("string"))) if id in reports.columns else F.lit(None)
    named = reports.withColumn("_id", F.coalesce(given_id, of_text))
    number = F.row_number().over(Window.partitionBy("_id").orderBy(F.sha2(F.coalesce(F.col(text).cast("string"), F.lit("")), 256)))
    named = named.withColumn("_number", number)
    unique = F.when(F.col("_number") == 1, F.col("_id")).otherwise(F.concat_ws("-", "_id", F.col("_number").cast("string")))
    rest = [name for name in reports.columns if name != id]
    # Texts keep their type: the native part names a column that holds none.
    return over(named.select(unique.alias("id"), *rest), _Annotate({**columns, "id": "id"} if columns else {}), ANNOTATED)


class _Annotate:
    """Over the batches of a partition; a class, so that it is sent to workers by name."""

    def __init__(self, columns: dict[str, str]) -> None:
        self.columns = columns

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for all_rows in batches:
            for start in range(0, all_rows.num_rows, AT_ONCE):
                yield self.few(all_rows.slice(start, AT_ONCE))

    def few(self, rows: pa.RecordBatch) -> pa.RecordBatch:
        ids = rows.column("id").to_pylist()
        native = engine()._native
        reports: NativeReports = native.annotate(given(pa.Table.from_batches([rows]), self.columns))
        read = pa.table(Table(reports.table("reports")))
        looks = native.looks(reports)
        told = [(ids[_row(source)] if _row(source) is not None else source, what, lost) for source, what, lost in reports.told]
        named, published = read.column("id").to_pylist(), read.column("published").to_pylist()
        none = [None] * len(told)
        return batch(
            ANNOTATED,
            id=[*named, *(id for id, _, _ in told)],
            order=[*map(_order, named, published), *none],
            look=[*(look for look, _ in looks), *none],
            terms=[*(terms for _, terms in looks), *none],
            packed=[*reports.packed(), *none],
            problem=[*([None] * len(named)), *(what for _, what, _ in told)],
            lost=[*([None] * len(named)), *(lost for _, _, lost in told)],
        )


def _row(source: str) -> int | None:
    """The number of a row by the name that it has as an input: row-17.json."""
    stem = source.split(":")[0].removesuffix(".json")
    number = stem.removeprefix("row-")
    return int(number) if number != stem and number.isdigit() else None


def _order(id: str, published: str | None) -> str:
    day, time = (published[:10], published[11:19]) if published else ("", "")
    return "\t".join(["0" if published else "1", day, time, id])


def diagnostics(annotated: DataFrame) -> DataFrame:
    """What is wrong with reports: ``id``, ``problem``, and whether the report is ``lost``."""
    return annotated.where("problem is not null").select("id", "problem", "lost")


def table(annotated: DataFrame, name: str) -> DataFrame:
    """A table of what was found in each report: reports, statements, events, times, actors or clauses."""
    from dateline._table import TABLES

    if name not in TABLES or name in ("claims", "supports"):
        raise ValueError(f"no table of single reports is called {name!r}")
    whole = annotated.where("packed is not null").select("id", "packed")
    return over(whole, _Layer(name), schema_of(name))


def schema_of(name: str) -> pa.Schema:
    """The Arrow schema of a table."""
    return pa.schema(Table(engine()._native.unpack([]).table(name)))


class _Layer:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for rows in batches:
            packed = zip(rows.column("id").to_pylist(), rows.column("packed").to_pylist(), strict=True)
            yield from pa.table(Table(engine()._native.unpack(list(packed)).table(self.name))).to_batches()
