"""Evaluates XPaths with lxml and says which do not lead to what stands at their place, by the offsets of expat.

Reads JSON: a list of [path of a document, [[xpath, first byte, byte after the last], ...]]. Documents that lxml cannot read are left out."""

import json
import re
import sys
from xml.parsers import expat

from lxml import etree

NAMESPACES = {"s": "https://w3id.org/statemark/1"}


def elements(data):
    """The span of each element in bytes, in the order of the document."""
    spans, open_elements = [], []
    parser = expat.ParserCreate()

    def start(name, attributes):
        open_elements.append(len(spans))
        spans.append([parser.CurrentByteIndex, None])

    def end(name):
        at, span = parser.CurrentByteIndex, spans[open_elements.pop()]
        if data.startswith(b"</", at):
            span[1] = data.index(b">", at) + 1
        else:
            span[1] = at if at > span[0] else data.index(b"/>", at) + 2

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return spans


TAG = re.compile(rb"<[^\s/>\"']+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")


def attribute(data, tag, start, end):
    """The name of the attribute of a tag that holds a span."""
    for found in re.finditer(rb"\s([^\s=]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')", data[tag : TAG.match(data, tag).end()]):
        if tag + found.start(1) <= start and end <= tag + found.end():
            return found[1].decode()
    return None


def name_of(found):
    """The name of what an XPath found, as it is written; attributes of XML itself are the only ones with a prefix."""
    return found.attrname.replace("{http://www.w3.org/XML/1998/namespace}", "xml:")


def differences(path, places):
    """What does not lead to its place."""
    data = open(path, "rb").read()
    tree = etree.parse(path)
    spans = elements(data)
    numbers = {element: number for number, element in enumerate(tree.getroot().iter(etree.Element))}
    for xpath, start, end in places:
        found = tree.xpath(xpath, namespaces=NAMESPACES)
        around = [number for number, span in enumerate(spans) if span[0] <= start and end <= span[1]]
        innermost = around[-1] if around else 0
        name = attribute(data, spans[innermost][0], start, end)
        if len(found) != 1:
            seen = f"{len(found)} places"
        elif name and isinstance(found[0], str):
            seen = None if (numbers[found[0].getparent()], name_of(found[0])) == (innermost, name) else "another attribute"
        elif name or isinstance(found[0], str):
            seen = "an element" if name else "an attribute"
        else:
            seen = None if numbers[found[0]] == innermost else "another element"
        if seen:
            yield f"{path.rsplit('/', 1)[-1]}: {xpath} leads to {seen}"


checked, different = 0, []
for path, places in json.load(sys.stdin):
    try:
        different.extend(differences(path, places))
        checked += len(places)
    except (etree.XMLSyntaxError, expat.ExpatError):
        pass
json.dump({"checked": checked, "different": different}, sys.stdout)
