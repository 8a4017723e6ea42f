#!/usr/bin/env python3
"""Lists who did what to whom in which words, and checks that nothing in this bag was changed, lost or added.

    python3 read_statements.py [BAG] [--from json|xml] [--table]

It needs Python 3.8 or later and nothing else, and was written from two documents alone: the specification of the Statemark format (in this
bag), whose sections are named below as "format 5", and RFC 8493, the BagIt format of the bag itself. If Python is gone, read these two.

BAG is the folder with the file bagit.txt; left out, it is the one that this program lies in. First all files are checked, then statements are
read from their JSON, or from their XML, which says the same. Nothing is read that no manifest of the bag lists, and nothing outside of the bag.
--table writes a line for each clause, its columns apart by tabs. Control characters are shown as numbers: \\x1b.
Exit code: 0 all is right; 1 something is wrong, and is said on standard error; 2 there is no bag, or the command is not understood.
"""

import argparse
import hashlib
import json
import os
import re
import signal
import sys
from pathlib import Path
from xml.etree import ElementTree

# --- Fixity: RFC 8493 ---


def manifest(path):
    """The files that a manifest lists, each with its checksum, and what is wrong with its lines."""
    listed, faults = {}, []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", path.read_bytes().decode("utf-8").rstrip("\r\n")), 1):
        match = re.fullmatch(r"([0-9A-Fa-f]+)[ \t]+(.+)", line)
        # A name with a line break or a per cent sign has it encoded (RFC 8493, 2.1.3).
        name = match and re.sub("%(0[AaDd]|25)", lambda code: chr(int(code[1], 16)), match[2])
        if not match:
            faults.append(f"{path.name}, line {number}: not a checksum and a name: {line!r}")
        elif name in listed:
            faults.append(f"{path.name}, line {number}: lists {name!r} twice")
        elif name.startswith(("/", "~")) or "\\" in name or not set(name.split("/")).isdisjoint({"", ".", ".."}):
            faults.append(f"{path.name}, line {number}: {name!r} may lead out of the bag")
        else:
            listed[name] = match[1].lower()
    return listed, faults


def files_of(bag):
    """All files of the bag by name, and what is no plain file: a link may lead out of the bag."""
    files, faults = {}, []
    for folder, folders, names in os.walk(bag):
        for path in (Path(folder, name) for name in folders + names):
            name = path.relative_to(bag).as_posix()
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                faults.append(f"{name}: neither a file nor a folder")
            elif path.is_file():
                files[name] = path
    return files, faults


def checksums(path, algorithms):
    """The checksums of one file, read once."""
    sums = [hashlib.new(algorithm) for algorithm in algorithms]
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            for each in sums:
                each.update(block)
    return dict(zip(algorithms, (each.hexdigest() for each in sums)))


def tag_faults(files, payload):
    """Whether the bag says that it is one, and has as many bytes and files as it says."""
    text = files["bagit.txt"].read_bytes().decode("utf-8", "replace") if "bagit.txt" in files else ""
    if not re.fullmatch(r"BagIt-Version: (1\.0|0\.97)\r?\nTag-File-Character-Encoding: UTF-8(\r?\n)?", text):
        return [f"bagit.txt: not a declaration of BagIt 1.0 in UTF-8: {text!r}"]
    info = files["bag-info.txt"].read_text(encoding="utf-8") if "bag-info.txt" in files else ""
    said = re.findall(r"^Payload-Oxum:[ \t]*(.*?)[ \t]*$", info, re.M | re.I)
    found = f"{sum(path.stat().st_size for path in payload.values())}.{len(payload)}"
    return [f"bag-info.txt: says that the payload has {oxum} bytes and files; it has {found}" for oxum in said if oxum != found]


