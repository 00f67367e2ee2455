"""A BERT model run plainly, in 32-bit floating point."""

import numpy as np


def erf(x: np.ndarray) -> np.ndarray:
    """Abramowitz and Stegun, 7.1.26."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    p = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    return np.sign(x) * (1 - p * np.exp(-x * x))


def states(
    model: dict[str, np.ndarray], config: dict, ids: list[int], layers: int, sizes: dict[str, np.ndarray] | None = None
) -> np.ndarray:
    """The states of a sequence after some layers. Puts into `sizes`, by the name of each norm, the greatest size of each
    of the numbers that came out of it so far."""

    def dense(x: np.ndarray, name: str) -> np.ndarray:
        return x @ model[f"{name}.weight"].T + model[f"{name}.bias"]

    def norm(x: np.ndarray, name: str) -> np.ndarray:
        x = x - x.mean(axis=-1, keepdims=True)
        x = x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + config["layer_norm_eps"])
        x = x * model[f"{name}.weight"] + model[f"{name}.bias"]
        if sizes is not None:
            sizes[name] = np.maximum(sizes.get(name, 0), np.abs(x).max(axis=0))
        return x

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
