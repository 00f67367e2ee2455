"""dateline reads many reports of the news and gives one sourced account.

What happened and when, who said what to whom, where the reports agree, differ or are silent, and how many independent origins stand
behind each line. It runs on your machine without a network, and invents no words.

>>> import dateline
>>> account = dateline.account([
...     {"id": "packet", "outlet": "The Packet", "published": "1911-03-15",
...      "text": "The ferry Halden sank off Port Merrow on Tuesday. Two people died, the harbour office said."},
...     {"id": "lantern", "outlet": "The Lantern", "published": "1911-03-15",
...      "text": "The ferry Halden sank on Tuesday off Port Merrow. The harbour office said that two people died."},
... ])
>>> len(account.reports), len(account.stories)
(2, 1)
>>> account.stories[0].claims[0].text in account.reports[0].text + account.reports[1].text
True
"""

from ._api import Engine, account, annotate, check, parse, read, search
from ._dateline import __version__
from ._errors import DatelineError, DatelineWarning, ReadError
from ._results import Account, Checked, Found, FoundStory, Hit, Reports, Skipped
from ._table import TABLES, Column, Schema, Table
from ._types import (
    Actor,
    Claim,
    Clause,
    Difference,
    Evidence,
    Event,
    Finding,
    Origin,
    Parse,
    Region,
    Report,
    Sentence,
    Speaker,
    Statement,
    Story,
    Support,
    TimeExpression,
    Token,
    Value,
)

__all__ = [
    "Account", "Actor", "Checked", "Claim", "Clause", "Column", "DatelineError", "DatelineWarning", "Difference", "Engine",
    "Event", "Evidence", "Finding", "Found", "FoundStory", "Hit", "Origin", "Parse", "ReadError", "Region", "Report", "Reports",
    "Schema", "Sentence", "Skipped", "Speaker", "Statement", "Story", "Support", "TABLES", "Table", "TimeExpression", "Token",
    "Value", "__version__", "account", "annotate", "check", "parse", "read", "search",
]  # fmt: skip
