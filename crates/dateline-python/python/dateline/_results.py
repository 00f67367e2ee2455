"""What calls give: reports, an account, a checked draft, what a search found."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any, overload

from ._dateline import NativeAccount, NativeReports
from ._errors import DatelineWarning, ReadError
from ._table import Table
from ._types import Evidence, Record, Report, Sentence, Story


@dataclass(frozen=True)
class Skipped:
    """An input that was left out, or not read as it is, and why."""

    #: A path, and what leads to the part that is meant; for what was in memory, what it is and its number from 0.
    source: str
    problem: str
    #: Whether it was left out.
    lost: bool


def _loads(raw: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(raw)
    return loaded


def heard(told: list[tuple[str, str, bool]], read: int, strict: bool) -> tuple[Skipped, ...]:
    """What was told of inputs; raised if nothing could be read, or not everything and that was asked for."""
    skipped = tuple(Skipped(*one) for one in told)
    lost = [one for one in skipped if one.lost]
    if lost and (strict or read == 0):
        raise ReadError(lost[0].source, lost[0].problem)
    if skipped:
        first = f"{skipped[0].source}: {skipped[0].problem}"
        more = f" (and {len(skipped) - 1} more; see .skipped)" if len(skipped) > 1 else ""
        warnings.warn(first + more, DatelineWarning, stacklevel=4)
    return skipped


class Reports(Sequence[Report]):
    """Reports in the order of the inputs, as a sequence and as tables.

    >>> import dateline
    >>> reports = dateline.annotate("The pilot said the fog was thick.")
    >>> reports[0].statements[0].kind
    'indirect'
    >>> reports.statements
    <dateline.Table statements: 1 rows, 25 columns>
    """

    def __init__(self, native: NativeReports, strict: bool) -> None:
        self._native = native
        #: Inputs that were left out, or not read as they are.
        self.skipped = heard(native.told, len(native), strict)
        self._made: dict[int, Report] = {}

    def __len__(self) -> int:
        return len(self._native)

    @overload
    def __getitem__(self, at: int) -> Report: ...
    @overload
    def __getitem__(self, at: slice) -> list[Report]: ...
    def __getitem__(self, at: int | slice) -> Report | list[Report]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        if at not in self._made:
            self._made[at] = Report.of(json.loads(self._native.json(at)))
        return self._made[at]

    def __iter__(self) -> Iterator[Report]:
        return (self[at] for at in range(len(self)))

    def to_dicts(self) -> list[dict[str, Any]]:
        """The reports as dicts, as the JSON of the command has them."""
        return [report.to_dict() for report in self]

    def to_jsonl(self) -> str:
        """The reports as JSON lines: the bytes that the command writes for the same inputs."""
        return self._native.jsonl()

    def table(self, name: str) -> Table:
        """A table by its name; ``dateline.TABLES`` has them all."""
        return Table(self._native.table(name))

    @property
    def reports(self) -> Table:
        """One row a report."""
        return self.table("reports")

    @property
    def statements(self) -> Table:
        """One row a statement."""
        return self.table("statements")

    @property
    def events(self) -> Table:
        """One row an event."""
        return self.table("events")

    @property
    def times(self) -> Table:
        """One row a time expression."""
        return self.table("times")

    @property
    def actors(self) -> Table:
        """One row an actor."""
        return self.table("actors")

    @property
    def clauses(self) -> Table:
        """One row a clause."""
        return self.table("clauses")

    def __repr__(self) -> str:
        return f"<dateline.Reports: {len(self)}>"

    def _repr_html_(self) -> str:
        return self.reports._repr_html_()


class Account:
    """The account of reports: stories with their claims.

    In a notebook it shows as its page; as a string it is Markdown.
    """

    def __init__(self, native: NativeAccount, strict: bool) -> None:
        self._native = native
        #: Inputs that were left out, or not read as they are.
        self.skipped = heard(native.told, native.reports, strict)

    @cached_property
    def _json(self) -> dict[str, Any]:
        return _loads(self._native.json(False, False))

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The stories: those with most reports first."""
        return tuple(Story.of(story) for story in self._json["stories"])

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The reports that it rests on, by id, without layers."""
        return tuple(Report.of(report) for report in self._json["reports"])

    def report(self, id: str) -> Report:
        """The report of an id; ``KeyError`` if there is none."""
        for report in self.reports:
            if report.id == id:
                return report
        raise KeyError(id)

    def to_dict(self, *, layers: bool = False) -> dict[str, Any]:
        """The account as a dict, as the JSON of the command has it; with ``layers`` what was found in each report too."""
        return _loads(self._native.json(True, False)) if layers else self._json

    def to_json(self, *, layers: bool = False, seal: bool = False) -> str:
        """The account as JSON: the bytes that ``dateline account --format json`` writes for the same inputs."""
        return self._native.json(layers, seal)

    def to_html(self, *, all: bool = False, paths: bool = True) -> str:
        """The account as one page that needs no network: the bytes of ``dateline account -o story.html``."""
        return self._native.html(all, paths)

    def to_markdown(self, *, all: bool = False, paths: bool = True) -> str:
        """The account as Markdown."""
        return self._native.markdown(all, paths)

    def search(self, words: str) -> Found:
        """What the account holds of some words: ``fog who:Rowe -inquiry "harbour master" outlet:Lantern after:1926-03-16``."""
        return Found.of(json.loads(self._native.search(words)))

    def table(self, name: str) -> Table:
        """A table by its name; ``dateline.TABLES`` has them all."""
        return Table(self._native.table(name))

    @property
    def claims(self) -> Table:
        """One row a claim."""
        return self.table("claims")

    @property
    def supports(self) -> Table:
        """One row a place that tells a claim."""
        return self.table("supports")

    @property
    def statements(self) -> Table:
        """One row a statement of a report."""
        return self.table("statements")

    @property
    def events(self) -> Table:
        """One row an event of a report."""
        return self.table("events")

    def __str__(self) -> str:
        return self.to_markdown()

    def __repr__(self) -> str:
        stories = ", ".join(repr(story.title) for story in self.stories[:3])
        more = " …" if len(self.stories) > 3 else ""
        return f"<dateline.Account of {len(self.reports)} reports, {len(self.stories)} stories: {stories}{more}>"

    def _repr_html_(self) -> str:
        # In a frame of its own: the page has styles, and scripts that find their claims by id.
        page = escape(self.to_html(paths=False), quote=True)
        return f'<iframe srcdoc="{page}" style="width: 100%; height: 48em; border: 0" title="dateline"></iframe>'


class Checked:
    """A draft held against reports, sentence by sentence."""

    def __init__(self, raw: str, told: list[tuple[str, str, bool]], strict: bool) -> None:
        self._raw = raw
        self._json = _loads(raw)
        #: Inputs that were left out, or not read as they are.
        self.skipped = heard(told, len(self._json["reports"]), strict)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the draft."""
        return tuple(Sentence.of(sentence) for sentence in self._json["sentences"])

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not any(sentence.findings for sentence in self.sentences)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of the command."""
        return self._json

    def to_json(self) -> str:
        """The bytes that ``dateline check --format json`` writes."""
        return self._raw

    def __repr__(self) -> str:
        count = sum(len(sentence.findings) for sentence in self.sentences)
        return f"<dateline.Checked: {len(self.sentences)} sentences, {count} findings>"


@dataclass(frozen=True)
class Hit(Record):
    """A sentence of a report that holds what was looked for."""

    report: str
    line: int
    text: str


@dataclass(frozen=True)
class FoundClaim(Record):
    """A claim that holds what was looked for."""

    claim: str
    text: str


@dataclass(frozen=True)
class FoundStory(Record):
    """What was found of one story."""

    _holds = {"claims": FoundClaim, "sentences": Hit}

    story: str | None = None
    title: str | None = None
    claims: tuple[FoundClaim, ...] = ()
    people: tuple[str, ...] = ()
    sentences: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class Found(Record):
    """What a search found, by story."""

    _holds = {"stories": FoundStory}

    #: How many reports hold it.
    reports: int = 0
    stories: tuple[FoundStory, ...] = ()


__all__ = ["Account", "Checked", "Evidence", "Found", "FoundStory", "Hit", "Reports", "Skipped"]
