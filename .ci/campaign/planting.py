"""Cases: documents, clean or with one mistake, and what must be found in them."""

import json
from dataclasses import dataclass
from functools import partial
from random import Random

from kinds import ALL
from page import BROKEN, HERE, Page, Unsuitable
from sets import SETS, Group, written
from statements import Maker

# How many statements are tried for a mistake that not every statement has a place for.
TRIES = 300


@dataclass
class Case:
    name: str
    spelling: str
    files: dict
    kind: object = None
    # The byte places at which the finding may begin, and the file that it is in.
    places: tuple = ()
    file: str = ""
    # In a set: the files, the records in them and the pointers at which it may be.
    spots: tuple = ()


def laid_out(statement, random):
    """JSON in one of the ways in which people write it."""
    indent = random.choice([None, 1, 2, 2, 4, "\t"])
    separators = (",", ":") if indent is None and random.random() < 0.5 else None
    return json.dumps(statement, ensure_ascii=False, indent=indent, separators=separators) + "\n"


def documents(judge, seed):
    """One clean statement: its text in each spelling, as it is asked for, and its facts."""
    random = Random(seed)
    statement, facts = Maker(random).make()
    text = laid_out(statement, random)
    return {"json": lambda: text, "xml": lambda: judge.convert(text, "xml"), "md": lambda: judge.convert(text, "md")}, facts


def as_saved(text, random):
    """The text as some editors save it: with a byte order mark, with line breaks of Windows."""
    return ("\ufeff" if random.random() < 0.15 else "") + (text.replace("\n", "\r\n") if random.random() < 0.15 else text)


def marked(text):
    """The bytes of a text without its marks, and the byte places that these marked."""
    parts = text.split(HERE)
    # The mark at the beginning does not count.
    places, length = set(), -len("\ufeff".encode()) if text.startswith("\ufeff") else 0
    for part in parts[:-1]:
        # A place counts as it does when broken bytes have been read as U+FFFD.
        length += len(part.replace(BROKEN, "\ufffd").encode())
        places.add(length)
    return b"\xe9".join(part.encode() for part in "".join(parts).split(BROKEN)), places


def planted(judge, kind, spelling, number, seed):
    """A document, or a set, with a mistake of this kind."""
    if spelling in SETS:
        return planted_in_set(judge, kind, spelling, number, seed)
    for attempt in range(TRIES):
        name = f"{kind.name}-{number}-{attempt}"
        texts, facts = documents(judge, f"{seed} {spelling} {name}")
        page = Page(spelling, texts[spelling](), facts, Random(f"{seed} {name}"))
        try:
            result = kind.plant(page)
        except Unsuitable:
            continue
        text, files = result if isinstance(result, tuple) else (result, {})
        content, places = marked(as_saved(text, page.random))
        file = f"a.{spelling}"
        return Case(f"{kind.name.replace(' ', '-')}-{number}", spelling, {file: content, **files}, kind, tuple(sorted(places)), file)
    raise SystemExit(f"no statement has a place for this mistake: {kind.name}, {spelling}")


def planted_in_set(judge, kind, spelling, number, seed):
    for attempt in range(TRIES):
        group = Group(Random(f"{seed} {spelling} {kind.name}-{number}-{attempt}"))
        try:
            spots = kind.plant(group)
        except Unsuitable:
            continue
        files, places = written(group, spelling, judge)
        spots = tuple((*places[at], pointer) for at, pointer in spots)
        return Case(f"{kind.name.replace(' ', '-')}-{number}", spelling, files, kind, spots=spots)
    raise SystemExit(f"no set has a place for this mistake: {kind.name}, {spelling}")


def clean(judge, spelling, number, seed):
    """A document, or a set, without a mistake."""
    if spelling in SETS:
        files, _ = written(Group(Random(f"{seed} {spelling} clean {number}")), spelling, judge)
        return Case(f"clean-{number}", spelling, files)
    texts, _ = documents(judge, f"{seed} clean {number}")
    text = as_saved(texts[spelling](), Random(f"{seed} {spelling} {number}"))
    return Case(f"clean-{number}", spelling, {f"a.{spelling}": text.encode()})


def cases(judge, kinds, args):
    """All cases of a run, each still to be made: the clean ones first."""
    for number in range(args.clean):
        for spelling in (*ALL, *SETS):
            yield partial(clean, judge, spelling, number, args.seed)
    for kind in kinds:
        for spelling in kind.spellings:
            for number in range(args.count):
                yield partial(planted, judge, kind, spelling, number, args.seed)
