#!/usr/bin/env python3
"""Writes the lists of this folder from a local copy of their sources: `update.py FOLDER`, where FOLDER holds `country-codes/country-codes.csv`
(datasets/country-codes) and `language-subtag-registry/data-json-{registry,meta}.json` (npm language-subtag-registry, the IANA registry as JSON).
Nothing is fetched. With `--check` it writes nothing, says which lists differ, and fails if any does."""

import csv
import json
import re
import string
import sys
from itertools import product
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Codes of states that were born by a break-up or a union, and when: before that day no such state spoke. Other new states are left out,
# as statements name them long before (as territories, or as members of the UN). Basis: the declared day of independence or of the union.
SINCE = {
    "AM": "1991-09-21", "AZ": "1991-08-30", "KG": "1991-08-31", "KZ": "1991-12-16",  # out of the Soviet Union
    "MD": "1991-08-27", "TJ": "1991-09-09", "TM": "1991-10-27", "UZ": "1991-08-31",
    "GE": "1991-04-09",
    "BA": "1992-03-03", "HR": "1991-06-25", "MK": "1991-09-08", "SI": "1991-06-25",  # out of Yugoslavia
    "ME": "2006-06-03", "RS": "2006-06-05",  # out of Serbia and Montenegro
    "CZ": "1993-01-01", "SK": "1993-01-01",  # out of Czechoslovakia
    "BD": "1971-03-26", "ER": "1993-05-24", "SS": "2011-07-09", "TL": "2002-05-20",
}

# What ISO 3166-3 lists as withdrawn: until when the code stood for its country, and the codes that took its place. A code may have stood for two
# countries; one that stands for another today has an open end. "code": the country lives on under another code; the day is then the `Deprecated`
# of the IANA registry, or the year in which ISO 3166 gave the code up. Otherwise it is the last day of the country itself.
UNTIL = {
    "AN": ["../2010-10-09"],  # Netherlands Antilles, dissolved 2010-10-10
    "BU": ["../1989-12-05"],  # code: Burma, now Myanmar; IANA
    "CS": ["../1992-12-31", "2003-02-04/2006-06-04"],  # Czechoslovakia; Serbia and Montenegro
    "CT": ["../1984"],  # code: Canton and Enderbury Islands, part of Kiribati
    "DD": ["../1990-10-02"],  # German Democratic Republic
    "DY": ["../1977"],  # code: Dahomey, now Benin
    "FQ": ["../1979"],  # code: French Southern and Antarctic Territories
    "FX": ["../1997-07-14"],  # code: Metropolitan France; IANA
    "GE": ["../1979-07-11", "1991-04-09/.."],  # Gilbert and Ellice Islands, until Kiribati's independence; Georgia
    "HV": ["../1984"],  # code: Upper Volta, now Burkina Faso
    "JT": ["../1986"],  # code: Johnston Island
    "MI": ["../1986"],  # code: Midway Islands
    "NH": ["../1980-07-29"],  # New Hebrides, until Vanuatu's independence
    "NQ": ["../1983"],  # code: Dronning Maud Land
    "NT": ["../1993-07-12"],  # code: Neutral Zone; IANA
    "PC": ["../1986"],  # code: Pacific Islands (Trust Territory)
    "PU": ["../1986"],  # code: United States Miscellaneous Pacific Islands
    "PZ": ["../1980"],  # code: Panama Canal Zone
    "RH": ["../1980-04-17"],  # Southern Rhodesia, until Zimbabwe's independence
    "SK": ["../1975-05-15", "1993-01-01/.."],  # Sikkim; Slovakia
    "SU": ["../1991-12-25"],  # Soviet Union, dissolved 1991-12-26
    "TP": ["../2002-05-20"],  # code: East Timor, now Timor-Leste; IANA
    "VD": ["../1976-07-01"],  # Viet Nam, Democratic Republic of, until the union of 1976-07-02
    "WK": ["../1986"],  # code: Wake Island
    "YD": ["../1990-05-21"],  # Democratic Yemen, until the union of 1990-05-22
    "YU": ["../2003-02-03"],  # Yugoslavia, renamed Serbia and Montenegro 2003-02-04
    "ZR": ["../1997-07-14"],  # code: Zaire, now the Democratic Republic of the Congo; IANA
}

