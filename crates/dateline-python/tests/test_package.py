"""What the package promises: the bytes of the command, tables that others take, and words for what is wrong."""

from __future__ import annotations

import _thread
import doctest
import importlib
import json
import math
import os
import pkgutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import dateline
import pytest

ROOT = Path(__file__).parents[3]
STRIKE = str(ROOT / "examples/strike")
COMMAND = os.environ.get("DATELINE", str(ROOT / "target/release/dateline"))

PACKET = {
    "id": "packet",
    "outlet": "The Packet",
    "published": "1911-03-15",
    "text": "The ferry Halden sank off Port Merrow on Tuesday. Two people died, the harbour office said.",
}
LANTERN = {**PACKET, "id": "lantern", "outlet": "The Lantern", "text": PACKET["text"].replace("Two", "Three")}


def command(*args: str) -> str:
    return subprocess.run([COMMAND, *args], check=False, capture_output=True, text=True, cwd=ROOT).stdout


@pytest.fixture(scope="module")
def strike() -> dateline.Account:
    return dateline.account(STRIKE)


def test_the_bytes_are_those_of_the_command(strike: dateline.Account) -> None:
    assert strike.to_json() == command("account", STRIKE, "--format", "json")
    assert strike.to_json(layers=True, seal=True) == command("account", STRIKE, "--format", "json", "--layers", "--seal")
    assert strike.to_html() == command("account", STRIKE, "--format", "html")
    assert strike.to_markdown() == command("account", STRIKE, "--format", "markdown")
    assert dateline.annotate(STRIKE).to_jsonl() == command("annotate", STRIKE, "--format", "jsonl")
    assert dateline.read(STRIKE).to_jsonl() == command("read", STRIKE, "--format", "jsonl")
    draft = STRIKE + "/" + sorted(os.listdir(STRIKE))[0]
    assert dateline.check(draft, STRIKE).to_json() == command("check", draft, STRIKE, "--format", "json")
    parses = [parse.to_dict() for parse in dateline.parse(STRIKE)]
    assert parses == [json.loads(line) for line in command("parse", STRIKE, "--format", "jsonl").splitlines()]


def test_values_are_typed_and_are_their_json(strike: dateline.Account) -> None:
    story = strike.stories[0]
    assert story.to_dict() == strike.to_dict()["stories"][0]
    for claim in story.claims:
        assert claim.support[0].text in {strike.report(claim.support[0].report).words((s.start, s.end)) for s in claim.support}
    assert isinstance(story.claims[0].differences, tuple)
    report = dateline.annotate(STRIKE)[0]
    assert report.source.endswith(".txt") and report.to_dict()["from"] == report.source
    statement = report.statements[0]
    assert report.words(statement.content) and isinstance(statement.content[0], tuple)
    assert dateline.read(STRIKE)[0].statements is None, "it was only read"


def test_an_account_shows_as_its_page(strike: dateline.Account) -> None:
    html = strike._repr_html_()
    assert html.startswith("<iframe srcdoc=") and "&lt;!DOCTYPE html&gt;" in html
    assert "4 reports, 1 stories" in repr(strike) and str(strike).startswith("#")
    assert "<table>" in strike.claims._repr_html_()


def test_all_ways_to_give_a_report_read_it() -> None:
    path = Path(STRIKE) / sorted(os.listdir(STRIKE))[0]
    text = path.read_text()
    for given in (path, str(path), text, path.read_bytes(), {"text": text}, [path], iter([str(path)])):
        assert dateline.read(given)[0].text == text
    with pytest.raises(TypeError, match="input 1 is of type int"):
        dateline.read([path, 7])


def tables() -> dict[str, object]:
    import duckdb
    import pandas
    import polars
    import pyarrow

    arrow = pyarrow.Table.from_pylist([PACKET, LANTERN])
    return {
        "pyarrow": arrow,
        "pandas": arrow.to_pandas(),
        "polars": polars.from_arrow(arrow),
        "duckdb": duckdb.from_arrow(arrow),
        "categories": arrow.to_pandas().astype({"outlet": "category"}),
    }


@pytest.mark.parametrize("kind", ["pyarrow", "pandas", "polars", "duckdb", "categories"])
def test_tables_are_read_row_by_row(kind: str) -> None:
    account = dateline.account(tables()[kind])
    assert [report.id for report in account.reports] == ["lantern", "packet"]
    assert account.stories[0].to_dict() == dateline.account([PACKET, LANTERN]).stories[0].to_dict()
    named = dateline.read([{"Body": PACKET["text"], "text": "something else"}], columns={"text": "Body"})
    assert named[0].text == PACKET["text"]


def test_tables_are_taken_in_one_line(strike: dateline.Account) -> None:
    import duckdb
    import pandas
    import polars
    import pyarrow

    claims = strike.claims
    count = len(claims)
    assert count > 5
    assert polars.DataFrame(claims).shape == (count, len(claims.columns))
    assert pyarrow.table(claims).num_rows == count
    frame = pandas.DataFrame.from_arrow(claims) if hasattr(pandas.DataFrame, "from_arrow") else claims.to_pandas()
    assert list(frame.columns) == claims.columns and len(frame) == count
    assert duckdb.sql("SELECT count(*) FROM claims").fetchall() == [(count,)]
    row = claims.to_pylist()[0]
    known = strike.to_dict()["stories"][0]["claims"][0]
    assert {name: row[name] for name in ("id", "text", "state", "silent")} == {n: known[n] for n in ("id", "text", "state", "silent")}
    for name, schema in dateline.TABLES.items():
        table = strike.table(name)
        assert table.columns == [column.name for column in schema.columns] and len(table) > 0
        table.to_arrow().validate(full=True)


