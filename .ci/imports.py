#!/usr/bin/env python3
"""Proves that imports of the outside texts lose no word: run with the command as argument, and optionally a folder to keep the results in.

Each character of a source that is no white space must lie in exactly one place: in the evidence of a clause, or in the list of what is left out,
with a reason. The letters and digits of a clause must be those of its evidence. All that is counted here by offsets, without our code.
Each result must validate, and be the same bytes after JSON, XML, Markdown and JSON again.
"""

import html
import html.parser
import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT.parent / "shared/corpora/texts"
CORPORA = {
    "whitehouse-md": (),
    "unsc-resolutions-txt": ("--issuer", "organization:unsc=United Nations Security Council"),
    "unga-resolutions-pdftext": ("--issuer", "organization:unga=United Nations General Assembly"),
    "australia-pm-xml": ("--issuer", "state:au=Australia"),
    "dfat-md": ("--issuer", "state:au=Australia"),
    "udhr-xml": ("--paragraph", "para", "--heading", "title", "--date", "1948-12-10", "--type", "declaration"),
}


class Words(html.parser.HTMLParser):
    """The characters of HTML that are outside of tags."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.feed(text)
        self.close()

    def handle_data(self, data):
        self.found.append(data)


def source_text(path):
    """The text as the source has to keep it; of XML its characters, whose white space is free."""
    text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    if path.suffix != ".xml":
        return re.sub("[\x0b\x0c\x1c-\x1e]", "\n", text)
    # Pages of markup stand in CDATA.
    pieces = ElementTree.fromstring(text).itertext()
    return "".join("".join(Words(piece).found) if re.match(r"\s*<\w", piece) else piece for piece in pieces)


def letters(text):
    return "".join(c for c in text if c.isalnum())


def dense(text):
    return "".join(text.split())


def clauses(parts):
    """All clauses of sections or clauses, in order."""
    for part in parts:
        if "text" in part:
            yield part
        yield from clauses(part.get("clauses", []))
        yield from clauses(part.get("sections", []))


def headings(sections):
    for section in sections:
        if "heading" in section:
            yield section
        yield from headings(section.get("sections", []))


def hyphens(exact, words):
    """How many hyphens at the ends of lines are not in the words, by counting letters."""
    places = [at for at, c in enumerate(words) if c.isalnum()]
    mended = 0
    for match in re.finditer(r"(?<=[^\W\d_])[-\u2010]\s*\n\s*(?=[^\W\d_])", exact):
        count = len(letters(exact[: match.start()]))
        mended += count < len(places) and places[count] == places[count - 1] + 1
    return mended


class Proof:
    def __init__(self, name):
        self.name = name
        self.wrong = []
        self.count = Counter()
        self.left = Counter()

    def fail(self, document, message):
        self.wrong.append(f"{self.name}: {document}: {message}")

    def document(self, path, statement, left_out):
        text = statement["sources"][0]["text"]
        expected = source_text(path)
        is_markup = path.suffix == ".md"
        if path.suffix == ".xml":
            if dense(text) != dense(expected):
                self.fail(path.name, "the source has other characters than the XML")
        elif text != expected:
            self.fail(path.name, "the source is not the text")
        if sha256(text.encode()).hexdigest() != statement["sources"][0]["sha256"]:
            self.fail(path.name, "the checksum is wrong")
        taken = [None] * len(text)

        def take(start, end, words, reason):
            if text[start:end] != words:
                self.fail(path.name, f"{start}..{end} is not {words!r}")
            for at in range(start, end):
                if taken[at] is not None and not text[at].isspace():
                    self.fail(path.name, f"{at} is taken twice: {taken[at]}, {reason}")
                    return
                taken[at] = reason

        for clause in clauses(statement["sections"]):
            exact = [evidence["exact"] for evidence in clause.get("evidence", [])]
            if not exact:
                self.fail(path.name, f"{clause['id']} has no evidence")
            for evidence in clause.get("evidence", []):
                take(evidence["start"], evidence["end"], evidence["exact"], "a clause")
            joined = "\n".join(exact)
            plain = html.unescape(joined) if is_markup else joined
            if letters(plain) != letters(clause["text"]):
                self.fail(path.name, f"{clause['id']} has other letters than its evidence: {clause['text']!r}")
            self.count["mended"] += hyphens(joined, clause["text"])
            self.count["soft"] += joined.count("\u00ad") - clause["text"].count("\u00ad")
            self.count["clauses"] += 1
        said = defaultdict(str)
        for line in left_out:
            take(line["start"], line["end"], line["words"], line["reason"])
            said[line["reason"]] += line["words"]
        self.elsewhere(path.name, statement, said, is_markup)
        for match in re.finditer(r"\S+", text):
            reasons = taken[match.start() : match.end()]
            if None in reasons:
                self.fail(path.name, f"{match[0]!r} at {match.start()} is neither in a clause nor left out")
            reason = "a clause" if "a clause" in reasons else reasons[0]
            self.count["words"] += 1
            self.count["kept"] += reason == "a clause"
            if reason != "a clause":
                self.left[reason] += 1
        self.count["documents"] += 1

    def elsewhere(self, name, statement, said, is_markup):
        """What is said to be a title, a heading or a number must stand there; markup has no words."""
        plain = html.unescape if is_markup else str
        titles = [section["heading"] for section in headings(statement["sections"])]
        if letters(plain(said["a heading"])) != letters("".join(titles)):
            self.fail(name, f"the headings are not {said['a heading']!r}")
        if said["the title"] and letters(plain(said["the title"])).lower() != letters(statement["title"]).lower():
            self.fail(name, f"the title is not {said['the title']!r}")
        numbered = [*clauses(statement["sections"]), *headings(statement["sections"])]
        numbers = Counter(letters("".join(part["number"] for part in numbered if "number" in part)))
        if numbers != Counter(letters(said["a number"])):
            self.fail(name, f"the numbers are not {said['a number']!r}")
        for reason in ("markup", "a bullet", "no letter and no digit"):
            if letters(said[reason]):
                self.fail(name, f"{reason} has words: {said[reason]!r}")


def run(*arguments, codes=(0,)):
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True, text=True)
    if done.returncode not in codes:
        raise SystemExit(f"{arguments} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done


def prove(binary, name, flags, folder):
    """Imports a corpus, and holds each document against its source."""
    corpus, proof = TEXTS / name, Proof(name)
    out, left = folder / f"{name}.json", folder / f"{name}.left-out.ndjson"
    done = run(binary, "import", corpus, "-o", f"{out}/", "--left-out", left, *flags, codes=(0, 1))
    if done.returncode:
        proof.wrong.append(done.stderr)
    left_out = defaultdict(list)
    for line in left.read_text(encoding="utf-8").split("\n")[:-1]:
        line = json.loads(line)
        left_out[Path(line["file"]).name].append(line)
    sources = {path.name: path for path in corpus.iterdir()}
    for path in sorted(out.iterdir()):
        statement = json.loads(path.read_bytes())
        source = re.match(r"imported from ([^,]+),", statement["provenance"][0]["note"])[1]
        proof.document(sources.pop(source), statement, left_out[source])
    proof.wrong += [f"{name}: {source} is not imported" for source in sources]
    checked = run(binary, "validate", out, "--quiet", codes=(0, 1))
    if checked.returncode:
        proof.wrong.append(run(binary, "validate", out, codes=(0, 1)).stdout[-3000:])
    before = out
    for spelling in ("xml", "md", "json"):
        after = folder / f"{name}.{spelling}{'-again' if spelling == 'json' else ''}"
        run(binary, "convert", before, "--to", spelling, "-o", f"{after}/")
        before = after
    again = {path.name: path.read_bytes() for path in before.iterdir()}
    if again != {path.name: path.read_bytes() for path in out.iterdir()}:
        proof.wrong.append(f"{name}: the law does not hold")
    return proof


def main():
    binary = Path(sys.argv[1]).resolve()
    if not TEXTS.is_dir():
        raise SystemExit("../shared is missing")
    wrong = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else temporary)
        folder.mkdir(exist_ok=True)
        for name, flags in CORPORA.items():
            proof = prove(binary, name, flags, folder)
            count, wrong = proof.count, wrong + proof.wrong
            print(f"{name}: {count['documents']} documents, {count['clauses']} clauses, {count['words']} words = {count['kept']} in clauses", end="")
            print("".join(f" + {number} {reason}" for reason, number in proof.left.most_common()), end="")
            print(f"; {count['mended']} hyphens at ends of lines and {count['soft']} soft ones mended")
            assert count["words"] == count["kept"] + proof.left.total()
    for sentence in wrong[:40]:
        print(sentence, file=sys.stderr)
    raise SystemExit(f"{len(wrong)} wrong" if wrong else 0)


if __name__ == "__main__":
    main()
