"""dateline on Spark: reports as a DataFrame in, tables of claims and supports out.

Each function takes DataFrames and gives a DataFrame, lazily; nothing runs on the JVM but Spark itself. It runs on Spark 4
(``pyspark``) and on Sail (``pysail``) unchanged. The package must be installed where the workers run.

The way is that of the command, taken apart:

- :func:`annotate`: a report needs no other, so reports are annotated where they lie, batch by batch.
- :func:`gather`: how many reports hold each term is counted; each report is looked up by its heaviest terms and by its signature; of
  pairs that share some it is asked how alike they are; reports that hang together by pairs that are alike make a heap, and
  each heap is grouped as the command groups everything.
- :func:`compare`: a story at a time, from its packed reports alone.

:func:`run` does all of it and writes tables. ``dateline/spark/job.py`` is the script to submit.
"""

from __future__ import annotations

from ._annotate import annotate, diagnostics, table
from ._compare import claims, compare, supports
from ._gather import gather
from ._run import run

__all__ = ["annotate", "claims", "compare", "diagnostics", "gather", "run", "supports", "table"]
