#!/usr/bin/env python3
"""Makes rules/en/actors/given_names.tsv again.

    pip download --no-deps --no-binary :all: names==0.3.0 && tar xzf names-0.3.0.tar.gz
    pip download --no-deps faker==40.54.0 && unzip faker-40.54.0-*.whl -d faker
    scripts/given_names.py names-0.3.0/names faker rules

Names and how common they are come from the 1990 Census of the United States (public domain); names of other countries from Faker
(MIT). A name that both men and women bear is left out unless one bears it ten times as often; so is
one that is rare in the census and in fewer than three of Faker's lists."""
import importlib, re, sys
from pathlib import Path

census, faker, rules = map(Path, sys.argv[1:])
share = {"m": {}, "f": {}}
for letter, file in (("m", "dist.male.first"), ("f", "dist.female.first")):
    for line in (census / file).read_text().split("\n"):
        if line.strip():
            name, percent, *_ = line.split()
            share[letter][name.title()] = float(percent)
sys.path.insert(0, str(faker))
abroad = {"m": {}, "f": {}}
for path in sorted((faker / "faker/providers/person").iterdir()):
    if not (path / "__init__.py").exists():
        continue
    provider = importlib.import_module(f"faker.providers.person.{path.name}").Provider
    for letter, field in (("m", "first_names_male"), ("f", "first_names_female")):
        for name in getattr(provider, field, ()):
            if re.fullmatch(r"[A-ZÀ-Ž][a-zà-ž]+(-[A-ZÀ-Ž][a-zà-ž]+)?", name):
                abroad[letter][name] = abroad[letter].get(name, 0) + 1
rows = []
for name in sorted(set().union(*share.values(), *abroad.values())):
    m, f = (share[x].get(name, 0) for x in "mf")
    if m or f:
        letter = "m" if m >= 10 * f else "f" if f >= 10 * m else None
    else:
        letter = {(True, False): "m", (False, True): "f"}.get((name in abroad["m"], name in abroad["f"]))
    if letter and (max(m, f) >= 0.004 or max(abroad[x].get(name, 0) for x in "mf") >= 3):
        rows.append(f"{name}\t{letter}\n")
(rules / "en/actors/given_names.tsv").write_text(
    "# Given names that tell the gender: the name, m or f. Made by scripts/given_names.py.\n"
    "# United States Census 1990 (licence: public domain); Faker (licence: MIT, copyright 2012 Daniele Faraglia).\n" + "".join(rows), encoding="utf-8")