def fixity(bag):
    """How many files the bag has, those of its payload that a manifest lists, and all that differs from what it says of itself."""
    files, faults = files_of(bag)
    payload = {name: path for name, path in files.items() if name.startswith("data/")}
    faults += tag_faults(files, payload)
    manifests = {}  # of each manifest: its algorithm, and the checksums of the files that it lists
    for name in sorted(files):
        match = re.fullmatch(r"(?:tag)?manifest-([a-z0-9]+)\.txt", name)
        if match and match[1] in hashlib.algorithms_available:
            listed, wrong = manifest(files[name])
            faults += wrong
            manifests[name] = match[1], listed
        elif match:
            faults.append(f"{name}: this Python knows no checksums {match[1]!r}")
    if not any(name.startswith("manifest-") for name in manifests):
        faults.append("there is no manifest of the payload")
    sums = {name: checksums(path, sorted({algorithm for algorithm, _ in manifests.values()})) for name, path in sorted(files.items())}
    for name, (algorithm, listed) in manifests.items():
        if name.startswith("manifest-"):
            expected = set(payload)
            if f"tag{name}" not in manifests:
                faults.append(f"tag{name}: missing, so that nothing vouches for {name}")
        else:
            expected = {file for file in files if file not in payload and not file.startswith("tagmanifest-")}
        faults += [f"{file}: listed in {name}, and missing" for file in sorted(set(listed) - set(files))]
        faults += [f"{file}: not listed in {name}" for file in sorted(expected - set(listed))]
        faults += [f"{file}: listed in {name}, where it has no place" for file in sorted(set(listed) & set(files) - expected)]
        changed = [file for file in sorted(set(listed) & set(files)) if sums[file][algorithm] != listed[file]]
        faults += [f"{file}: changed: its checksum is not that of {name}" for file in changed]
    vouched = {name for manifest, (_, listed) in manifests.items() if manifest.startswith("manifest-") for name in listed}
    return len(files), {name: path for name, path in payload.items() if name in vouched}, faults


# --- Reading: format 7 and 8. Both give the JSON shape of format 3, as far as it is needed here ---

NAMESPACE = "{https://w3id.org/statemark/1}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class NoDoctype(ElementTree.TreeBuilder):
    """Format 8.6: a document type declaration is refused; nothing is expanded or fetched."""

    def doctype(self, name, public, system):
        raise ValueError("a document type declaration")


def clause_of_xml(element):
    """A clause, with the clauses in it."""
    clause = {name: element.get(name) for name in ("id", "number", "continues", "act", "inner_act", "emphasis") if element.get(name)}
    clause.update({name: element.get(name, "").split() for name in ("by", "to", "about")})
    # Format 8.2: a Text is a run of elements, the first in the statement's language. Only that one is needed.
    clause["text"] = element.findtext(NAMESPACE + "text")
    clause["evidence"] = [
        {"source": quote.get("source"), "start": int(quote.get("start")), "end": int(quote.get("end")), "exact": quote.text}
        for quote in element.findall(NAMESPACE + "evidence")
    ]
    clause["clauses"] = [clause_of_xml(child) for child in element.findall(NAMESPACE + "clause")]
    return clause


def section_of_xml(element):
    """A section, with its clauses and the sections in it."""
    clauses = [clause_of_xml(child) for child in element.findall(NAMESPACE + "clause")]
    return {"clauses": clauses, "sections": [section_of_xml(child) for child in element.findall(NAMESPACE + "section")]}


def statement_of_xml(data):
    """A statement from its XML."""
    root = ElementTree.fromstring(data, ElementTree.XMLParser(target=NoDoctype()))
    if root.tag != NAMESPACE + "statement":
        raise ValueError(f"the root is {root.tag}, not a statement")
    inside = lambda path: root.findall("/".join(NAMESPACE + step for step in path.split("/")))
    return {
        "statemark": root.get("version"), "id": root.get("id"), "language": root.get(LANGUAGE), "date": root.get("date"),
        "title": root.findtext(NAMESPACE + "title"),
        "entities": [{"id": entity.get("id"), "name": entity.findtext(NAMESPACE + "name")} for entity in inside("entities/entity")],
        "sources": [
            {"id": source.get("id"), "text": source.findtext(NAMESPACE + "text"), "file": source.findtext(NAMESPACE + "file")}
            for source in inside("sources/source")
        ],
        "sections": [section_of_xml(section) for section in inside("sections/section")],
    }


