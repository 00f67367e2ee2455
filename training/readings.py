"""What is learned from: the readings of editors, beside the passages that dateline makes of the same reports."""

import json
from collections import defaultdict
from pathlib import Path

import numpy as np

SETS = ("readings", "readings-more")


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def letters(text, spans):
    """The places of letters and digits under some spans."""
    return {i for start, end in spans for i in range(start, end) if text[i : i + 1].isalnum()}


class Story:
    """One story: its gold facts, and the passages and pairs of `xtask train pair-samples`."""

    def __init__(self, name, gold, texts, samples):
        self.name, self.facts, self.texts, self.samples = f"{name}/{gold['story']}", gold["facts"], texts, samples
        path = samples / name / f"{gold['story']}"
        head = json.loads(path.with_suffix(".json").read_text())
        self.passages, self.signs = head["passages"], head["signs"]
        row = np.dtype([("a", "<u4"), ("b", "<u4"), ("signs", "<f4", (len(self.signs),))])
        self.pairs = np.fromfile(path.with_suffix(".bin"), dtype=row)
        self.odds_path, self.claims_path = path.with_suffix(".odds"), Path(f"{path}.claims.json")
        self.told, self.near = self.facts_of_passages()

    def facts_of_passages(self):
        """For each passage the facts whose place it covers by half or more (with the numbers of the places), and those that it
        only touches: whether these are told is not clear."""
        at, cache = defaultdict(list), {}
        for number, fact in enumerate(self.facts):
            for place, p in enumerate(fact["places"]):
                at[p["report"]].append((number, place, p["start"], p["end"]))
        told, near = [], []
        for passage in self.passages:
            text, pieces = self.texts[passage["report"]], passage["pieces"]
            facts, touched = defaultdict(set), set()
            for number, place, start, end in at[passage["report"]]:
                if end <= pieces[0][0] or start >= pieces[-1][1]:
                    continue
                key = (passage["report"], start, end)
                if key not in cache:
                    cache[key] = letters(text, [(start, end)])
                covered = sum(1 for i in cache[key] if any(s <= i < e for s, e in pieces))
                if 2 * covered >= len(cache[key]) > 0:
                    facts[number].add(place)
                elif covered:
                    touched.add(number)
            told.append(facts)
            near.append(touched)
        return told, near

    def label(self, a, b):
        """1 if two passages tell one fact, 0 if not, -1 if that is not clear."""
        first, second = set(self.told[a]), set(self.told[b])
        if first & second:
            return 1
        return -1 if (first | self.near[a]) & (second | self.near[b]) else 0

    def facts_under(self, report, start, end):
        """The facts that a support tells, as `score.py readings` counts: it covers half of the letters of one of their places."""
        text, found = self.texts[report], defaultdict(set)
        weight = lambda a, b: sum(c.isalnum() for c in text[a:b])
        for number, fact in enumerate(self.facts):
            for place, p in enumerate(fact["places"]):
                low, high = max(start, p["start"]), min(end, p["end"])
                if p["report"] == report and low < high and 2 * weight(low, high) >= weight(p["start"], p["end"]):
                    found[number].add(place)
        return found


def stories(data, samples):
    """All stories, always in the same order: a fold is every N-th of them."""
    found = []
    for name in SETS:
        texts = {report["id"]: report["text"] for report in lines(Path(data) / name / "reports.jsonl")}
        found += [Story(name, gold, texts, Path(samples)) for gold in lines(Path(data) / name / "gold.jsonl")]
    return found


def best(scores, labels):
    """The best F1 over all thresholds, and recall at two precisions: how well pairs are judged."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(labels[order])
    precision, recall = right / np.arange(1, len(right) + 1), right / max(1, labels.sum())
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    at = lambda least: next((recall[i] for i in reversed(range(len(recall))) if precision[i] >= least), 0.0)
    return f"F1 {f1.max():.3f}, R {at(0.85):.3f} at P .85, R {at(0.7):.3f} at P .7"
