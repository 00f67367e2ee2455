"""Learns the forests that judge passages and claims, from samples of stories that the encoder did not learn from.

    python forests.py pairs DATA SAMPLES RULES     same.forest, and SAMPLES/…/STORY.odds: what a forest of other stories says
    (then `xtask train claim-samples` for both sets)
    python forests.py claims DATA SAMPLES RULES    tells.forest, matters.forest, hides.forest
"""

import datetime
import hashlib
import json
import sys
from pathlib import Path

import lightgbm as lgb
import numpy as np
from readings import SETS, best, stories

FOLDS = 3
COMMON = dict(objective="binary", bagging_freq=1, bagging_fraction=0.8, lambda_l2=8, verbose=-1, num_threads=1, seed=7,
              deterministic=True, force_row_wise=True)
PAIRS = dict(COMMON, learning_rate=0.06, num_leaves=24, min_data_in_leaf=80, feature_fraction=0.5)
CLAIMS = dict(COMMON, learning_rate=0.05, num_leaves=12, min_data_in_leaf=60, feature_fraction=0.5)
HIDES = dict(COMMON, learning_rate=0.05, num_leaves=6, min_data_in_leaf=25, feature_fraction=0.3)
MEANING = ["meaning-cosine", "meaning-least", "meaning-most", "meaning"]
# What a claim that an editor weighs 0 to 3 is worth.
WORTH = np.array([0.0, 0.6, 2.0, 6.0])


def digest(data):
    """A hash of what was learned from."""
    sha = hashlib.sha256()
    for name in SETS:
        sha.update((Path(data) / name / "gold.jsonl").read_bytes())
    return sha.hexdigest()[:16]


def write(model, names, path, what, data, figures):
    """A forest as crates/dateline-compare/src/compare/forest.rs reads it."""
    out = [
        f"# {what}: trees of signs.",
        "# From readings of news made for this project; licence: MIT OR Apache-2.0",
        f"# trained-on: {', '.join(SETS)} (sha256 {digest(data)}); date: {datetime.date.today()}; command: training/forests.py",
        f"# figures, on stories left out: {figures}",
        "constant 0",
    ]
    for tree in model.dump_model()["tree_info"]:
        nodes = []

        def walk(node):
            at = len(nodes)
            nodes.append(None)
            if "leaf_value" in node:
                nodes[at] = f"= {node['leaf_value']:.5g}"
            else:
                low, high = walk(node["left_child"]), walk(node["right_child"])
                nodes[at] = f"{names[node['split_feature']]} {node['threshold']:.9g} {low} {high}"
            return at

        walk(tree["tree_structure"])
        out.append(";".join(nodes))
    path.write_text("\n".join(out) + "\n")


def logit(share):
    share = np.clip(share, 1e-5, 1 - 1e-5)
    return np.log(share / (1 - share))


def left_out(rows, wanted, fold, rounds, settings):
    """What models that did not learn from a row's fold say of it."""
    said = np.zeros(len(wanted))
    for number in range(FOLDS):
        test = fold == number
        said[test] = lgb.train(settings, lgb.Dataset(rows[~test], wanted[~test]), rounds).predict(rows[test])
    return said


def signs_of_pairs(every, samples):
    """The signs of all pairs, those of the encoder from one that did not learn from the story."""
    read = {}
    for fold in range(FOLDS):
        file = np.load(samples / f"fold-{fold}.npz")
        read.update({name: file[name] for name in file.files})
    kept = [i for i, name in enumerate(every[0].signs) if name not in MEANING]
    rows = []
    for story in every:
        meaning = read[story.name][story.pairs["a"], story.pairs["b"]].astype(np.float32)
        rows.append(np.hstack([story.pairs["signs"][:, kept], meaning]))
    return rows, [every[0].signs[i] for i in kept] + MEANING


def pairs(data, samples, rules, rounds=220):
    every = stories(data, samples)
    rows, names = signs_of_pairs(every, samples)
    labels = [np.array([s.label(a, b) for a, b in zip(s.pairs["a"], s.pairs["b"])]) for s in every]
    clear = lambda chosen: (np.vstack([rows[i][labels[i] >= 0] for i in chosen]),
                            np.concatenate([labels[i][labels[i] >= 0] for i in chosen]))
    said, scores, right = {}, [], []
    for fold in range(FOLDS):
        model = lgb.train(PAIRS, lgb.Dataset(*clear([i for i in range(len(every)) if i % FOLDS != fold])), rounds)
        for i in range(fold, len(every), FOLDS):
            said[i] = logit(model.predict(rows[i]))
    for i, story in enumerate(every):
        report = [p["report"] for p in story.passages]
        across = np.array([report[a] != report[b] for a, b in zip(story.pairs["a"], story.pairs["b"])]) & (labels[i] >= 0)
        scores.append(said[i][across]), right.append(labels[i][across].astype(float))
        out = np.zeros(len(story.pairs), dtype=[("a", "<u4"), ("b", "<u4"), ("odds", "<f4")])
        out["a"], out["b"], out["odds"] = story.pairs["a"], story.pairs["b"], said[i]
        out[out["odds"] > -6].tofile(story.odds_path)
    figures = best(np.concatenate(scores), np.concatenate(right))
    print("pairs:", figures)
    model = lgb.train(PAIRS, lgb.Dataset(*clear(range(len(every)))), rounds)
    write(model, names, rules / "same.forest", "Whether two passages tell the same", data, figures)


