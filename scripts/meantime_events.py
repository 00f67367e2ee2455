#!/usr/bin/env python3
"""Count how events stand against MEANTIME's: meantime_events.py GOLD.jsonl OUT.jsonl (of `dateline annotate`).

Of the gold's events with participants, one is found if a trigger shares a letter with its trigger; counted a second time with
the cues of statements. Of a found event, each gold participant with a numbered role is right if a source, a target or an
amount has at least half of their joint letters in common with it; counted again with its role: Arg0 among sources, others among
targets and amounts."""
import json
import sys


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def letters(text, spans):
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


def alike(one, others):
    return any(len(one & other) * 2 >= len(one | other) for other in others if other)


gold = {g["id"]: g["events"] for g in lines(sys.argv[1])}
count = dict.fromkeys(["gold", "found", "or cue", "participants", "right", "right role"], 0)
for report in lines(sys.argv[2]):
    text = report["text"]
    triggers = [(letters(text, [e["trigger"]]), e) for e in report["events"]]
    cues = set().union(*(letters(text, s["cue"]) for s in report["statements"]))
    for event in (e for e in gold[report["id"]] if e["participants"]):
        word = letters(text, [event["trigger"]])
        found = [e for trigger, e in triggers if trigger & word]
        count["gold"] += 1
        count["found"] += bool(found)
        count["or cue"] += bool(found or cues & word)
        sources, targets = ([letters(text, [s]) for e in found for s in e[k]] for k in ("source_spans", "target_spans"))
        targets += [letters(text, [a["span"]]) for e in found for a in e.get("amounts", [])]
        for participant in event["participants"] if found else []:
            if participant["role"].startswith("Argm"):
                continue
            span = letters(text, [participant["span"]])
            count["participants"] += 1
            count["right"] += alike(span, sources + targets)
            count["right role"] += alike(span, sources if participant["role"] == "Arg0" else targets)
share = lambda part, whole: f"{count[part] / count[whole]:.3f} ({count[part]} of {count[whole]})"
print("triggers found", share("found", "gold"), " with cues of statements", share("or cue", "gold"))
print("participants right", share("right", "participants"), " in their role", share("right role", "participants"))
