"""What calls take: paths, texts, bytes, dicts, and tables that give themselves as Arrow."""

from __future__ import annotations

import datetime
import json
import math
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeAlias, Union, runtime_checkable


@runtime_checkable
class ArrowTable(Protocol):
    """Anything that gives itself as an Arrow stream: a table of pyarrow, pandas, Polars, DuckDB, or of dateline."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


#: One input: a path, a text, bytes of a file, a record, or a table of records.
One: TypeAlias = Union[str, "os.PathLike[str]", bytes, Mapping[str, Any], ArrowTable]
#: What calls take: one input, or several.
Given: TypeAlias = Union[One, Iterable[One]]

#: A string of so many words that names no file is a text, and not a path that is missing.
WORDS_OF_A_TEXT = 4


def given(inputs: Given, columns: Mapping[str, str] | None = None, follow_links: bool = False) -> dict[str, Any]:
    """Sorts inputs by what they are, as the native part takes them."""
    paths: list[str] = []
    named: list[tuple[str, bytes]] = []
    tables: list[tuple[str, object]] = []
    one = isinstance(inputs, (str, bytes, os.PathLike, Mapping)) or hasattr(inputs, "__arrow_c_stream__")
    for number, item in enumerate([inputs] if one else inputs):  # type: ignore[arg-type]
        if isinstance(item, os.PathLike):
            paths.append(os.fspath(item))
        elif isinstance(item, str) and _is_text(item):
            named.append((f"text-{number}.txt", item.encode()))
        elif isinstance(item, str):
            paths.append(item)
        elif isinstance(item, (bytes, bytearray)):
            named.append((f"bytes-{number}", bytes(item)))
        elif isinstance(item, Mapping):
            named.append((f"record-{number}.json", _record(item, columns or {})))
        elif hasattr(item, "__arrow_c_stream__"):
            tables.append(("row" if one else f"table-{number}-row", item))
        else:
            raise TypeError(
                f"input {number} is of type {type(item).__name__}: give a path, a text, bytes, a dict, or a table that gives "
                "itself as Arrow (pyarrow, pandas from 2.2 on, Polars, DuckDB)"
            )
    return {
        "paths": paths,
        "bytes": named,
        "tables": tables,
        "columns": list((columns or {}).items()),
        "follow_links": follow_links,
    }


def _is_text(string: str) -> bool:
    """A string that names a file or folder is a path. One of four words or more that names none is a text."""
    if string == "-":
        return False
    try:
        if Path(string).exists():
            return False
    except (OSError, ValueError):
        # Too long for a name, or with a character that none has.
        return True
    return "\n" in string or len(string.split()) >= WORDS_OF_A_TEXT


def _record(record: Mapping[str, Any], columns: Mapping[str, str]) -> bytes:
    """A record as JSON, without what is not known: ``None``, NaN."""
    named = {column: field for field, column in columns.items()}
    missing = [column for column in named if column not in record]
    if missing:
        raise ValueError(f"a record has no column {missing[0]!r}: choose another (it has {', '.join(map(repr, record))})")
    known = {}
    for name, value in record.items():
        field = named.get(name, name)
        if name not in named and field in columns:
            continue
        if field == "text" and not (value is None or isinstance(value, str) or _is_nan(value)):
            raise TypeError(f"the column {name!r} of a record holds {type(value).__name__}, and words are wanted")
        if (plain := _plain(value)) is not None:
            known[field] = plain
    # A record without a text is no report; that it is told as an empty one says so in the fewest words.
    known.setdefault("text", "")
    return json.dumps(known, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _is_nan(value: object) -> bool:
    # Other libraries have their own values for what is not known; each differs from itself.
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return type(value).__name__ in ("NAType", "NaTType")


def _plain(value: object) -> object:
    if value is None or _is_nan(value) or (isinstance(value, float) and math.isinf(value)):
        return None
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [part for part in map(_plain, value) if part is not None]
    if isinstance(value, Mapping):
        return {str(name): part for name, part in ((n, _plain(v)) for n, v in value.items()) if part is not None}
    if isinstance(value, (str, bool, int, float)):
        return value
    return str(value)
