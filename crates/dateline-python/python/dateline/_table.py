"""Tables of what was read and found: Arrow, as pandas, Polars, DuckDB and Spark take it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from ._dateline import NativeTable, tables

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

#: How many rows a table shows of itself.
SHOWN = 10
#: How much of a cell it shows.
CELL = 80


@dataclass(frozen=True)
class Column:
    """A column: its name, its Arrow type, and what it holds."""

    name: str
    type: str
    about: str


@dataclass(frozen=True)
class Schema:
    """The columns of a table, and what a row of it is."""

    name: str
    about: str
    columns: tuple[Column, ...]


#: All tables by name, with their columns: the reference of docs/columns.md as values.
TABLES: dict[str, Schema] = {
    name: Schema(name, about, tuple(Column(*column) for column in columns)) for name, about, columns in tables()
}


class Table:
    """A table that gives itself as Arrow, without a copy.

    >>> import dateline
    >>> events = dateline.annotate("France attacked Spain in 1823. Spain condemned France.").events
    >>> len(events), events.columns[:3]
    (2, ['event', 'date', 'source'])

    ``polars.DataFrame(events)``, ``pyarrow.table(events)``, ``pandas.DataFrame.from_arrow(events)`` (or, before pandas 3,
    :meth:`to_pandas`) and ``duckdb.sql("SELECT source, root FROM events")`` take it as it is.
    """

    __slots__ = ("_native",)

    def __init__(self, native: NativeTable) -> None:
        self._native = native

    @property
    def name(self) -> str:
        """Its name: ``"events"``."""
        return self._native.name

    @property
    def schema(self) -> Schema:
        """Its columns, with their types and what they hold."""
        return TABLES[self.name]

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return self._native.column_names

    def __len__(self) -> int:
        return len(self._native)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table as a stream of the Arrow C interface."""
        return self._native.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        """Its schema by the Arrow C interface."""
        return self._native.__arrow_c_schema__()

    def to_arrow(self) -> pyarrow.Table:
        """The table of pyarrow."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The frame of pandas; lists and structs are Python's."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The frame of Polars."""
        import polars

        return polars.DataFrame(self)

    def to_pylist(self) -> list[dict[str, object]]:
        """The rows as dicts."""
        rows: list[dict[str, object]] = self.to_arrow().to_pylist()
        return rows

    def __repr__(self) -> str:
        return f"<dateline.Table {self.name}: {len(self)} rows, {len(self.columns)} columns>"

    def _repr_html_(self) -> str:

        def cut(cell: str) -> str:
            return escape(cell if len(cell) <= CELL else cell[:CELL] + " …")

        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        rows = ("".join(f"<td>{cut(cell or '')}</td>" for cell in row) for row in self._native.head(SHOWN))
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{self.name}: {len(self)} rows</p>"
