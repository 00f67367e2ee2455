"""Measures what 8 bits cost: the states that dateline-encoder gives beside those of 32-bit floating-point numbers.

    cargo build --release -p dateline-encoder --example states
    python training/compare.py MODEL FILE target/release/examples/states TEXTS

MODEL is the folder that FILE was exported from, with its whole vocabulary; TEXTS has a text a line.
"""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
from safetensors import safe_open
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from reference import states


def cosines(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (a * b).sum(axis=-1) / (np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1))


def main() -> None:
    folder, file, program, texts = map(Path, sys.argv[1:5])
    model, config = load_file(folder / "model.safetensors"), json.loads((folder / "config.json").read_text())
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with safe_open(file, "np") as exported:
        layers = int(exported.metadata()["layers"])
    lines = [line for line in texts.read_text(encoding="utf-8").split("\n") if line.strip()]
    run = subprocess.run([program, file], input="\n".join(lines), capture_output=True, text=True, check=True)
    of_pieces, of_texts, ours_all, exact_all, other = [], [], [], [], 0
    for line, output in zip(lines, run.stdout.splitlines(), strict=True):
        output = json.loads(output)
        ids = tokenizer.encode(line).ids
        other += ids[: len(output["ids"]) - 1] != output["ids"][:-1]
        ours, exact = np.array(output["states"]), states(model, config, output["ids"], layers)
        of_pieces.extend(cosines(ours, exact))
        ours_all.append(ours.mean(axis=0))
        exact_all.append(exact.mean(axis=0))
        of_texts.append(cosines(ours_all[-1], exact_all[-1]))
    apart = cosines(np.array(ours_all)[1:], np.array(ours_all)[:-1]) - cosines(np.array(exact_all)[1:], np.array(exact_all)[:-1])
    print(f"{len(lines)} texts, {len(of_pieces)} pieces, {layers} layers; {other} texts split into other pieces")
    print(f"cosine of a piece's states: mean {np.mean(of_pieces):.5f}, least {np.min(of_pieces):.5f}")
    print(f"cosine of a text's mean:    mean {np.mean(of_texts):.5f}, least {np.min(of_texts):.5f}")
    print(f"cosine of two texts: off by {np.abs(apart).mean():.5f} on average, {np.abs(apart).max():.5f} at most")


if __name__ == "__main__":
    main()
