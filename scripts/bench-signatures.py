#!/usr/bin/env python3
"""Time signatures and look-up for near-duplicates: dateline against rensa and datasketch, in one run on one core.

    pip install rensa datasketch          (in an environment of its own)
    cargo bench -p dateline-compare --bench gather --no-run
    bench-signatures.py BENCH REPORTS.jsonl...

BENCH is the program that cargo built (target/release/deps/gather-…). Each program is given the same lists of runs of five words,
makes a signature of 128 numbers for each, puts all of them into a look-up of 32 bands and asks it for each of them. The time is
the best of three; making the lists is not in it.
"""
import json
import re
import subprocess
import sys
import tempfile
import time

BANDS, ROWS, COPIES = 32, 4, 5


def token_lists(paths):
    """Runs of five words of each text, and of copies of it that each lose a part."""
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                words = re.findall(r"\w+", json.loads(line)["text"].lower())
                for cut in range(COPIES):
                    kept = words[cut * len(words) // 20 :]
                    yield [" ".join(kept[i : i + 5]) for i in range(max(1, len(kept) - 4))]


def rensa(lists):
    from rensa import RMinHash, RMinHashLSH

    start = time.perf_counter()
    signatures = []
    for tokens in lists:
        signature = RMinHash(num_perm=BANDS * ROWS, seed=1)
        signature.update(tokens)
        signatures.append(signature)
    signed = time.perf_counter()
    lookup = RMinHashLSH(threshold=0.5, num_perm=BANDS * ROWS, num_bands=BANDS)
    for number, signature in enumerate(signatures):
        lookup.insert(number, signature)
    found = sum(len(lookup.query(signature)) for signature in signatures)
    return signed - start, time.perf_counter() - signed, found


def datasketch(lists):
    from datasketch import MinHash, MinHashLSH

    start = time.perf_counter()
    signatures = []
    for tokens in lists:
        signature = MinHash(num_perm=BANDS * ROWS, seed=1)
        signature.update_batch([token.encode() for token in tokens])
        signatures.append(signature)
    signed = time.perf_counter()
    lookup = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    for number, signature in enumerate(signatures):
        lookup.insert(str(number), signature)
    found = sum(len(lookup.query(signature)) for signature in signatures)
    return signed - start, time.perf_counter() - signed, found


def dateline(bench, path):
    out = subprocess.run([bench, "signatures", path], check=True, capture_output=True, text=True).stdout
    _, signed, looked_up, found = out.split("\t")
    return float(signed), float(looked_up), int(found)


def main():
    bench, paths = sys.argv[1], sys.argv[2:]
    lists = list(token_lists(paths))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps(tokens) + "\n" for tokens in lists)
        file.flush()
        runs = {
            "dateline": lambda: dateline(bench, file.name),
            "rensa": lambda: rensa(lists),
            "datasketch": lambda: datasketch(lists),
        }
        print(f"{len(lists)} lists, {sum(map(len, lists))} runs of five words")
        best = {name: min((run() for _ in range(3)), key=lambda t: t[0] + t[1]) for name, run in runs.items()}
    ours = sum(best["dateline"][:2])
    for name, (signed, looked_up, found) in best.items():
        together = signed + looked_up
        print(f"{name:10}  signatures {signed:7.3f} s  look-up {looked_up:7.3f} s  together {together:7.3f} s  {together / ours:6.1f} times  {found} found")


main()
