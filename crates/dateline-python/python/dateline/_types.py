"""What calls give, as typed values: each has the fields of its JSON, and that as ``to_dict()``.

Offsets are code points into the text of the report, half-open. What is not known is ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from html import escape
from typing import Any, ClassVar, TypeVar

R = TypeVar("R", bound="Record")

#: A place in a text.
Span = tuple[int, int]


@dataclass(frozen=True)
class Record:
    """A value with the fields of a JSON object. Fields that this version does not name are in ``to_dict()``."""

    #: Which fields hold other records, one or a list.
    _holds: ClassVar[dict[str, type[Record]]] = {}
    #: What fields are called in JSON where Python has the word for itself.
    _called: ClassVar[dict[str, str]] = {}

    @classmethod
    def of(cls: type[R], data: dict[str, Any]) -> R:
        """The value of a JSON object."""
        values = {}
        for each in fields(cls):
            if each.name == "_data":
                continue
            raw = data.get(cls._called.get(each.name, each.name))
            held = cls._holds.get(each.name)
            if held is not None and raw is not None:
                raw = tuple(held.of(one) for one in raw) if isinstance(raw, list) else held.of(raw)
            elif isinstance(raw, list):
                raw = _tuples(raw)
            elif raw is None and isinstance(each.default, tuple):
                raw = ()
            values[each.name] = raw
        made = cls(**values)
        object.__setattr__(made, "_data", data)
        return made

    def to_dict(self) -> dict[str, Any]:
        """The JSON object that it was made from, as the command writes it."""
        return self._data

    _data: dict[str, Any] = field(default_factory=dict, repr=False, compare=False, init=False)


def _tuples(raw: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuples(one) if isinstance(one, list) else one for one in raw)


@dataclass(frozen=True)
class Region(Record):
    """A stretch of text by its part: title, body, caption, byline, dateline, correction, furniture."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Actor(Record):
    """A person, organisation, country, place, group or office that a report names, or in a story several."""

    id: str
    name: str
    kind: str
    roles: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    mention_kinds: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    country: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class TimeExpression(Record):
    """Words that tell a time, with its TIMEX3 value."""

    id: str
    start: int
    end: int
    type: str
    value: str
    mod: str | None = None
    begin_value: str | None = None
    end_value: str | None = None
    anchor: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class Statement(Record):
    """What someone is reported to have said: source, cue, content, speaker, channel."""

    id: str
    kind: str
    act: str
    content: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    anonymous: bool = False
    description: str | None = None
    anonymity_reason: str | None = None
    source_count: int | None = None
    channel: str | None = None
    told_to: str | None = None
    time: str | None = None
    within: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class Event(Record):
    """What someone is reported to have done: trigger, participants, place, time, status."""

    id: str
    trigger: Span
    status: str
    root: str | None = None
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    status_cue: Span | None = None
    place: str | None = None
    time: str | None = None
    statement: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class Clause(Record):
    """The smallest stretch that tells one thing, with who and what takes part in it."""

    id: str
    start: int
    end: int
    predicate: Span
    status: str
    polarity: str
    kind: str
    region: str | None = None
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: str | None = None
    time: str | None = None
    statement: str | None = None
    says: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class Report(Record):
    """One article, page or post, with what is known of it and, if it was annotated, what was found in it."""

    _holds = {
        "regions": Region, "actors": Actor, "times": TimeExpression, "statements": Statement, "events": Event, "clauses": Clause,
    }  # fmt: skip
    _called = {"source": "from"}

    id: str
    sha256: str
    #: Path or URL; ``from`` in JSON.
    source: str
    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    place: str | None = None
    published: str | None = None
    published_by: str | None = None
    updated: str | None = None
    section: str | None = None
    regions: tuple[Region, ...] = ()
    #: ``None`` if the report was only read, as are the next ones.
    actors: tuple[Actor, ...] | None = None
    times: tuple[TimeExpression, ...] | None = None
    statements: tuple[Statement, ...] | None = None
    events: tuple[Event, ...] | None = None
    clauses: tuple[Clause, ...] | None = None

    def words(self, *spans: Span | tuple[Span, ...]) -> str:
        """The words at one place, or at several with " … " between.

        >>> import dateline
        >>> report = dateline.annotate("The pilot said the fog was thick.")[0]
        >>> report.words(report.statements[0].content)
        'the fog was thick'
        """
        flat: list[Span] = []
        for span in spans:
            flat.extend(span if span and isinstance(span[0], tuple) else [span])  # type: ignore[list-item]
        return " … ".join(self.text[start:end] for start, end in flat)

    def actor(self, id: str | None) -> Actor | None:
        """The actor of an id."""
        return next((actor for actor in self.actors or () if actor.id == id), None)

    def __repr__(self) -> str:
        known = [f"{self.id!r}", self.outlet, self.published, f"{len(self.text)} characters"]
        return f"<dateline.Report {', '.join(part for part in known if part)}>"

    def _repr_html_(self) -> str:
        parts = [self.outlet, self.published, *self.authors]
        known = " · ".join(escape(part) for part in parts if part)
        found = "".join(
            f"<li>{len(layer)} {name}</li>"
            for name in ("actors", "times", "statements", "events", "clauses")
            if (layer := getattr(self, name)) is not None
        )
        text = escape(self.text).replace("\n", "<br>")
        return f"<h4>{escape(self.title or self.id)}</h4><p>{known}</p><ul>{found}</ul><details><summary>text</summary>{text}</details>"


