"""docs/notebook.ipynb runs from top to bottom, and its cells show something."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[3] / "docs"


def test_the_notebook_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    monkeypatch.chdir(DOCS)
    cells = json.loads(Path("notebook.ipynb").read_text())["cells"]
    known: dict[str, object] = {}
    shown = []
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        body = ast.parse("".join(cell["source"])).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), "notebook", "exec"), known)
        if last is not None:
            shown.append(eval(compile(ast.Expression(last.value), "notebook", "eval"), known))
    assert len(shown) > 8
    account = shown[-1]
    assert "srcdoc" in account._repr_html_()  # type: ignore[attr-defined]
    assert all(len(one) > 0 for one in shown if hasattr(one, "__len__"))  # type: ignore[arg-type]
