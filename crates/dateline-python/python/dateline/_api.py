"""The calls: read, annotate, account, check, parse, search, as functions and on an engine with settings of its own."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import cache
from typing import Literal

from ._dateline import NativeEngine
from ._errors import faults
from ._given import Given, One, given
from ._results import Account, Checked, Found, Reports, heard
from ._types import Parse

TimeMode = Literal["auto", "news", "narrative"]
Day = str | datetime.date | None


class Engine:
    """The calls with settings of their own; the functions of the package share one that has none.

    It loads its language pipeline with the first call that needs it. Threads may share it: calls do not hold Python's lock.

    :param pipeline: a folder or wheel of a spaCy v3 pipeline; built-in English if not given.
    :param time_mode: what "Tuesday" and "last year" are counted from.
    :param jobs: how many reports are worked on at once; all cores if not given. No answer depends on it.

    Inputs are one or several of: a path of a file, folder or store (a string that names one, or a ``Path``); a text (a string of
    four words or more that names no file); ``bytes`` of a file; a dict with ``text`` and any of ``id``, ``title``, ``outlet``,
    ``published``, ``url``, ``authors``; a table with such columns, of pyarrow, pandas, Polars, DuckDB. ``columns`` says which
    column holds what where its name does not tell: ``columns={"text": "Body"}``.

    An input that can not be read is left out, warned of and kept in ``.skipped``; with ``strict`` it raises, as it does
    if nothing could be read.
    """

    def __init__(self, *, pipeline: str | None = None, time_mode: TimeMode = "auto", jobs: int | None = None) -> None:
        self._native = NativeEngine(pipeline, time_mode, jobs)

    def read(
        self, inputs: Given, *, columns: Mapping[str, str] | None = None, follow_links: bool = False, strict: bool = False
    ) -> Reports:
        """Reads reports: clean text and what is known of each.

        >>> import dateline
        >>> reports = dateline.read({"text": "The ferry sank.", "outlet": "The Packet", "published": "1911-03-15"})
        >>> reports[0].outlet, reports[0].published
        ('The Packet', '1911-03-15')
        """
        with faults():
            return Reports(self._native.read(given(inputs, columns, follow_links)), strict)

    def annotate(
        self, inputs: Given, *, columns: Mapping[str, str] | None = None, follow_links: bool = False, strict: bool = False
    ) -> Reports:
        """Reads and annotates reports: actors, times, statements, events and clauses of each.

        >>> import dateline
        >>> report = dateline.annotate("Jonas Brandt, the harbour master, said on Monday that the ferry had sunk.")[0]
        >>> statement = report.statements[0]
        >>> report.actor(statement.speaker).name, report.words(statement.content)
        ('Jonas Brandt', 'that the ferry had sunk')
        """
        with faults():
            return Reports(self._native.annotate(given(inputs, columns, follow_links)), strict)

    def parse(self, inputs: Given, *, columns: Mapping[str, str] | None = None, strict: bool = False) -> list[Parse]:
        """Runs the language pipeline alone: tokens, tags, trees and names of each text as it stands.

        >>> import dateline
        >>> parse = dateline.parse("The ferry left Port Merrow.")[0]
        >>> [(token.lemma, token.dep) for token in parse.tokens[:3]]
        [('the', 'det'), ('ferry', 'nsubj'), ('leave', 'ROOT')]
        """
        with faults():
            lines, told = self._native.parse(given(inputs, columns))
        heard(told, len(lines), strict)
        return [Parse.of(json.loads(line)) for line in lines]

    def account(
        self,
        inputs: Given,
        *,
        columns: Mapping[str, str] | None = None,
        follow_links: bool = False,
        actors: str | None = None,
        as_of: Day = None,
        strict: bool = False,
    ) -> Account:
        """Reads, annotates, groups and compares: one sourced account a story.

        :param actors: TOML that merges, splits, renames or drops actors, as the command's ``--actors`` takes.
        :param as_of: as the reports were at the end of this day.

        >>> import dateline
        >>> account = dateline.account([
        ...     {"outlet": "Packet", "text": "The ferry Halden sank off Port Merrow on Tuesday. Two people died."},
        ...     {"outlet": "Lantern", "text": "The ferry Halden sank off Port Merrow on Tuesday. Three people died."},
        ... ])
        >>> account.stories[0].claims[0].state in {"agree", "differ", "open"}
        True
        """
        with faults():
            native = self._native.account(given(inputs, columns, follow_links), actors, _day(as_of))
            return Account(native, strict)

    def check(
        self,
        draft: One,
        inputs: Given,
        *,
        columns: Mapping[str, str] | None = None,
        since: Day = None,
        outlet: str | None = None,
        strict: bool = False,
    ) -> Checked:
        """Holds a draft against reports: each quotation, speaker, figure, date and name in it.

        >>> import dateline
        >>> checked = dateline.check(
        ...     "Ruth Calder said: “Everybody has won.”", "“Nobody has won,” Ruth Calder said on Tuesday."
        ... )
        >>> checked.sentences[0].verdict, [finding.kind for finding in checked.sentences[0].findings]
        ('differs', ['quote'])
        """
        with faults():
            raw, told = self._native.check(given(draft), given(inputs, columns), _day(since), outlet)
        return Checked(raw, told, strict)

    def search(
        self, words: str, inputs: Given, *, columns: Mapping[str, str] | None = None, strict: bool = False
    ) -> Found:
        """Finds stories, claims, people and sentences: words, "phrases", -not, who:NAME, outlet:NAME, after:DATE.

        It makes an account of the inputs first; whoever has one asks that: :meth:`Account.search`.

        >>> import dateline
        >>> found = dateline.search("fog -strike", ["There was fog on Monday.", "The strike ended in thick fog."])
        >>> [hit.text for story in found.stories for hit in story.sentences]
        ['There was fog on Monday.']
        """
        return self.account(inputs, columns=columns, strict=strict).search(words)

    @property
    def version(self) -> str:
        """What makes the layers of a report: this version, and the pipeline's."""
        with faults():
            return self._native.version()


