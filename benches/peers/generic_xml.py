"""A peer of `statemark convert`: xmltodict, which knows nothing of the format. One statement after the other, so that it runs in bounded memory.

python3 generic_xml.py xml FILE.ndjson > OUT.xml
python3 generic_xml.py ndjson FILE.xml > OUT.ndjson

Its XML is another than the format's; its JSON loses lists of one and numbers, and has the attributes as `@…`: a mapping would have to follow.
"""

import json
import sys

import xmltodict


def to_xml(lines, out):
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<statements>\n')
    for line in lines:
        out.write(xmltodict.unparse({"statement": json.loads(line)}, full_document=False))
        out.write("\n")
    out.write("</statements>\n")


def to_json(file, out):
    def one(_path, statement):
        out.write(json.dumps(statement, ensure_ascii=False, separators=(",", ":")))
        out.write("\n")
        return True

    xmltodict.parse(file, item_depth=2, item_callback=one)


if __name__ == "__main__":
    target, path = sys.argv[1:]
    if target == "xml":
        with open(path, encoding="utf-8") as lines:
            to_xml(lines, sys.stdout)
    else:
        with open(path, "rb") as file:
            to_json(file, sys.stdout)
