#!/usr/bin/env python3
"""Compares reading pages with trafilatura (Python), in speed, on a folder of saved pages (`.html`, `.html.gz`).

    pip install trafilatura lxml_html_clean          (in an environment of its own)
    scripts/pages-against-trafilatura.py DATELINE FOLDER [ROUNDS]

DATELINE is the program that cargo built (target/release/dateline). Both run on one core and are measured in processor time,
in turn, ROUNDS times (3). Ours is the whole command: unpacking, text, head, regions, JSON, without the time that it takes
to start, measured on a page of one line. Theirs is `extract` alone, after the pages were unpacked and decoded.
"""
import glob, gzip, os, resource, subprocess, sys, tempfile, time

import trafilatura


def spent(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def theirs(pages):
    start = time.process_time()
    for page in pages:
        trafilatura.extract(page, include_comments=False)
    return time.process_time() - start


def main():
    program, folder = sys.argv[1], sys.argv[2]
    paths = sorted(glob.glob(os.path.join(folder, "*.html*")))
    pages = [(gzip.open if path.endswith(".gz") else open)(path, "rb").read().decode("utf-8", "replace") for path in paths]
    theirs(pages[:5])
    with tempfile.NamedTemporaryFile("w", suffix=".html") as small:
        small.write("<html><body><p>A ferry sank off the point at dawn on Monday, the harbour master said, and nobody was lost.</p>")
        small.flush()
        for _ in range(int(sys.argv[3]) if len(sys.argv) > 3 else 3):
            read = [program, "read", "--format", "jsonl", "--jobs", "1"]
            ours = spent([*read, folder]) - spent([*read, small.name])
            peer = theirs(pages)
            print(f"dateline {len(paths) / ours:.0f} pages a second, trafilatura {len(paths) / peer:.0f}: {peer / ours:.2f} times")


main()
