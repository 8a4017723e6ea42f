"""Prints the words of every clause in the XML documents that are named, as lxml reads them: a JSON object, path to list of
[id, language or null, words], in the order of the document."""

import json
import sys

from lxml import etree

TEXT = "{https://w3id.org/statemark/1}text"
CLAUSE = "{https://w3id.org/statemark/1}clause"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def clauses(path):
    """The words of each clause of a document, in each of their languages."""
    root = etree.parse(path).getroot()
    return [
        [clause.get("id"), text.get(LANGUAGE), "".join(text.itertext())]
        for clause in root.iter(CLAUSE)
        for text in clause.findall(TEXT)
    ]


json.dump({path: clauses(path) for path in sys.argv[1:]}, sys.stdout)
