"""A document as text in one spelling, and ways to find and change what stands in it. It knows how values are written, and no rule."""

import json
import re
from xml.sax.saxutils import escape, quoteattr

# Stands in a changed text before each place where a finding may point.
HERE = "\uf8ff"
# Stands for a byte that is no UTF-8.
BROKEN = "\uf8fe"
ATTRIBUTES = {"statemark": "version", "language": "xml:lang"}
ELEMENTS = {"aliases": "alias", "authors": "author", "identifiers": "identifier"}
PLAIN = re.compile(r"[\w./+-]+")


class Unsuitable(Exception):
    """This statement has no place for this mistake; another one has."""


class Field:
    """Where a key stands, and where its value does, quotation marks of JSON and YAML included."""

    def __init__(self, key, start, end, element=False):
        self.key, self.start, self.end, self.element = key, start, end, element


class Page:
    def __init__(self, spelling, text, facts, random):
        self.spelling, self.text, self.facts, self.random = spelling, text, facts, random

    # Where things stand.

    def search(self, pattern, start=0, end=None):
        found = re.compile(pattern).search(self.text, start, len(self.text) if end is None else end)
        if not found:
            raise Unsuitable(pattern)
        return found

    def find(self, part, start=0):
        at = self.text.find(part, start)
        if at < 0:
            raise Unsuitable(part)
        return at

    def at(self, thing=None):
        """Where a thing is defined that has this id; a place is its own; nothing is the statement."""
        if thing is None:
            return 0
        if isinstance(thing, int):
            return thing
        pattern = {"json": rf'"id":\s*"{re.escape(thing)}"', "xml": rf'(?<=\s)id="{re.escape(thing)}"',
                   "md": rf"(?<![\w-])id: {re.escape(thing)}(?=[,}}\n])|(?<=[` ])#{re.escape(thing)}(?=[ `])"}
        return self.search(pattern[self.spelling]).start()

    def in_front(self, place):
        """Whether a place is in the front matter of Markdown."""
        return self.spelling == "md" and place < self.text.index("\n---\n", 4)

    def start(self, thing):
        """Where the thing as a whole begins."""
        at = self.at(thing)
        if self.spelling == "json":
            return self.text.rindex("{", 0, at)
        if self.spelling == "xml":
            return self.text.rindex("<", 0, at)
        line = self.text.rindex("\n", 0, at) + 1
        if self.in_front(at):
            return self.text.find("{", line, at) if "{" in self.text[line:at] else at
        if self.text[line] == "#":
            return line
        # The words of a clause stand above its attributes, perhaps behind a bullet.
        line = self.text.rindex("\n\n", 0, at) + 2
        return self.search(r"[ ]*(- )?", line).end()

    def evidence(self, clause, number=0):
        """Where a quote of a clause begins."""
        place = self.at(clause)
        for _ in range(number + 1):
            if self.spelling == "json":
                place = self.search(r'"source"', place + 1).start()
                place = self.text.rindex("{", 0, place) + 1
            else:
                place = self.find({"xml": "<evidence", "md": "`source="}[self.spelling], place + 1)
        return place - (self.spelling == "json")

    def field(self, key, of=None):
        at = self.at(of)
        if self.spelling == "json":
            found = self.search(rf'"{re.escape(key)}"\s*:\s*', at)
            return Field(found.start(), found.end(), json.JSONDecoder().raw_decode(self.text, found.end())[1])
        if self.spelling == "xml":
            return self.field_of_xml(key, at)
        if of is None or self.in_front(at):
            found = self.search(rf"(?m)^{key}: " if of is None else rf"(?<![\w-]){key}: ", at)
            return Field(found.start(), found.end(), self.end_of_yaml(found.end()))
        found = self.search(rf"(?<=[` ]){key}=", at)
        start = found.end()
        if self.text[start] == '"':
            return Field(found.start(), start, json.JSONDecoder().raw_decode(self.text, start)[1])
        return Field(found.start(), start, self.search(r"(?=[ `])", start).start())

    def field_of_xml(self, key, at):
        opened = self.text.rindex("<", 0, at) if at and self.text[at] != "<" else self.find("<statement") if at == 0 else at
        closed = self.find(">", opened)
        name = ATTRIBUTES.get(key, key)
        found = re.compile(rf'(?<=\s){name}="([^"]*)"').search(self.text, opened, closed)
        if found:
            return Field(found.start(), found.start(1), found.end(1))
        name = ELEMENTS.get(key, key)
        found = self.search(rf"<{name}(?: [^<>]*)?>([^<]*)</{name}>", closed)
        return Field(found.start() + 1, found.start(1), found.end(1), element=True)

    def end_of_yaml(self, start):
        """Where a value of the front matter ends, as the converter writes it."""
        first, line = self.text[start], self.text.rindex("\n", 0, start)
        if first == '"':
            return json.JSONDecoder().raw_decode(self.text, start)[1]
        if first in "[{":
            return self.search(r"\]" if first == "[" else r"\}", start).end()
        return self.search(r"(?=, |\}|\n)" if "{" in self.text[line:start] else r"(?=\n)", start).start()

    def words(self, words, of=None):
        """Where words stand, in or behind the thing. Those that this spelling escapes are not found."""
        written = {"json": json.dumps(words, ensure_ascii=False), "xml": f">{escape(words)}<", "md": words}[self.spelling]
        place = self.find(written, self.start(of) if of else 0)
        if self.spelling == "xml":
            return Field(place, place + 1, place + len(written) - 1, element=True)
        if self.spelling == "md" and self.text[place - 1] == '"':
            return Field(place, place - 1, place + len(words) + 1)
        return Field(place, place, place + len(written))

    # Changed texts, with the place of the mistake marked.

    def put(self, start, end, new):
        return self.text[:start] + new + self.text[end:]

    def written(self, value, attribute):
        """A value as this spelling writes it."""
        if self.spelling == "json":
            return json.dumps(value, ensure_ascii=False)
        if self.spelling == "xml":
            return escape(str(value), {'"': "&quot;"})
        if isinstance(value, str) and not PLAIN.fullmatch(value):
            return json.dumps(value, ensure_ascii=False)
        return str(value)

    def value(self, key, of, new):
        """Another value for a key."""
        field = self.field(key, of)
        return self.put(field.start, field.end, HERE + self.written(new, not field.element))

    def reword(self, old, new, of=None):
        """Other words for some words."""
        field = self.words(old, of)
        quoted = self.spelling == "md" and (self.text[field.start] == '"' or self.in_front(field.start))
        written = json.dumps(new, ensure_ascii=False) if quoted else self.written_words(new)
        # Words may begin at a back slash of Markdown, or at what it escapes.
        return self.put(field.start, field.end, HERE + (f"\\{HERE}{written[1:]}" if self.spelling == "md" and written[0] == "\\" else written))

    def written_words(self, words):
        """Words as this spelling writes them, outside of front matter and attributes."""
        if self.spelling == "json":
            return json.dumps(words, ensure_ascii=False)
        return escape(words) if self.spelling == "xml" else re.sub(r"([<>&*_\[\]\\`])", r"\\\1", words)

    def items(self, key, of, items, mark):
        """Other items in a list, of which one is the mistake."""
        field = self.field(key, of)
        marked = [(HERE if at == mark else "") + (json.dumps(item) if self.spelling == "json" else item) for at, item in enumerate(items)]
        if self.spelling == "json" or self.spelling == "md" and self.in_front(field.start):
            return self.put(field.start, field.end, "[" + ", ".join(marked) + "]")
        return self.put(field.start, field.end, (" " if self.spelling == "xml" else ",").join(marked))

    def rekey(self, key, of, new):
        """Another key for a value."""
        field = self.field(key, of)
        if self.spelling == "json":
            return self.put(field.key, field.key + len(key) + 2, f'{HERE}"{new}"')
        name = ATTRIBUTES.get(key, key) if self.spelling == "xml" else key
        if field.element:
            text = self.put(field.end, field.end + len(name) + 3, f"</{new}>")
            return text[:field.key] + HERE + new + text[field.key + len(name):]
        return self.put(field.key, field.key + len(name), HERE + new)

    def without(self, key, of):
        """The text without a field."""
        field = self.field(key, of)
        start, end = field.key, field.end
        if self.spelling == "json":
            behind = re.compile(r"\s*,\s*").match(self.text, end)
            if behind:
                return self.put(start, behind.end(), "")
            return self.put(len(self.text[:start].rstrip().rstrip(",")), end, "")
        if self.spelling == "xml":
            if not field.element:
                return self.put(start - 1, end + 1, "")
            name = ELEMENTS.get(key, key)
            run = re.compile(rf"(\s*<{name}[ >][^<]*</{name}>)+").match(self.text, len(self.text[:start - 1].rstrip()))
            return self.put(run.start(), run.end(), "")
        if not self.in_front(start):
            return self.put(start - 1, end, "")
        line = self.text.rindex("\n", 0, start)
        if "{" in self.text[line:start]:
            return self.put(start - 2, end, "")
        # A value of several lines goes with the lines that are indented deeper.
        indent = start - line - 1
        return self.put(line, self.search(rf"\n(?! {{{indent + 1}}})", end).start(), "")

    def lacking(self, key, of):
        """The text without a field, marked where the thing begins that lacks it."""
        start = self.start(of) if of is not None else {"json": 0, "md": 4}.get(self.spelling, self.text.find("<statement"))
        text = self.without(key, of)
        return text[:start] + HERE + text[start:]

    def add(self, key, of, value, mark="value"):
        """One more field behind the id of a thing. Words of XML can't be added so."""
        at, end = self.at(of), None
        signs = {"key": (HERE, ""), "value": ("", HERE), None: ("", "")}[mark]
        if self.spelling == "json":
            end = self.search(r'"id":\s*"[^"]*"', at).end()
            return self.put(end, end, f', {signs[0]}"{key}": {signs[1]}{json.dumps(value, ensure_ascii=False)}')
        listed = isinstance(value, list)
        if self.spelling == "xml":
            end = self.search(r'\sid="[^"]*"', at - 1).end()
            value = (" ".join(value) if listed else str(value).lower() if value is True else str(value))
            return self.put(end, end, f" {signs[0]}{ATTRIBUTES.get(key, key)}=" + '"' + signs[1] + quoteattr(value)[1:])
        if not self.in_front(at):
            end = self.search(r"#[^ `]+", at).end()
            value = "" if value is True else "=" + signs[1] + (",".join(value) if listed else self.written(value, True))
            return self.put(end, end, f" {signs[0] or (signs[1] if not value else '')}{key}{value}")
        end = self.search(r"id: [^,}\n]+", at).end()
        line = self.text.rindex("\n", 0, at)
        between = ", " if "{" in self.text[line:at] else "\n" + " " * (at - line - 1)
        return self.put(end, end, f"{between}{signs[0]}{key}: {signs[1]}{json.dumps(value, ensure_ascii=False) if listed else self.written(value, False)}")

    def changed(self, text):
        """The page with another text, to change it further."""
        return Page(self.spelling, text, self.facts, self.random)

    def mark(self, *places):
        """The text with these places marked."""
        text = self.text
        for place in sorted(set(places), reverse=True):
            text = text[:place] + HERE + text[place:]
        return text

    def swap(self, old, new, behind=0):
        """Other characters for some that stand behind a place, which are all of a value."""
        start = self.find(old, behind)
        place = start - (self.text[start - 1] == '"' and self.spelling != "xml")
        return self.text[:place] + HERE + self.text[place:start] + new + self.text[start + len(old):]

    def exact(self, clause, number=0):
        """The words of a quote of a clause, and the place of the quote. In Markdown they may be those of the clause, and be left out."""
        place = self.evidence(clause, number)
        if self.spelling == "json":
            return self.field("exact", place), place
        if self.spelling == "xml":
            start = self.find(">", place) + 1
            return Field(start, start, self.find("</evidence>", start)), place
        start = self.text.rindex("\n\n", 0, place)
        start = self.search(r"[ ]*> ", start + 2).end()
        if start == place:
            raise Unsuitable
        return Field(start, start, self.text.rindex("\n", 0, place)), place

    def has_words(self, clause):
        """Whether the words of a clause's quote are given."""
        try:
            return bool(self.exact(clause))
        except Unsuitable:
            return False

    def renumber(self, of, old, new):
        """Another printed number for a clause or section."""
        if self.spelling != "md":
            return self.value("number", of, new)
        start = self.find(f"**{old}**", self.start(of))
        return self.put(start, start + len(old) + 2, f"{HERE}**{HERE}{new}")

    def rename(self, old, new):
        """Another id for a thing."""
        at = self.at(old)
        if self.spelling != "md" or self.in_front(at):
            return self.value("id", old, new)
        return self.put(at, at + 1 + len(old), f"{HERE}#{HERE}{new}")

    def insert(self, place, part):
        return self.put(place, place, part)
