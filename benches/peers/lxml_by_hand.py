"""A peer of `statemark convert`: what a careful programmer writes with lxml for the fields of the benchmark's data, one statement after the other.

python3 lxml_by_hand.py xml FILE.ndjson > OUT.xml
python3 lxml_by_hand.py ndjson FILE.xml > OUT.ndjson

It checks nothing, and knows no other fields.
"""

import json
import sys

from lxml import etree

NAMESPACE = "https://w3id.org/statemark/1"
IN = f"{{{NAMESPACE}}}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
LISTS = {"issuers", "members", "by", "to", "about", "topics", "with"}
# Of each kind of object the keys, in the order of the format: those of attributes as they are, those of elements with what they hold.
WORDS, LINES = "words", "lines"
KEYS = {
    "place": {"name": WORDS, "country": None},
    "entity": {"id": None, "kind": None, "name": WORDS, "aliases": LINES, "office": WORDS, "country": None, "of": None, "members": None},
    "topic": {"id": None, "label": WORDS, "broader": None},
    "source": {"id": None, "kind": None, "publisher": WORDS, "published": None, "text": WORDS, "sha256": None},
    "action": {"what": WORDS, "by": None, "with": None, "due": None},
    "clause": {
        "id": None, "number": None, "text": WORDS, "by": None, "act": None, "inner_act": None, "emphasis": None, "to": None, "about": None, "topics": None,
        "actions": "action", "evidence": "evidence",
    },
    "section": {"heading": WORDS, "clauses": "clause"},
}  # fmt: skip
PARTS = {"entities": "entity", "topics": "topic", "sources": "source", "sections": "section"}


def attribute(value):
    return " ".join(value) if isinstance(value, list) else str(value)


def words(parent, name, text, own):
    if isinstance(text, str):
        etree.SubElement(parent, IN + name).text = text
        return
    etree.SubElement(parent, IN + name).text = text[own]
    for language, line in text.items():
        if language != own:
            etree.SubElement(parent, IN + name, {LANGUAGE: language}).text = line


def element(parent, name, value, own):
    if name == "evidence":
        made = etree.SubElement(parent, IN + name, {key: str(value[key]) for key in ("source", "start", "end")})
        made.text = value["exact"]
        return
    made = etree.SubElement(parent, IN + name)
    for key, kind in KEYS[name].items():
        held = value.get(key)
        if held is None:
            continue
        if kind is None:
            made.set(key, attribute(held))
        elif kind is WORDS:
            words(made, key, held, own)
        elif kind is LINES:
            for line in held:
                etree.SubElement(made, IN + "alias").text = line
        else:
            for item in held:
                element(made, kind, item, own)


def to_xml(lines, out):
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<statements xmlns="{NAMESPACE}">\n'.encode())
    for line in lines:
        statement = json.loads(line)
        own = statement["language"]
        root = etree.Element(IN + "statement", nsmap={None: NAMESPACE})
        for name, key in ("version", "statemark"), ("id", "id"), ("type", "type"), (LANGUAGE, "language"), ("date", "date"), ("issuers", "issuers"):
            root.set(name, attribute(statement[key]))
        words(root, "title", statement["title"], own)
        place = etree.SubElement(root, IN + "place", country=statement["place"]["country"])
        place.text = statement["place"]["name"]
        for part, name in PARTS.items():
            holder = etree.SubElement(root, IN + part)
            for item in statement[part]:
                element(holder, name, item, own)
        out.write(etree.tostring(root, encoding="UTF-8", xml_declaration=False))
        out.write(b"\n")
    out.write(b"</statements>\n")


def read_words(parent, name, own):
    found = parent.findall(IN + name)
    if len(found) < 2:
        return found[0].text if found else None
    return dict(sorted((each.get(LANGUAGE, own), each.text) for each in found))


def read(node, name, own):
    if name == "evidence":
        return {"source": node.get("source"), "start": int(node.get("start")), "end": int(node.get("end")), "exact": node.text}
    value = {}
    for key, kind in KEYS[name].items():
        if kind is None:
            held = node.get(key)
            if held is not None and key in LISTS:
                held = held.split()
        elif kind is WORDS:
            held = read_words(node, key, own)
        elif kind is LINES:
            held = [line.text for line in node.findall(IN + "alias")]
        else:
            held = [read(item, kind, own) for item in node.findall(IN + kind)]
        if held:
            value[key] = held
    return value


def to_json(path, out):
    for _, node in etree.iterparse(path, tag=IN + "statement"):
        own, place = node.get(LANGUAGE), node.find(IN + "place")
        statement = {"statemark": node.get("version"), "id": node.get("id"), "type": node.get("type"), "title": read_words(node, "title", own)}
        statement |= {"language": own, "date": node.get("date"), "place": {"name": place.text, "country": place.get("country")}}
        statement["issuers"] = node.get("issuers").split()
        for part, name in PARTS.items():
            items = [read(item, name, own) for item in node.find(IN + part)]
            if items:
                statement[part] = items
        out.write(json.dumps(statement, ensure_ascii=False, separators=(",", ":")).encode())
        out.write(b"\n")
        node.clear()
        while node.getprevious() is not None:
            del node.getparent()[0]


if __name__ == "__main__":
    target, path = sys.argv[1:]
    if target == "xml":
        with open(path, "rb") as lines:
            to_xml(lines, sys.stdout.buffer)
    else:
        to_json(path, sys.stdout.buffer)