# The codes that ISO 3166-3 and the comments of the IANA registry name in place of a withdrawn one.
NOW = {
    "AN": "BQ CW SX", "BU": "MM", "CS": "CZ SK RS ME", "CT": "KI", "DD": "DE", "DY": "BJ", "FQ": "AQ TF", "FX": "FR", "HV": "BF", "JT": "UM",
    "MI": "UM", "NH": "VU", "NQ": "AQ", "NT": "IQ SA", "PC": "FM MH MP PW", "PU": "UM", "PZ": "PA", "RH": "ZW",
    "SU": "AM AZ BY EE GE KZ KG LV LT MD RU TJ TM UA UZ", "TP": "TL", "VD": "VN", "WK": "UM", "YD": "YE", "YU": "BA HR ME MK RS SI", "ZR": "CD",
}


def countries(folder):
    """code, periods, what took its place."""
    with open(folder / "country-codes/country-codes.csv", encoding="utf-8", newline="") as file:
        today = {row["ISO3166-1-Alpha-2"] for row in csv.DictReader(file)} - {""}
    periods = {code: [f"{day}/.."] for code, day in SINCE.items()} | UNTIL
    assert set(periods) <= today | set(NOW) and all(code in today for now in NOW.values() for code in now.split())
    return [(code, " ".join(periods.get(code, [])), NOW.get(code, "")) for code in today | set(periods)]


def preferred(entry):
    """The tag or subtag to write instead of a deprecated one; where the registry only names several in a comment, those."""
    comment = " ".join(entry.get("Comments", []))
    named = re.match(r"see ((?:\w{2,3}(?:, or |, and |, | or | and )?)+)$|.*Preferred tag is (\w+)$", comment)
    return entry.get("Preferred-Value") or (" ".join(re.findall(r"\b(?!and\b|or\b)\w+", named[1] or named[2])) if named else "")


def subtags(registry, *types):
    """subtag or tag in small letters, since when it is deprecated, what to write instead."""
    rows = []
    for entry in registry:
        if entry["Type"] in types and (entry["Type"] != "redundant" or "Deprecated" in entry):
            since = entry.get("Deprecated", "")
            row = (since, preferred(entry) if since else "")
            rows += [(code, *row) for code in codes(entry.get("Subtag") or entry["Tag"])]
    return rows


def codes(subtag):
    """A subtag, or those of a range for private use such as `qaa..qtz`."""
    first, _, last = subtag.lower().partition("..")
    if not last:
        return [first]
    all_codes = map("".join, product(string.ascii_lowercase, repeat=len(first)))
    return [code for code in all_codes if first <= code <= last]


def lists(folder):
    registry = json.loads((folder / "language-subtag-registry/data-json-registry.json").read_text(encoding="utf-8"))
    return {
        "countries.txt": countries(folder),
        "languages.txt": subtags(registry, "language"),
        "language-extensions.txt": subtags(registry, "extlang"),
        "scripts.txt": subtags(registry, "script"),
        "regions.txt": subtags(registry, "region"),
        "variants.txt": subtags(registry, "variant"),
        "language-tags.txt": subtags(registry, "grandfathered", "redundant"),
    }


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--check"]
    if len(arguments) != 1:
        sys.exit(__doc__)
    folder = Path(arguments[0])
    date = json.loads((folder / "language-subtag-registry/data-json-meta.json").read_text(encoding="utf-8"))["File-Date"]
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    wanted = {"README.md": re.sub(r"(registry of )\d{4}-\d{2}-\d{2}", rf"\g<1>{date}", readme)}
    for name, rows in lists(folder).items():
        wanted[name] = "".join("\t".join(row).rstrip("\t") + "\n" for row in sorted(rows))
    different = [name for name, text in wanted.items() if not (HERE / name).exists() or (HERE / name).read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        sys.exit(f"not as the sources say: {', '.join(different)}" if different else 0)
    for name in different:
        (HERE / name).write_text(wanted[name], encoding="utf-8", newline="\n")
        print(f"wrote {name}")


main()