def claims(data, samples, rules):
    every = stories(data, samples)
    rows, names = signs_of_pairs(every, samples)
    verdicts, ranks, hides = [], [], []
    for number, story in enumerate(every):
        told = json.loads(story.claims_path.read_text())
        place = {(p["report"], *p["span"]): i for i, p in enumerate(story.passages)}
        pair = {(int(a), int(b)): n for n, (a, b) in enumerate(zip(story.pairs["a"], story.pairs["b"]))}
        for claim in told["claims"]:
            facts = [story.facts_under(*support) for support in claim["support"]]
            reports = [support[0] for support in claim["support"]]
            found = set().union(*facts)
            shared = [f for f in found if len({r for r, told_at in zip(reports, facts) if f in told_at}) > 1]
            weight = max((story.facts[f]["importance"] for f in found), default=0)
            ranks.append((claim["rank"], WORTH[weight], number % FOLDS))
            if not found:
                continue
            of_claim = shared or sorted(found)
            for report, signs in claim["verdicts"]:
                there = sum(any(p["report"] == report for p in story.facts[f]["places"]) for f in of_claim)
                verdicts.append((signs, float(2 * there >= len(of_claim)), number % FOLDS))
            passages = [place.get(tuple(support)) for support in claim["support"]]
            if len(set(reports)) < 2 or None in passages:
                continue
            across = [pair.get((min(a, b), max(a, b))) for n, a in enumerate(passages) for m, b in enumerate(passages)
                      if n < m and reports[n] != reports[m]]
            across = [n for n in across if n is not None]
            if across:
                signs = rows[number][across]
                counts = [len(passages), len(set(reports)), len(across)]
                hidden = any(d["material"] and set(d["between"]) <= set().union(*(t.get(f, set()) for t in facts))
                             for f in shared for d in story.facts[f]["differences"])
                hides.append((np.concatenate([signs.max(0), signs.min(0), signs.mean(0), counts]), float(hidden), number % FOLDS))
    columns = lambda found: tuple(np.array(column, np.float32) for column in zip(*found))

    signs, wanted, fold = columns(verdicts)
    said = left_out(signs, wanted, fold, 150, CLAIMS)
    below = said < 0.1
    figures = f"below one in ten: {below.mean():.2f} of all, {1 - wanted[below].mean():.3f} of them do not tell it"
    print("tells:", figures)
    model = lgb.train(CLAIMS, lgb.Dataset(signs, wanted), 150)
    write(model, told["verdict"], rules / "tells.forest", "Whether a report tells a claim that it is not joined to", data, figures)

    signs, wanted, fold = columns(ranks)
    settings = dict(CLAIMS, objective="regression", num_leaves=16)
    figures = f"correlation with an editor's weight {np.corrcoef(left_out(signs, wanted, fold, 150, settings), wanted)[0, 1]:.2f}"
    print("matters:", figures)
    model = lgb.train(settings, lgb.Dataset(signs, wanted), 150)
    write(model, told["rank"], rules / "matters.forest", "How much a claim matters", data, figures)

    signs, wanted, fold = columns(hides)
    said = logit(left_out(signs, wanted, fold, 120, HIDES))
    below = said < -2.6
    figures = f"below log odds of -2.6: {below.mean():.2f} of joined claims, {1 - wanted[below].mean():.3f} hide nothing"
    print("hides:", figures)
    model = lgb.train(HIDES, lgb.Dataset(signs, wanted), 120)
    of = lambda how: [f"{name}:{how}" for name in names]
    all_names = of("max") + of("min") + of("mean") + ["places", "reports", "pairs"]
    write(model, all_names, rules / "hides.forest", "Whether places that tell the same hide a difference", data, figures)


if __name__ == "__main__":
    what, data, samples, rules = sys.argv[1], *map(Path, sys.argv[2:5])
    {"pairs": pairs, "claims": claims}[what](data, samples, rules)
