"""Makes the file that dateline-encoder runs from a BERT model as Hugging Face stores it.

    python training/export.py MODEL -o FILE --source … --licence … [--layers 3] [--pieces LIST] [--head same=tanh] …

MODEL is a folder with `config.json`, `vocab.txt` and `model.safetensors`. The same call makes the same bytes.
"""

import argparse
import hashlib
import json
import re
import struct
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from reference import states

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
STRENGTH = 0.7  # of evening inputs out: the best of 0.5 to 0.8 on sentences that we wrote
KINDS = {np.dtype("int8"): "I8", np.dtype("uint8"): "U8", np.dtype("<f4"): "F32"}


def quantised(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each row as integers from -127 to 127 and a scale; of some scales the one that loses least."""
    matrix = np.asarray(matrix, np.float32)
    most = np.abs(matrix).max(axis=1)
    best, best_scale, least = None, None, None
    for part in (1.0, 0.96, 0.92, 0.88, 0.84, 0.8):
        scale = (most * np.float32(part / 127)).astype(np.float32)
        divisor = np.where(scale > 0, scale, 1).astype(np.float32)[:, None]
        whole = np.clip(np.rint(matrix / divisor), -127, 127).astype(np.int8)
        loss = ((whole * scale[:, None] - matrix) ** 2).sum(axis=1)
        if best is None:
            best, best_scale, least = whole, scale, loss
        else:
            better = loss < least
            best[better], best_scale[better], least[better] = whole[better], scale[better], loss[better]
    return best, best_scale


def sizes_of_inputs(model: dict[str, np.ndarray], config: dict, layers: int) -> dict[str, np.ndarray]:
    """How large each number gets that comes out of a norm, on sequences of random pieces. (A few numbers of a state are
    large whatever the text, so no texts are needed.)"""
    random, sizes = np.random.default_rng(1), {}
    for _ in range(64):
        states(model, config, random.integers(len(model["embeddings.word_embeddings.weight"]), size=48), layers, sizes)
    return sizes


def evened(size: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """What to multiply inputs of these sizes with before they are brought to 8 bits, so that they are nearer to each
    other in size; the weights are divided by it. (SmoothQuant, arXiv 2211.10438.) In steps of a quarter of a power of
    two, so that the last bits of a size do not matter."""
    use = np.abs(matrix).max(axis=0) + 1e-6
    power = np.log2((size + 1e-6) ** STRENGTH / use ** (1 - STRENGTH))
    return (2.0 ** (np.rint(4 * (power.mean() - power)) / 4)).astype(np.float32)


def kept(vocabulary: list[str], wanted: set[str]) -> list[int]:
    """The pieces to keep: those wanted, the special ones, and every single character, so that any word of known
    characters can still be split."""
    single = re.compile(r"^(##)?.$", re.DOTALL)
    return [n for n, piece in enumerate(vocabulary) if piece in wanted or piece in SPECIAL or single.match(piece)]


def write(path: Path, head: dict[str, str], tensors: dict[str, np.ndarray]) -> None:
    """Writes safetensors. (The library's own writer puts the head's entries in a different order each time.)"""
    entries: dict = {"__metadata__": dict(sorted(head.items()))}
    data = bytearray()
    # Floats first, so that each tensor begins at a multiple of its numbers' size.
    for name, tensor in sorted(tensors.items(), key=lambda item: (-item[1].dtype.itemsize, item[0])):
        start = len(data)
        data += np.ascontiguousarray(tensor).tobytes()
        entries[name] = {"dtype": KINDS[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [start, len(data)]}
    text = json.dumps(entries, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def export(
    state: dict[str, np.ndarray],
    vocabulary: list[str],
    config: dict,
    *,
    layers: int | None = None,
    pieces: set[str] | None = None,
    positions: int = 256,
    heads: dict[str, str] | None = None,
) -> tuple[dict[str, str], dict[str, np.ndarray]]:
    """The head and the tensors of a model. `state` holds a BERT model's tensors by their usual names, behind any
    prefix, and may hold `heads.NAME.N.weight`, `heads.NAME.N.bias` and `sides` (see the crate's README)."""
    if config.get("hidden_act", "gelu") != "gelu" or config.get("position_embedding_type", "absolute") != "absolute":
        sys.exit("only models with GELU and absolute positions can be exported")
    anchor = "embeddings.word_embeddings.weight"
    prefix = next((name.removesuffix(anchor) for name in state if name.endswith(anchor)), None)
    if prefix is None:
        sys.exit(f"the model has no {anchor}: is it a BERT model?")

    model = {name.removeprefix(prefix): tensor for name, tensor in state.items() if name.startswith(prefix)}

    def get(name: str) -> np.ndarray:
        return np.asarray(model[name], np.float32)

    layers = config["num_hidden_layers"] if layers is None else layers
    positions = min(positions, config["max_position_embeddings"])
    tensors: dict[str, np.ndarray] = {}

    def table(name: str, matrix: np.ndarray) -> None:
        tensors[f"{name}.weight"], tensors[f"{name}.scale"] = quantised(matrix)

    def dense(name: str, *sources: str, after: str | None = None) -> None:
        matrix = np.concatenate([get(f"{source}.weight") for source in sources])
        channels = np.ones(matrix.shape[1], np.float32)
        if after is not None:
            channels = evened(sizes[after], matrix)
        table(name, matrix / channels)
        tensors[f"{name}.channels"] = channels
        tensors[f"{name}.bias"] = np.concatenate([get(f"{source}.bias") for source in sources])

    def norm(name: str, source: str) -> None:
        tensors[f"{name}.weight"], tensors[f"{name}.bias"] = get(f"{source}.weight"), get(f"{source}.bias")

    words = get(anchor)
    if pieces is not None:
        rows = kept(vocabulary, pieces)
        vocabulary, words = [vocabulary[n] for n in rows], words[rows]
    if len(vocabulary) != len(words) or len(set(vocabulary)) != len(vocabulary):
        sys.exit(f"{len(vocabulary)} pieces do not go with {len(words)} vectors")
    tensors["vocabulary"] = np.frombuffer("".join(f"{piece}\n" for piece in vocabulary).encode(), np.uint8)
    table("embeddings.words", words)
    table("embeddings.positions", get("embeddings.position_embeddings.weight")[:positions])
    tensors["embeddings.segments"] = get("embeddings.token_type_embeddings.weight")[:2]
    norm("embeddings.norm", "embeddings.LayerNorm")
    sizes = sizes_of_inputs(model, config, layers)
    before = "embeddings.LayerNorm"
    for n in range(layers):
        layer = f"encoder.layer.{n}"
        parts = (f"{layer}.attention.self.{part}" for part in ("query", "key", "value"))
        dense(f"layers.{n}.attention", *parts, after=before)
        dense(f"layers.{n}.attended", f"{layer}.attention.output.dense")
        norm(f"layers.{n}.attended_norm", f"{layer}.attention.output.LayerNorm")
        dense(f"layers.{n}.up", f"{layer}.intermediate.dense", after=f"{layer}.attention.output.LayerNorm")
        dense(f"layers.{n}.down", f"{layer}.output.dense")
        before = f"{layer}.output.LayerNorm"
        norm(f"layers.{n}.norm", before)
    own = re.compile(r"^(heads\.([^.]+)\.\d+\.(weight|bias)|sides)$")
    heads = heads or {}
    for name, tensor in state.items():
        if found := own.match(name):
            if found[2] and found[2] not in heads:
                sys.exit(f"say what stands between the steps of {name}: --head {found[2]}=tanh, =relu or =gelu")
            tensors[name] = np.asarray(tensor, np.float32)
    head = {
        "kind": "bert",
        "format": "1",
        "hidden": str(config["hidden_size"]),
        "heads": str(config["num_attention_heads"]),
        "feed_forward": str(config["intermediate_size"]),
        "layers": str(layers),
        "positions": str(positions),
        "norm_epsilon": str(config.get("layer_norm_eps", 1e-12)),
        **{f"head.{name}": activation for name, activation in heads.items()},
    }
    return head, tensors


def digest(paths: list[Path]) -> str:
    """One hash of files and folders: of their names and bytes, sorted."""
    files = sorted(file for path in paths for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file())
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, help="folder with config.json, vocab.txt and model.safetensors")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--layers", type=int, help="keep only the first so many layers")
    parser.add_argument("--pieces", type=Path, help="keep only the pieces of this list, one a line, and all single characters")
    parser.add_argument("--positions", type=int, default=256, help="the most pieces of a sequence (256)")
    parser.add_argument("--head", action="append", default=[], metavar="NAME=ACTIVATION", help="what stands between a head's steps")
    parser.add_argument("--source", required=True, help="where the model comes from")
    parser.add_argument("--licence", required=True)
    parser.add_argument("--trained-on", type=Path, nargs="*", default=[], help="files and folders that it learned from: their names and hash go into the head")
    parser.add_argument("--about", action="append", default=[], metavar="NAME=TEXT", help="more for the head: date, figures, …")
    options = parser.parse_args()
    config = json.loads((options.model / "config.json").read_text())
    vocabulary = (options.model / "vocab.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    pieces = set(options.pieces.read_text(encoding="utf-8").split("\n")) if options.pieces else None
    head, tensors = export(
        load_file(options.model / "model.safetensors"),
        vocabulary,
        config,
        layers=options.layers,
        pieces=pieces,
        positions=options.positions,
        heads=dict(pair.split("=", 1) for pair in options.head),
    )
    head |= {"source": options.source, "licence": options.licence, "command": " ".join(["export.py", *sys.argv[1:]])}
    if options.trained_on:
        head["trained_on"] = ", ".join(path.name for path in options.trained_on)
        head["trained_on_sha256"] = digest(options.trained_on)
    head |= dict(pair.split("=", 1) for pair in options.about)
    write(options.output, head, tensors)
    print(f"{options.output}: {options.output.stat().st_size / 1e6:.1f} MB, {len(tensors['embeddings.words.scale'])} pieces")


if __name__ == "__main__":
    main()
