"""Gathering: which reports tell of one happening, in steps that need no report beside another but in pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa

from dateline._dateline import NativeCommon

from ._batches import batch, engine, over, spark_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.window import WindowSpec

#: How many others a report is compared with, those that share its heaviest terms first: as the command does.
COMPARED = 100
#: A term that more reports have among their heaviest is looked up no more; the command looks at so many.
UNDER_TERM = 2000
#: A key of a signature that more reports share is a phrase of theirs, and no copy.
UNDER_KEY = 64
#: After so many rounds every heap of reports has one name: a heap that is a chain of so many links would be no story.
ROUNDS = 50

KEYS = pa.schema(
    [
        ("id", pa.string()),
        ("order", pa.string()),
        ("terms", pa.list_(pa.struct([("term", pa.int64()), ("weight", pa.float32())]))),
        ("signature", pa.list_(pa.string())),
    ]
)
ALIKE = pa.schema([("a", pa.string()), ("b", pa.string())])
STORIES = pa.schema([("id", pa.string()), ("story", pa.string())])

#: Keeps a DataFrame under a name, so that what follows does not compute it again.
Keep = Callable[["DataFrame", str], "DataFrame"]


def gather(annotated: DataFrame, keep: Keep) -> DataFrame:
    """The stories: the id of each report, and a name for its story.

    :param keep: keeps a step under a name and gives it back, as :func:`dateline.spark.run` does with Parquet files.
    """
    from pyspark.sql import functions as F

    looks = annotated.where("look is not null")
    common = _Common(looks)
    keys = keep(over(looks.select("id", "order", "look"), _Keys(common), KEYS), "keys")
    pairs = keep(_pairs(keys), "pairs")
    of = looks.select("id", "look")
    a, b = of.toDF("a", "look_a"), of.toDF("b", "look_b")
    alike = keep(over(pairs.join(a, "a").join(b, "b").select("a", "look_a", "b", "look_b"), _Alike(common), ALIKE), "alike")
    heaps = _heaps(looks.select("id"), alike, keep)
    members = looks.select("id", "order", "look").join(heaps, "id")
    alone = F.count("*").over(_by("heap")) == 1
    marked = members.withColumn("alone", alone)
    single = marked.where("alone").select("id", F.col("heap").alias("story"))
    several = marked.where("not alone").select("heap", "id", "order", "look")
    group = _Group(common)
    # A plain function: what Spark calls with a table alone, and not with the key too, it tells by how many arguments it has.
    grouped = several.groupBy("heap").applyInArrow(lambda heap: group(heap), spark_schema(STORIES))
    return keep(single.unionByName(grouped), "stories")


def _by(name: str) -> WindowSpec:
    from pyspark.sql import Window

    return Window.partitionBy(name)


class _Common:
    """How common each term is, as workers get it: counted by Spark, and sent as two columns of bytes."""

    def __init__(self, looks: DataFrame) -> None:
        from pyspark.sql import functions as F

        counted = looks.select(F.explode("terms").alias("term")).groupBy("term").count().toArrow()
        self.reports = looks.count()
        self.terms = counted.column("term").combine_chunks().cast(pa.uint32()).to_numpy(False).tobytes()
        self.holding = counted.column("count").combine_chunks().cast(pa.uint32()).to_numpy(False).tobytes()

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in self.__dict__.items() if name != "native"}

    @cached_property
    def native(self) -> NativeCommon:
        """What it is made from on a worker, once."""
        import numpy as np

        terms, holding = (np.frombuffer(raw, np.uint32).tolist() for raw in (self.terms, self.holding))
        return NativeCommon(engine()._native, self.reports, terms, holding)


class _Keys:
    def __init__(self, common: _Common) -> None:
        self.common = common

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for rows in batches:
            keys = self.common.native.keys(rows.column("look").to_pylist())
            yield batch(
                KEYS,
                id=rows.column("id").to_pylist(),
                order=rows.column("order").to_pylist(),
                terms=[[{"term": term, "weight": weight} for term, weight in terms] for terms, _ in keys],
                signature=[[format(key, "016x") for key in signature] for _, signature in keys],
            )


def _pairs(keys: DataFrame) -> DataFrame:
    """Pairs of reports that may be alike: for each, the earlier ones that share most of its heaviest terms, and those that share a
    key of its signature."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    terms = keys.select("id", "order", F.explode("terms").alias("t")).select("id", "order", "t.term", "t.weight")
    shared = F.count("*").over(_by("term"))
    terms = terms.withColumn("shared", shared).where((F.col("shared") > 1) & (F.col("shared") <= UNDER_TERM)).drop("shared")
    earlier, later = terms.toDF("a", "a_order", "term", "a_weight"), terms.toDF("b", "b_order", "term", "b_weight")
    both = earlier.join(later, "term").where("a_order < b_order")
    summed = both.groupBy("a", "b").agg(F.sum(F.col("a_weight") * F.col("b_weight")).alias("sum"))
    place = F.row_number().over(Window.partitionBy("b").orderBy(F.desc("sum"), "a"))
    near = summed.withColumn("place", place).where(F.col("place") <= COMPARED).select("a", "b")
    marks = keys.select("id", "order", F.explode("signature").alias("key"))
    marks = marks.withColumn("shared", F.count("*").over(_by("key"))).where(F.col("shared").between(2, UNDER_KEY)).drop("shared")
    one, other = marks.toDF("a", "a_order", "key"), marks.toDF("b", "b_order", "key")
    copies = one.join(other, "key").where("a_order < b_order").select("a", "b")
    return near.unionByName(copies).distinct()


