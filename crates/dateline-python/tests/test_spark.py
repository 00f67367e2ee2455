"""The job on Sail, or with DATELINE_ON=spark on Spark: its claims are those of an account, and what is wrong stops nobody."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import dateline
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

pytest.importorskip("pyspark")

from dateline.spark import annotate, gather, run
from dateline.spark.job import session

ROOT = Path(__file__).parents[3]
SHIPS = ("Halden", "Aurora", "Merrow Star", "Kestrel", "Bonny Ann")
PLACES = ("Port Merrow", "Cape Ness", "Lindholm", "Saint Bride", "Overy")


def reports() -> list[dict[str, str]]:
    """The examples, and five made-up stories in four wordings each."""
    fields = ("id", "title", "outlet", "published", "text")
    kept = dateline.read([str(ROOT / "examples/strike"), str(ROOT / "examples/ferry")])
    rows = [{name: report.to_dict()[name] for name in fields if report.to_dict()[name]} for report in kept]
    for number, (ship, place) in enumerate(zip(SHIPS, PLACES, strict=True)):
        day = f"1911-0{number + 2}-1"
        told = (
            f"The ferry {ship} sank off {place} on Tuesday. Two people died in the accident, the harbour office of {place} said.",
            f"Two people died when the ferry {ship} sank off {place} on Tuesday, according to the harbour office of {place}.",
            f"Three people are dead after the sinking of the ferry {ship} off {place}, a spokesman for the owner said on Wednesday.",
            f"Divers found the wreck of the ferry {ship} near {place}. The owner of the {ship} was warned twice, the inquiry heard.",
        )
        rows += [
            {"id": f"{ship.lower()}-{'abcd'[at]}".replace(" ", "-"), "outlet": f"Outlet {at}", "published": day + str(at + 4), "text": text}
            for at, text in enumerate(told)
        ]
    return rows


@pytest.fixture(scope="module")
def spark() -> Iterator[object]:
    with session(os.environ.get("DATELINE_ON") != "spark") as spark:
        yield spark


def rows_of(path: Path) -> list[dict[str, object]]:
    return pq.read_table(path).to_pylist()


def test_the_claims_are_those_of_an_account(spark, tmp_path: Path) -> None:
    given = reports()
    bad = [{"id": "empty", "text": ""}, {"id": "none", "text": None}, {"id": "long", "text": "It sank. " * (3 << 18)}]
    pq.write_table(pa.Table.from_pylist([*given, *bad]), tmp_path / "in.parquet")
    run(spark, spark.read.parquet(str(tmp_path / "in.parquet")).repartition(5), str(tmp_path / "out"))
    account = dateline.account(given)
    assert len(account.stories) > 4

    def lines(rows: list[dict[str, object]]) -> list[str]:
        return sorted(json.dumps(row, ensure_ascii=False) for row in rows)

    assert lines(rows_of(tmp_path / "out/claims")) == lines(account.claims.to_pylist())
    assert lines(rows_of(tmp_path / "out/supports")) == lines(account.supports.to_pylist())
    read = {row["id"]: (row["story"], row["text"]) for row in rows_of(tmp_path / "out/reports")}
    assert read == {row["id"]: (row["story"], row["text"]) for row in account.table("reports").to_pylist()}
    assert len(rows_of(tmp_path / "out/events")) == len(account.events)
    told = {row["id"]: row["problem"] for row in rows_of(tmp_path / "out/diagnostics")}
    assert set(told) == {"empty", "none", "long"} and "2 MB" in str(told["long"])


def test_one_id_twice_and_none_at_all(spark) -> None:
    rows = [{"id": "a", "text": "The ferry sank."}, {"id": "a", "text": "The mayor resigned."}, {"id": None, "text": "It rained."}]
    found = annotate(spark.createDataFrame(rows, "id string, text string")).select("id").toArrow().column("id").to_pylist()
    assert {"a", "a-2"} < set(found) and len(set(found)) == 3
    assert sum(id.startswith("r-") for id in found) == 1


def test_a_partition_that_is_done_again_gives_the_same(spark, tmp_path: Path) -> None:
    frame = spark.createDataFrame([(row["id"], row["text"]) for row in reports()], "id string, text string")

    def rows(step) -> list[str]:
        return sorted(map(repr, step.toArrow().to_pylist()))

    def keep(step, name: str):
        step.write.mode("overwrite").parquet(str(tmp_path / name))
        kept = spark.read.parquet(str(tmp_path / name))
        assert rows(step) == rows(kept), name
        return kept

    stories = gather(keep(annotate(frame), "annotated"), keep).toArrow()
    assert stories.num_rows == len(reports())


def test_a_column_of_the_wrong_type_is_named(spark) -> None:
    with pytest.raises(Exception, match="holds Int64, and words are wanted"):
        annotate(spark.createDataFrame([("a", 5)], "id string, text bigint")).collect()