@dataclass(frozen=True)
class Speaker(Record):
    """Who says what a support tells."""

    name: str
    unnamed: bool
    actor: str | None = None


@dataclass(frozen=True)
class Support(Record):
    """A place that tells a claim."""

    _holds = {"speaker": Speaker}

    report: str
    start: int
    end: int
    #: The words at that place, verbatim.
    text: str
    says: str
    origin: str
    trigger: Span | None = None
    value: Span | None = None
    speaker: Speaker | None = None
    chain: tuple[str, ...] = ()
    statement: str | None = None
    event: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class Value(Record):
    """One of the values that differ, and which supports have it, counted from 0."""

    value: str
    support: tuple[int, ...] = ()


@dataclass(frozen=True)
class Difference(Record):
    """Something in which the supports of a claim differ."""

    _holds = {"values": Value}
    _called = {"kind": "in"}

    #: number, time, place, actor, wording, polarity, certainty, reason or scope; ``in`` in JSON.
    kind: str
    conflict: bool = False
    update: bool = False
    values: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Claim(Record):
    """One thing that the reports of a story tell, with every place that tells it."""

    _holds = {"support": Support, "differences": Difference}

    id: str
    kind: str
    #: The best-worded support, verbatim.
    text: str
    state: str
    outlets: int
    origins: int
    time: str | None = None
    actors: tuple[str, ...] = ()
    support: tuple[Support, ...] = ()
    shown: bool = False
    silent: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    too_early: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()

    def __repr__(self) -> str:
        return f"<dateline.Claim {self.id} {self.state}, {self.outlets} outlets, {self.origins} origins: {self.text!r}>"


@dataclass(frozen=True)
class Origin(Record):
    """Where a piece of information comes from: an outlet's own work, an agency's text, an utterance, a document."""

    id: str
    kind: str
    name: str
    reports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Story(Record):
    """The reports of one happening, with what they tell. Its timeline, positions and questions are in ``to_dict()``."""

    _holds = {"origins": Origin, "actors": Actor, "claims": Claim}
    _called = {"first": "from", "last": "to"}

    id: str
    title: str | None = None
    reports: tuple[str, ...] = ()
    #: The first day that it tells of or that a report was published on; ``from`` in JSON.
    first: str | None = None
    last: str | None = None
    origins: tuple[Origin, ...] = ()
    actors: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()

    def __repr__(self) -> str:
        return f"<dateline.Story {self.title!r}: {len(self.reports)} reports, {len(self.claims)} claims>"


@dataclass(frozen=True)
class Evidence(Record):
    """A place in a report that a draft is held against."""

    report: str
    start: int
    end: int


@dataclass(frozen=True)
class Finding(Record):
    """Something in a sentence of a draft that its reports tell otherwise."""

    _holds = {"evidence": Evidence}

    kind: str
    start: int
    end: int
    #: The reports' own words, verbatim.
    says: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Sentence(Record):
    """A sentence of a draft: whether reports tell it."""

    _holds = {"findings": Finding, "evidence": Evidence}

    start: int
    end: int
    verdict: str
    findings: tuple[Finding, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Token:
    """A word of a parse."""

    start: int
    end: int
    lemma: str
    tag: str
    pos: str
    #: Which token it hangs on, counted from 0; its own number at a root.
    head: int
    dep: str
    #: "B-PERSON", "I-PERSON", or "" where it is of no name.
    entity: str
    sentence_start: bool


@dataclass(frozen=True)
class Parse(Record):
    """The tokens, tags, trees and names of one text."""

    id: str
    text: str
    tokens: tuple[Token, ...] = ()

    @classmethod
    def of(cls, data: dict[str, Any]) -> Parse:
        made = cls(id=data["id"], text=data["text"], tokens=tuple(Token(*token) for token in data["tokens"]))
        object.__setattr__(made, "_data", data)
        return made

    def __repr__(self) -> str:
        return f"<dateline.Parse {self.id!r}: {len(self.tokens)} tokens>"