class _Alike:
    def __init__(self, common: _Common) -> None:
        self.common = common

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for rows in batches:
            alike = self.common.native.alike(rows.column("look_a").to_pylist(), rows.column("look_b").to_pylist())
            chosen = rows.select(["a", "b"]).filter(pa.array([one is not None for one in alike]))
            yield batch(ALIKE, a=chosen.column("a").to_pylist(), b=chosen.column("b").to_pylist())


def _heaps(reports: DataFrame, alike: DataFrame, keep: Keep) -> DataFrame:
    """The reports that hang together by pairs that are alike: the name of each one's heap is the least id in it."""
    from pyspark.sql import functions as F

    ways = alike.unionByName(alike.select(F.col("b").alias("a"), F.col("a").alias("b")))
    heaps = reports.withColumn("heap", F.col("id"))
    for number in range(ROUNDS):
        # The least name among the neighbours, and then the name that the report of that name has: chains are halved.
        near = ways.join(heaps.toDF("b", "near"), "b").groupBy("a").agg(F.min("near").alias("near"))
        least = heaps.join(near, heaps.id == near.a, "left").select("id", "heap", F.least("heap", "near").alias("least"))
        names = heaps.toDF("name", "next")
        jumped = least.join(names, least.least == names.name, "left")
        after = jumped.select("id", "heap", F.least("least", "next").alias("now"))
        after = keep(after, f"heaps-{number}")
        changed = after.where("heap <> now").limit(1).count()
        heaps = after.select("id", F.col("now").alias("heap"))
        if not changed:
            break
    return heaps


class _Group:
    """Groups the reports of one heap as the command groups all."""

    def __init__(self, common: _Common) -> None:
        self.common = common

    def __call__(self, heap: pa.Table) -> pa.Table:
        heap = heap.sort_by("order")
        name, ids = heap.column("heap")[0].as_py(), heap.column("id").to_pylist()
        stories = self.common.native.stories(heap.column("look").to_pylist())
        first = {story: id for story, id in reversed(list(zip(stories, ids, strict=True)))}
        named = [f"{name}/{first[story]}" for story in stories]
        return pa.Table.from_batches([batch(STORIES, id=ids, story=named)])
