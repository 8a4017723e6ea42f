"""Mistakes in the grammar of a spelling: its signs, its characters, and the order of its parts."""

import re

from kinds import any_clause, kind
from page import BROKEN, HERE, Unsuitable


@kind("syntax", "xml")
def attribute_twice(page):
    field = page.field("act", any_clause(page).id)
    return page.insert(field.end + 1, f' {HERE}act="note"')


@kind("syntax", "json")
def comma_missing(page):
    field = page.field(page.random.choice(["language", "date"]))
    # After the value, or where the next key should not yet stand.
    return page.put(field.end, page.search(r"\s*,\s*", field.end).end(), f"{HERE}\n{HERE}")


@kind("syntax", "json")
def comma_too_many(page):
    return page.insert(page.field("issuers").end - 1, f"{HERE},{HERE}")


@kind("syntax", "json")
def colon_missing(page):
    field = page.field("by", any_clause(page).id)
    return page.put(field.key + len('"by"'), field.start, HERE + " " + HERE)


@kind("syntax")
def quotation_mark_missing(page):
    if page.spelling == "json":
        field = page.field("date_text")
        page = page.changed(page.put(field.end - 1, field.end, ""))
        # Said of the string; on a line with others, where it seems to end.
        return page.mark(field.start, page.text.index('"', field.end) + 1)
    if page.spelling == "xml":
        field = page.field("act", any_clause(page).id)
        text = page.put(field.end, field.end + 1, "")
        tag = text.rindex("<", 0, field.start)
        return text[:tag] + HERE + text[tag:field.start - 1] + HERE + text[field.start - 1:]
    field = page.field("due_text", page.facts.action)
    if page.text[field.start] != '"':
        raise Unsuitable
    return page.put(field.start, field.end, HERE + page.text[field.start:field.end - 1])


@kind("syntax", "json")
def single_quotation_marks(page):
    field = page.field("type")
    return page.put(field.start, field.end, HERE + page.text[field.start:field.end].replace('"', "'"))


@kind("syntax")
def cut_off(page):
    if page.spelling == "json":
        return page.text[:page.at(page.facts.clauses["promise"].id) - 1].rstrip().rstrip("{").rstrip() + HERE
    if page.spelling == "xml":
        return page.text[:page.text.rindex("</statement>")].replace("<statement", f"{HERE}<{HERE}statement", 1) + HERE
    # The last fence is never closed.
    fence = page.text.rindex("```source=")
    return page.text[:fence] + HERE + page.text[fence:page.text.rindex("```")]


@kind("syntax", "json")
def text_behind_the_end(page):
    return page.text.rstrip() + "\n" + HERE + "{}\n"


@kind("syntax", "json")
def comment_in_json(page):
    return page.insert(page.search(r'"type"').start(), f"{HERE}// what it is\n")


@kind("syntax", "json")
def unknown_escape(page):
    start = page.field("date_text").start + 1
    return page.text[:start - 1] + HERE + '"' + page.text[start:start + 2] + HERE + "\\x41" + page.text[start + 2:]


@kind("syntax", "xml")
def tag_closed_wrongly(page):
    place = page.search(r"</(heading|text|alias)>").start()
    return page.put(place, page.text.index(">", place) + 1, f"{HERE}</words>")


@kind("syntax", "xml")
def element_never_closed(page):
    end = page.search(r"\s*</clause>").end()
    start = page.text.rindex("</clause>", 0, end)
    text = page.put(start, end, "")
    # Said where another one is closed, or where this one begins.
    return text[:start] + re.sub("</section>", f"{HERE}</section>", text[start:], count=1)


@kind("syntax", "xml")
def attribute_without_quotation_marks(page):
    field = page.field("act", any_clause(page).id)
    return page.put(field.start - 1, field.end + 1, HERE + page.text[field.start:field.end])


@kind("syntax", "xml")
def bare_ampersand(page):
    place = page.text.index(page.facts.note) + 3
    return page.insert(place, f" {HERE}& ")


@kind("syntax", "xml")
def unknown_entity(page):
    return page.insert(page.text.index(page.facts.note) + 3, f"{HERE}&nbsp;")


@kind("syntax", "xml")
def document_type(page):
    return page.insert(page.find("<statement"), f"{HERE}<!DOCTYPE statement>\n")


