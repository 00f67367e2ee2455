"""Comparing: the reports of one story, a story at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from dateline._table import Table

from ._annotate import schema_of
from ._batches import engine, spark_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def compared_schema() -> pa.Schema:
    """A row of what comparing gives: a claim, a support, or a problem of a story."""
    parts = {name[:-1]: pa.struct(list(schema_of(name))) for name in ("claims", "supports")}
    return pa.schema([("problem", pa.string()), ("of", pa.string()), *parts.items()])


def compare(annotated: DataFrame, stories: DataFrame) -> DataFrame:
    """Compares what the reports of each story tell; :func:`claims` and :func:`supports` take the tables from it.

    No more than one story is in the memory of a worker at a time.
    """
    packed = annotated.where("packed is not null").select("id", "packed").join(stories, "id")
    return packed.select("story", "id", "packed").groupBy("story").applyInArrow(_compare, spark_schema(compared_schema()))


def _compare(story: pa.Table) -> pa.Table:
    reports = zip(story.column("id").to_pylist(), story.column("packed").to_pylist(), strict=True)
    account = engine()._native.account_of(list(reports))
    schema = compared_schema()
    batches = []
    for name in ("claims", "supports"):
        for rows in pa.table(Table(account.table(name))).to_batches():
            columns = {name[:-1]: pa.StructArray.from_arrays(rows.columns, fields=list(rows.schema))}
            batches.append(_filled(schema, rows.num_rows, columns))
    told = {"of": [source for source, _, _ in account.told], "problem": [what for _, what, _ in account.told]}
    columns = {name: pa.array(values, pa.string()) for name, values in told.items()}
    return pa.Table.from_batches([*batches, _filled(schema, len(account.told), columns)], schema)


def _filled(schema: pa.Schema, rows: int, columns: dict[str, pa.Array]) -> pa.RecordBatch:
    arrays = [columns[field.name] if field.name in columns else pa.nulls(rows, field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def claims(compared: DataFrame) -> DataFrame:
    """The table of claims."""
    return compared.where("claim is not null").select("claim.*")


def supports(compared: DataFrame) -> DataFrame:
    """The table of supports."""
    return compared.where("support is not null").select("support.*")
