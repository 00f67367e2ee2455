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


def erf(x: np.ndarray) -> np.ndarray:
    """Abramowitz and Stegun, 7.1.26."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    p = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    return np.sign(x) * (1 - p * np.exp(-x * x))


def states(model: dict[str, np.ndarray], config: dict, ids: list[int], layers: int) -> np.ndarray:
    """The states of a sequence after some layers, plainly."""

    def dense(x: np.ndarray, name: str) -> np.ndarray:
        return x @ model[f"{name}.weight"].T + model[f"{name}.bias"]

    def norm(x: np.ndarray, name: str) -> np.ndarray:
        x = x - x.mean(axis=-1, keepdims=True)
        x = x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + config["layer_norm_eps"])
        return x * model[f"{name}.weight"] + model[f"{name}.bias"]

    x = model["embeddings.word_embeddings.weight"][ids] + model["embeddings.token_type_embeddings.weight"][0]
    x = norm(x + model["embeddings.position_embeddings.weight"][: len(ids)], "embeddings.LayerNorm")
    heads = config["num_attention_heads"]
    for n in range(layers):
        layer = f"encoder.layer.{n}"
        parts = (dense(x, f"{layer}.attention.self.{part}") for part in ("query", "key", "value"))
        query, key, value = (part.reshape(len(ids), heads, -1).transpose(1, 0, 2) for part in parts)
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(query.shape[-1])
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights = weights / weights.sum(axis=-1, keepdims=True)
        attended = (weights @ value).transpose(1, 0, 2).reshape(len(ids), -1)
        x = norm(x + dense(attended, f"{layer}.attention.output.dense"), f"{layer}.attention.output.LayerNorm")
        wide = dense(x, f"{layer}.intermediate.dense")
        wide = wide * 0.5 * (1 + erf(wide / np.sqrt(2)))
        x = norm(x + dense(wide, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    return x


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