def statements(payload, spelling):
    """All statements of the payload in one spelling, by the names of their files (format 15); instead of one that cannot be read, why."""
    for name in sorted(name for name in payload if name.endswith(f".statemark.{spelling}")):
        try:
            data = payload[name].read_bytes()
            statement = json.loads(data.decode("utf-8-sig")) if spelling == "json" else statement_of_xml(data)
            if statement["statemark"] != "1.0":  # format 14: another version is never guessed at
                raise ValueError(f"it is of version {statement['statemark']!r} of the format; this program knows 1.0")
            yield name, statement, None
        except (OSError, ValueError, KeyError, TypeError, RecursionError, ElementTree.ParseError) as error:
            yield name, None, f"cannot be read as a statement: {error!r}"


# --- What it says: format 5 ---

TAKEN = ("by", "act", "to", "emphasis")  # what a sub-clause takes from its parent where it has none of its own


def spoken(clauses, parent=None):
    """Clauses in their order, each before its sub-clauses, with what they take from above and all printed numbers that lead to them."""
    parent = parent or {"numbers": []}
    number = None
    for clause in clauses:
        number = clause.get("number") or (number if clause.get("continues") else None)
        meant = dict(clause, numbers=parent["numbers"] + ([number] if number else []))
        meant.update({field: clause.get(field) or parent.get(field) for field in TAKEN})
        yield meant
        yield from spoken(clause.get("clauses", []), meant)


def all_spoken(sections):
    """The clauses of all sections: those of a section come before the sections in it."""
    for section in sections:
        yield from spoken(section.get("clauses", []))
        yield from all_spoken(section.get("sections", []))


def own(text, language):
    """A Text in the statement's own language (format 4)."""
    return text[language] if isinstance(text, dict) else text


def texts_of(statement, folder, payload):
    """The texts of all sources by their ids, none where it is not at hand (format 12), and what is wrong with the files that they name."""
    texts, faults = {}, []
    for source in reversed(statement.get("sources", [])):
        texts[source["id"]] = source.get("text")
        if source.get("file"):
            # A path that leads elsewhere, by whatever way, is no name that a manifest lists.
            file = payload.get(f"{folder}/{source['file']}")
            texts[source["id"]] = file.read_bytes().decode("utf-8") if file else None
            faults += [] if file else [f"source {source['id']}: the bag lists no file {source['file']!r} beside the statement: not read"]
    return texts, faults


def doubt(quote, texts):
    """Why a quote is not known to be true, if it is not. Offsets count code points, as Python does (format 12)."""
    text, start, end, exact = texts.get(quote["source"]), quote["start"], quote["end"], quote["exact"]
    if text is None:
        return "NOT CHECKED, the source is not at hand"
    return None if 0 <= start == end - len(exact) and text[start:end] == exact else "NOT in the source"


def quote_faults(statement, texts):
    """The quotes that do not stand in their sources. That a source is not at hand is no fault (format 12)."""
    for clause in all_spoken(statement["sections"]):
        for quote in clause.get("evidence", []):
            if texts.get(quote["source"]) is not None and doubt(quote, texts):
                yield f"clause {clause['id']}: its quote of {quote['source']} {quote['start']}-{quote['end']} is NOT in the source"


# A terminal could be made to show something else by them; a statement has them in its quotes at most.
CONTROLS = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))}


def say(*words, sep=" ", file=None):
    """A line, in which a control character is a number."""
    print(*(str(word).translate(CONTROLS) for word in words), sep=sep, file=file)


