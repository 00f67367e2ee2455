"""Trains the encoder of passages: every sentence of a story is encoded once, a passage is a set of its pieces, and all pairs of
passages of the story are judged by late interaction.

    python encoder.py DATA SAMPLES MODEL --fold K     what an encoder that never saw every third story makes of them: SAMPLES/fold-K.npz
    python encoder.py DATA SAMPLES MODEL -o OUT       the one that is shipped, learned from all: a folder for export.py
"""

import argparse
import random
import shutil
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from readings import best, stories
from safetensors.numpy import save_file
from torch import nn
from transformers import AutoModel, AutoTokenizer

FOLDS, EPOCHS, WIDE = 3, 3, 128
MIDDLE, SPREAD = 0.4, 5.0  # as crates/dateline-compare/src/compare/meaning.rs has them


class Judge(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(model, dtype=torch.float32, attn_implementation="sdpa")
        hidden = self.encoder.config.hidden_size
        self.project, self.weigh = nn.Linear(hidden, WIDE, bias=False), nn.Linear(hidden, 1)
        self.same = nn.Sequential(nn.Linear(4, 16), nn.Tanh(), nn.Linear(16, 1))
        nn.init.orthogonal_(self.project.weight)

    def states(self, sentences):
        order, out = sorted(range(len(sentences)), key=lambda i: len(sentences[i])), [None] * len(sentences)
        for first in range(0, len(order), 32):
            batch = order[first : first + 32]
            ids = nn.utils.rnn.pad_sequence([torch.tensor(sentences[i]) for i in batch], batch_first=True)
            mask = torch.stack([torch.arange(ids.shape[1]) < len(sentences[i]) for i in batch]).long()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
            for n, i in enumerate(batch):
                out[i] = states[n].float()
        return out

    def forward(self, story):
        states = self.states(story["sentences"])
        pieces = [states[sentence][rows] for sentence, rows in story["passages"]]
        count, every = len(pieces), torch.cat(pieces)
        of = torch.repeat_interleave(torch.arange(count), torch.tensor([len(p) for p in pieces]))
        member = torch.zeros(count, len(every))
        member[of, torch.arange(len(every))] = 1.0
        mean = F.normalize(member @ every, dim=-1)
        unit = F.normalize(self.project(every), dim=-1)
        weight = member * F.softplus(self.weigh(every).squeeze(-1))
        weight = weight / (weight.sum(1, keepdim=True) + 1e-6)
        # For each passage and each piece of any other: the best that it is met by.
        met = torch.full((count, len(every)), -1.0)
        met = met.scatter_reduce(0, of.unsqueeze(1).expand(-1, len(every)), unit @ unit.T, "amax")
        met = weight @ met.T
        least, most, cosine = torch.minimum(met, met.T), torch.maximum(met, met.T), mean @ mean.T
        signs = torch.stack([cosine, least, most, cosine * least], -1)
        return self.same((signs - MIDDLE) * SPREAD).squeeze(-1), signs


def prepared(story, tokenizer):
    """A story as the model takes it."""
    numbers, texts, passages = {}, [], []
    for passage in story.passages:
        key = (passage["report"], *passage["sentence"])
        if key not in numbers:
            numbers[key] = len(texts)
            texts.append(story.texts[key[0]][key[1] : key[2]])
    tokens = tokenizer(texts, truncation=True, max_length=128, return_offsets_mapping=True)
    for passage in story.passages:
        at, first = numbers[(passage["report"], *passage["sentence"])], passage["sentence"][0]
        under = lambda a, b: b > a and any(a + first < e and b + first > s for s, e in passage["pieces"])
        rows = [i for i, (a, b) in enumerate(tokens["offset_mapping"][at]) if under(a, b)]
        passages.append((at, rows or [0]))
    count = len(passages)
    labels = torch.tensor([[story.label(a, b) for b in range(count)] for a in range(count)])
    apart = torch.tensor([[p[0] != q[0] for q in passages] for p in passages])
    across = torch.tensor([[p["report"] != q["report"] for q in story.passages] for p in story.passages])
    counts = (labels >= 0) & apart
    return {"sentences": tokens["input_ids"], "passages": passages, "same": labels == 1, "counts": counts, "across": across}


def loss_of(judged, signs, story):
    upper = torch.triu(story["counts"], 1)
    same = story["same"][upper].float()
    loss = F.binary_cross_entropy_with_logits(judged[upper], same, pos_weight=torch.tensor(4.0), reduction="sum")
    loss = loss / (same.sum() * 4 + 30)
    right = story["same"] & story["counts"]
    rows = right.any(1)
    if rows.any():  # the right partners before all others
        for likeness in (signs[..., 0], signs[..., 1]):
            scores = (likeness * 20).masked_fill(~story["counts"], -1e4)
            share = torch.logsumexp(scores.masked_fill(~right, -1e4), 1) - torch.logsumexp(scores, 1)
            loss = loss - 0.3 * share[rows].mean()
    return loss


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("samples", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--fold", type=int)
    parser.add_argument("-o", "--output", type=Path)
    asked = parser.parse_args()
    torch.manual_seed(1), random.seed(1), torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(asked.model)
    every = stories(asked.data, asked.samples)
    left_out = [i for i in range(len(every)) if asked.fold is not None and i % FOLDS == asked.fold]
    learned = [prepared(story, tokenizer) for i, story in enumerate(every) if i not in left_out]
    judge = Judge(asked.model)
    encoder = list(judge.encoder.parameters())
    heads = [p for part in (judge.project, judge.weigh, judge.same) for p in part.parameters()]
    steps = EPOCHS * len(learned)
    optimiser = torch.optim.AdamW([{"params": encoder, "lr": 6e-5}, {"params": heads, "lr": 2e-3}], weight_decay=0.01)
    rate = lambda k: min(1, (k + 1) / (0.08 * steps)) * max(0.02, 1 - k / steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    for epoch in range(EPOCHS):
        random.shuffle(learned)
        total = 0.0
        for story in learned:
            loss = loss_of(*judge(story), story)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch}: loss {total / len(learned):.3f}", flush=True)
    judge.eval()
    if left_out:
        out, scores, labels = {}, [], []
        with torch.no_grad():
            for i in left_out:
                story = prepared(every[i], tokenizer)
                judged, signs = judge(story)
                out[every[i].name] = torch.cat([signs[..., :3], judged.unsqueeze(-1)], -1).half().numpy()
                upper = torch.triu(story["counts"] & story["across"], 1)
                scores.append(judged[upper].numpy()), labels.append(story["same"][upper].float().numpy())
        np.savez_compressed(asked.samples / f"fold-{asked.fold}.npz", **out)
        print("pairs of stories left out:", best(np.concatenate(scores), np.concatenate(labels)))
    if asked.output:
        asked.output.mkdir(parents=True, exist_ok=True)
        state = {f"encoder.{name}": tensor.numpy() for name, tensor in judge.encoder.state_dict().items()}
        steps_of = {"project": [judge.project], "weight": [judge.weigh], "same": [judge.same[0], judge.same[2]]}
        for name, layers in steps_of.items():
            for n, layer in enumerate(layers):
                bias = torch.zeros(layer.out_features) if layer.bias is None else layer.bias.detach()
                state[f"heads.{name}.{n}.weight"] = layer.weight.detach().numpy()
                state[f"heads.{name}.{n}.bias"] = bias.numpy()
        save_file({name: np.ascontiguousarray(t) for name, t in state.items()}, asked.output / "model.safetensors")
        for name in ("config.json", "vocab.txt"):
            shutil.copy(asked.model / name, asked.output)


if __name__ == "__main__":
    main()