@kind("syntax", "md")
def quotation_mark_in_attribute(page):
    field = page.field("act", any_clause(page).id)
    return page.insert(field.end, HERE + '"')


@kind("syntax", "md")
def front_matter_without_beginning(page):
    return HERE + page.text[4:]


@kind("syntax", "md")
def front_matter_with_tab(page):
    return page.insert(page.search(r"(?<=entities:\n)").start(), f"{HERE}\t")


@kind("syntax", "md")
def front_matter_with_open_string(page):
    field = page.field("type")
    return page.insert(field.start, HERE + '"')


@kind("syntax", "md")
def front_matter_with_anchor(page):
    field = page.field("publisher", page.facts.source)
    return page.insert(field.start, HERE + "&paper ")


@kind("character")
def control_character(page):
    note = page.facts.note
    place = page.words(note)
    at = place.start + 4
    part = {"json": "\\u0007", "xml": "&#7;", "md": "\x07"}[page.spelling]
    return page.text[:place.start] + HERE + page.text[place.start:at] + HERE + part + page.text[at:]


@kind("character", "json xml")
def half_a_surrogate_pair(page):
    if page.spelling == "xml":
        return page.insert(page.text.index(page.facts.note) + 3, f"{HERE}&#xD83D;")
    field = page.field("due_text", page.facts.action)
    start = field.start + 1
    if page.text[field.start] != '"':
        raise Unsuitable
    return page.text[:field.start] + HERE + '"' + page.text[start:start + 2] + HERE + "\\ud83d" + page.text[start + 2:]


@kind("encoding")
def byte_of_latin_1(page):
    place = page.text.index(page.facts.rights) + 4
    return page.insert(place, HERE + BROKEN)


@kind("misplaced", "xml md")
def wrong_order(page):
    if page.spelling == "xml":
        element = page.search(r"\s*<place [^>]*>[^<]*</place>")
        text = page.put(element.start(), element.end(), "")
        place = text.index("<sections>")
        return text[:place] + element.group().strip().replace("<place", f"<{HERE}place") + text[place:]
    # A heading two levels deeper.
    heading = page.start(page.facts.part_a)
    if page.facts.both:
        raise Unsuitable
    return page.insert(heading, HERE + "##")


@kind("misplaced", "xml")
def stray_words(page):
    place = page.start(page.facts.clauses["one"].id)
    gap = len(page.text[:place].rstrip())
    return page.text[:gap] + HERE + page.text[gap:place] + HERE + "stray words " + page.text[place:]


@kind("misplaced", "xml md")
def html_element_in_words(page):
    start = page.words(page.facts.note).start
    signs = (HERE + "<", "") if page.spelling == "md" else ("<", HERE)
    return page.insert(start + 3, f" {signs[0]}{signs[1]}b>far</b> ")


@kind("misplaced", "md")
def emphasis_in_words(page):
    return page.insert(page.words(page.facts.note).start + 3, f" {HERE}*far* ")


@kind("misplaced", "md")
def link_in_words(page):
    return page.insert(page.words(page.facts.note).start + 3, f" {HERE}[far](https://a.example) ")


@kind("misplaced", "md")
def empty_line_before_clause_missing(page):
    # Behind a heading or a fence none is needed.
    start = page.start(any_clause(page, "listed").id)
    above = page.text[:start].rstrip().rsplit("\n", 1)[1].strip("> ")
    if not above.startswith("`") or above.startswith("```"):
        raise Unsuitable
    return page.text[:start - 1] + HERE + page.text[start:]


@kind("syntax", "md")
def attributes_without_back_ticks(page):
    clause = any_clause(page, "listed")
    at = page.text.rindex("`", 0, page.at(clause.id))
    end = page.text.index("`", at + 1)
    first, last = page.random.choice([("", ""), ("`", ""), ("", "`")])
    return page.text[:at] + HERE + first + page.text[at + 1:end] + last + page.text[end + 1:]


@kind("syntax", "md")
def spaces_beside_an_equals_sign(page):
    field = page.field("act", any_clause(page, "listed").id)
    return page.text[:field.key] + HERE + page.text[field.key:].replace("act=", page.random.choice(["act = ", "act =", "act= "]), 1)


@kind("wrong-value", "xml")
def commas_in_a_list(page):
    field = page.field("members", page.facts.union)
    return page.put(field.start, field.end, HERE + page.text[field.start:field.end].replace(" ", page.random.choice([", ", ","])))
