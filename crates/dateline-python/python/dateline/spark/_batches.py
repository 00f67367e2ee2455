"""What the steps share: functions over Arrow batches, their schemas, and the engine of a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa

from dateline._api import Engine

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

#: A function over the batches of a partition.
OverBatches = Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]


@cache
def engine() -> Engine:
    """The engine of this worker: one job, since Spark runs as many tasks as there are cores."""
    return Engine(jobs=1)


def over(frame: DataFrame, function: OverBatches, schema: pa.Schema) -> DataFrame:
    """A function over the batches of each partition."""
    return frame.mapInArrow(function, spark_schema(schema))


def spark_schema(schema: pa.Schema) -> StructType:
    """The schema as Spark has it."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


def batch(schema: pa.Schema, **columns: Sequence[object]) -> pa.RecordBatch:
    """A batch of columns."""
    return pa.RecordBatch.from_arrays([pa.array(columns[name], schema.field(name).type) for name in schema.names], schema=schema)
