"""Records how Hugging Face's tokenizers split tricky strings, for the tests of dateline-encoder.

    python training/wordpiece.py MODEL/vocab.txt > crates/dateline-encoder/tests/data/wordpiece.json

The vocabulary of the record is the part of MODEL's that the strings need, and every single ASCII character.
"""

import json
import sys
from pathlib import Path

from tokenizers import BertWordPieceTokenizer

TEXTS = [
    "The harbour-master's log, dated 3 May 1911, was lost.",
    "Café Zoë served crème brûlée; naïve façade.",
    "Cafe\u0301 with a combining accent",
    "U.S.-born, $1,200.50 (10%) — “quoted” ‘single’ … end",
    "北京 is 中国's capital",
    "한국어 text and ภาษาไทย and हिन्दी",
    "İstanbul ΣΊΣΥΦΟΣ straße ǅ ﬁne",
    "zero\u200bwidth soft\u00adhyphen \ufeffbom nul\u0000 bad\ufffd priv\ue000 unas\u0378signed",
    "tabs\tand\nnew\r\nlines\u00a0nbsp\u2028ls\u0085nel\u3000wide",
    "emoji 👍great 👩\u200d👩\u200d👧 ok",
    "x" * 100 + " " + "x" * 101,
    "unaffable antidisestablishmentarianism Zyzzogeton",
    "e-mail: a_b@c.example #tag `code` ^~|<>+=",
    "½ ² ™ € £5 ¥ ´ ¨ · § ¶",
    "",
    "   ",
    "\u1fef\u037e greek signs \u0301 alone",
    "##ing ##s [UNK",
    "ab\u0327c\u0323\u0307d A\u030a Å ﷺ ㍿ ｆｕｌｌ",
    "𝒜 𠀀 🇬🇧 ꙮ ª º",
]


def tokenizer(pieces: list[str]) -> BertWordPieceTokenizer:
    return BertWordPieceTokenizer({piece: n for n, piece in enumerate(pieces)}, lowercase=True)


def main() -> None:
    whole = Path(sys.argv[1]).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    needed = {token for text in TEXTS for token in tokenizer(whole).encode(text).tokens}
    ascii_only = {f"{start}{chr(code)}" for code in range(33, 127) for start in ("", "##")}
    pieces = [piece for piece in whole if piece in needed | ascii_only | {"[UNK]", "[CLS]", "[SEP]"}]
    part = tokenizer(pieces)
    cases = []
    for text in TEXTS:
        found = part.encode(text, add_special_tokens=False)
        cases.append({"text": text, "ids": found.ids, "pieces": found.tokens, "spans": found.offsets})
    print(json.dumps({"vocabulary": pieces, "cases": cases}, ensure_ascii=True, indent=None).replace('{"text"', '\n{"text"'))


if __name__ == "__main__":
    main()