def print_table(statement):
    """A line a clause: statement, clause, number, speakers, act, act inside, emphasis, addressees, words."""
    for clause in all_spoken(statement["sections"]):
        ids = [" ".join(clause.get(field) or []) for field in ("by", "to")]
        codes = [clause.get(field) or "" for field in ("act", "inner_act", "emphasis")]
        say(statement["id"], clause["id"], " ".join(clause["numbers"]), ids[0], *codes, ids[1], own(clause["text"], statement["language"]), sep="\t")


def print_list(statement, texts):
    """For people: who does what to whom about what, in which words, quoted from where."""
    language = statement["language"]
    names = {entity["id"]: own(entity["name"], language) for entity in reversed(statement["entities"])}
    named = lambda ids: ", ".join(names.get(one, one) for one in ids or [])
    print()
    say(own(statement["title"], language))
    say(f"  {statement['id']}, {statement['date']}")
    print()
    for clause in all_spoken(statement["sections"]):
        act = clause.get("act") or "no act is coded"
        inner = f" ({clause['inner_act']})" if clause.get("inner_act") else ""
        emphasis = f", {clause['emphasis']}" if clause.get("emphasis") else ""
        whom = "".join(f"; {label} {named(clause[field])}" for label, field in (("to", "to"), ("about", "about")) if clause.get(field))
        say(f"{named(clause.get('by')) or 'nobody is named'}: {act}{inner}{emphasis}{whom}  [{clause['id']}]")
        say("    " + " ".join([*clause["numbers"], own(clause["text"], language)]))
        for quote in clause.get("evidence", []):
            wrong = doubt(quote, texts)
            place = f"{quote['source']} {quote['start']}-{quote['end']}" + (f" ({wrong})" if wrong else "")
            say(f"      {place}: {json.dumps(quote['exact'], ensure_ascii=False)}")


def read(statement, name, payload, as_table):
    """Lists a statement, and gives what is wrong with its quotes."""
    texts, faults = texts_of(statement, name.rpartition("/")[0], payload)
    faults += quote_faults(statement, texts)
    if as_table:
        print_table(statement)
    else:
        print_list(statement, texts)
    return faults


def bag_of(parser, named):
    """The folder of the bag: the one that is named, or that this program lies in."""
    here = Path(__file__).resolve()
    around = next((folder for folder in here.parents if (folder / "bagit.txt").is_file()), here.parent)
    bag = Path(named) if named else around
    if not (bag / "bagit.txt").is_file():
        parser.error(f"{bag} is no bag: it has no file bagit.txt")
    return bag


def main():
    """Checks, lists, and says what is wrong."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # who reads no more of the list ends this program, as is usual
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bag", nargs="?", metavar="BAG")
    parser.add_argument("--from", choices=("json", "xml"), default="json", dest="spelling")
    parser.add_argument("--table", action="store_true")
    arguments = parser.parse_args()
    try:
        files, payload, changed = fixity(bag_of(parser, arguments.bag))
    except (OSError, TypeError, ValueError) as error:
        files, payload, changed = 0, {}, [f"the bag cannot be checked, and is not read: {error}"]
    for sentence in changed:
        say(sentence, file=sys.stderr)
    count, wrong = 0, []
    for name, statement, fault in statements(payload, arguments.spelling):
        try:
            faults = [fault] if fault else read(statement, name, payload, arguments.table)
            count += statement is not None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            faults = [f"lacks what the format asks for: {error!r}"]
        wrong += [f"{name}: {fault}" for fault in faults]
    for sentence in wrong:
        say(sentence, file=sys.stderr)
    kept = f"{len(changed)} faults of the files" if changed else f"all {files} files are there, unchanged, and no others"
    read_so = f"{len(wrong)} faults of the statements" if wrong else "all quotes whose sources are at hand are in them"
    say(f"{count} statements from {arguments.spelling.upper()}; {kept}; {read_so}", file=sys.stderr)
    return 1 if changed or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