def _day(day: Day) -> str | None:
    return day.isoformat()[:10] if isinstance(day, datetime.date) else day


@cache
def engine() -> Engine:
    """The engine that the functions of the package share."""
    return Engine()


def read(
    inputs: Given, *, columns: Mapping[str, str] | None = None, follow_links: bool = False, strict: bool = False
) -> Reports:
    return engine().read(inputs, columns=columns, follow_links=follow_links, strict=strict)


def annotate(
    inputs: Given, *, columns: Mapping[str, str] | None = None, follow_links: bool = False, strict: bool = False
) -> Reports:
    return engine().annotate(inputs, columns=columns, follow_links=follow_links, strict=strict)


def parse(inputs: Given, *, columns: Mapping[str, str] | None = None, strict: bool = False) -> list[Parse]:
    return engine().parse(inputs, columns=columns, strict=strict)


def account(
    inputs: Given,
    *,
    columns: Mapping[str, str] | None = None,
    follow_links: bool = False,
    actors: str | None = None,
    as_of: Day = None,
    strict: bool = False,
) -> Account:
    return engine().account(
        inputs, columns=columns, follow_links=follow_links, actors=actors, as_of=as_of, strict=strict
    )


def check(
    draft: One,
    inputs: Given,
    *,
    columns: Mapping[str, str] | None = None,
    since: Day = None,
    outlet: str | None = None,
    strict: bool = False,
) -> Checked:
    return engine().check(draft, inputs, columns=columns, since=since, outlet=outlet, strict=strict)


def search(
    words: str, inputs: Given, *, columns: Mapping[str, str] | None = None, strict: bool = False
) -> Found:
    return engine().search(words, inputs, columns=columns, strict=strict)


for function in (read, annotate, parse, account, check, search):
    function.__doc__ = getattr(Engine, function.__name__).__doc__