def test_what_is_missing_is_left_out_and_told() -> None:
    rows = [PACKET, {**LANTERN, "text": None}, {**LANTERN, "id": "c", "text": math.nan}, {"id": "d"}]
    with pytest.warns(dateline.DatelineWarning, match=r"record-1.json: .*empty.*2 more"):
        reports = dateline.read(rows)
    assert [report.id for report in reports] == ["packet"]
    assert [(one.source, one.lost) for one in reports.skipped] == [(f"record-{n}.json", True) for n in (1, 2, 3)]
    with pytest.raises(dateline.ReadError, match="record-1.json"):
        dateline.read(rows, strict=True)
    with pytest.raises(dateline.ReadError, match="record-0.json"):
        dateline.read([{"text": None}])
    import pandas

    frame = pandas.DataFrame([PACKET, {**LANTERN, "text": math.nan}])
    with pytest.warns(dateline.DatelineWarning, match="row-1.json"):
        assert len(dateline.annotate(frame)) == 1


def test_a_column_of_the_wrong_type_is_named() -> None:
    import pyarrow

    with pytest.raises(TypeError, match="the column \"text\" of the table holds Int64, and words are wanted"):
        dateline.read(pyarrow.table({"text": [1, 2]}))
    with pytest.raises(TypeError, match="the column \"Body\" .* choose another"):
        dateline.read(pyarrow.table({"Body": [1.5], "note": ["a"]}), columns={"text": "Body"})
    with pytest.raises(ValueError, match="the table has no column \"Body\""):
        dateline.read(pyarrow.table({"text": ["It sank."]}), columns={"text": "Body"})
    with pytest.raises(TypeError, match="the column 'text' of a record holds int"):
        dateline.read({"text": 5})
    with pytest.raises(ValueError, match="\"corpus\" is no field"):
        dateline.read({"text": "It sank.", "Body": "x"}, columns={"corpus": "Body"})


def test_one_id_twice_is_told_apart() -> None:
    other = {**PACKET, "text": "The council of Port Merrow met on Monday and chose a new mayor after three votes."}
    assert [report.id for report in dateline.read([PACKET, other])] == ["packet", "packet-2"]
    with pytest.warns(dateline.DatelineWarning, match="another version of packet"):
        account = dateline.account([PACKET, {**LANTERN, "id": "packet", "published": "1911-03-16"}])
    assert [report.text for report in account.reports] == [LANTERN["text"]]


def test_a_cell_of_20_megabytes_is_refused_and_the_rest_goes_on() -> None:
    import pyarrow

    table = pyarrow.Table.from_pylist([PACKET, {**LANTERN, "text": "It sank. " * (20 * 2**20 // 9)}])
    with pytest.warns(dateline.DatelineWarning, match="row-1.json: is longer than 2 MB"):
        assert len(dateline.annotate(table)) == 1


def test_errors_name_the_file() -> None:
    with pytest.raises(dateline.ReadError, match="no/such/file.txt: there is no such file") as raised:
        dateline.account("no/such/file.txt")
    assert raised.value.source == "no/such/file.txt"
    with pytest.raises(dateline.DatelineError, match="no pipeline is called"):
        dateline.Engine(pipeline="no-such-pipeline").annotate(PACKET)
    with pytest.raises(ValueError, match="as_of is no day"):
        dateline.account(PACKET, as_of="yesterday")
    with pytest.raises(ValueError, match="nothing to look for"):
        dateline.search("", PACKET)


def test_other_threads_run_meanwhile_and_an_interrupt_stops_a_run() -> None:
    many = [{**PACKET, "id": f"r{n}", "text": f"Report {n}. " + PACKET["text"] * 40} for n in range(3000)]
    ticks = []
    threading.Thread(target=lambda: [(ticks.append(1), time.sleep(0.01)) for _ in range(40)], daemon=True).start()
    threading.Timer(0.6, _thread.interrupt_main).start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        dateline.annotate(many)
    assert time.monotonic() - began < 6
    assert len(ticks) > 10, "another thread ran"
    assert len(dateline.annotate(PACKET)) == 1, "the next call runs"


def test_the_command_comes_along() -> None:
    ran = subprocess.run([sys.executable, "-m", "dateline", "read", STRIKE, "--format", "jsonl"], check=True, capture_output=True, text=True)
    assert ran.stdout == dateline.read(STRIKE).to_jsonl()
    assert subprocess.run([sys.executable, "-m", "dateline", "read", "nowhere"], check=False, capture_output=True).returncode == 2


def test_examples_in_docstrings_run() -> None:
    names = [name for _, name, _ in pkgutil.iter_modules(dateline.__path__) if name not in ("_dateline", "__main__", "spark")]
    modules = [dateline, *(importlib.import_module(f"dateline.{name}") for name in names)]
    results = [doctest.testmod(module) for module in modules]
    assert sum(result.failed for result in results) == 0
    assert sum(result.attempted for result in results) > 20
