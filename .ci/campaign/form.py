"""Mistakes of form in fields and values: a document that can be read, but is no statement, whatever it says."""

import re

from kinds import any_clause, kind
from page import HERE


@kind("unknown-field")
def misspelt_field(page):
    clause = page.facts.clauses["both"]
    return page.rekey("emphasis", clause.id, page.random.choice(["emphasys", "emphase", "emfasis"]))


@kind("unknown-field")
def misspelt_required_field(page):
    return page.rekey("type", None, "tipe")


@kind("unknown-field")
def field_of_our_own(page):
    return page.add("weather", any_clause(page).id, "wet", mark="key")


@kind("missing-field")
def missing_date(page):
    return page.lacking("date", None)


@kind("missing-field")
def missing_kind_of_entity(page):
    return page.lacking("kind", page.random.choice([page.facts.third, page.facts.town, page.facts.plan]))


@kind("missing-field")
def missing_offset(page):
    words, quote = page.exact(page.facts.clauses["two"].id)
    # Markdown has the words before their attributes.
    starts = [quote] if page.spelling != "md" else [quote, quote + 1, words.start]
    return page.changed(page.without("end", quote)).mark(*starts)


@kind("wrong-type", "json md")
def string_for_list(page):
    field = page.field("issuers")
    new = page.facts.first
    return page.put(field.start, field.end, HERE + (f'"{new}"' if page.spelling == "json" else new))


@kind("wrong-type", "json")
def number_for_string(page):
    field = page.field("date")
    return page.put(field.start, field.end, f"{HERE}{page.facts.year}")


@kind("wrong-type", "json md")
def map_for_string(page):
    field = page.field("published", page.facts.source)
    return page.put(field.start, field.end, HERE + '{"day": "2"}')


@kind("unknown-code")
def misspelt_act(page):
    return page.value("act", any_clause(page).id, page.random.choice(["condem", "wellcome", "suport", "urging"]))


@kind("unknown-code")
def invented_kind(page):
    return page.value("kind", page.random.choice([page.facts.first, page.facts.body]), page.random.choice(["country", "nation", "Group"]))


@kind("unknown-code")
def type_with_a_space(page):
    return page.value("type", None, "joint statement")


@kind("duplicate-key")
def field_twice(page):
    f = page.facts
    if page.spelling == "json":
        field = page.field("act", f.clauses["both"].id)
        return page.insert(field.end, f', {HERE}"act": "note"')
    if page.spelling == "xml":
        end = page.find("</publisher>") + len("</publisher>")
        return page.insert(end, f"<{HERE}publisher>Again</publisher>")
    field = page.field("act", f.clauses["both"].id)
    return page.insert(field.end, f" {HERE}act=note")


@kind("duplicate-key", "json md")
def field_of_the_statement_twice(page):
    if page.spelling == "json":
        return page.insert(page.field("date").end, f',\n{HERE}"date" : "2001"')
    return page.insert(page.field("date").end, f"\n{HERE}date: 2001")


@kind("wrong-value")
def date_as_printed(page):
    return page.value("date", None, page.random.choice(["6 February 2025", "06.02.2025", "2025-2-6"]))


@kind("wrong-value")
def id_with_a_sign(page):
    text = page.value("id", page.facts.clauses["listed"].id, "1 c") if page.spelling == "json" else None
    if page.spelling == "xml":
        start = page.search(re.escape(page.facts.clauses["listed"].id)).start()
        text = page.put(start, start, HERE + "1+")
    if page.spelling == "md":
        start = page.at(page.facts.clauses["listed"].id)
        text = page.text[:start] + HERE + "#" + HERE + "1+" + page.text[start + 1:]
    return text


@kind("wrong-value", "json xml")
def space_at_the_end(page):
    return page.reword(page.facts.note, page.facts.note + " ")


@kind("wrong-value")
def confidence_of_more_than_one(page):
    clause = page.facts.clauses["one"].id
    field = page.field("confidence", clause)
    return page.put(field.start, field.end, HERE + "1.5")


@kind("wrong-value")
def continues_false(page):
    clause = page.facts.clauses["on"].id
    if page.spelling == "md":
        place = page.search(r" continues(?=[ `])", page.at(clause)).end()
        return page.put(place - len("continues"), place, f"{HERE}continues={HERE}false")
    field = page.field("continues", clause)
    return page.put(field.start, field.end, HERE + "false")


@kind("wrong-value")
def checksum_too_short(page):
    return page.value("sha256", page.facts.source, page.facts.sha256[:-1])


@kind("null", "json md")
def null_for_a_value(page):
    field = page.field("publisher", page.facts.source)
    if page.spelling == "json":
        return page.put(field.start, field.end, HERE + "null")
    return page.put(field.key, field.end, f"{HERE}publisher{HERE}:{HERE}")


@kind("empty")
def empty_list(page):
    field = page.field("issuers")
    return page.put(field.start, field.end, HERE + ("" if page.spelling == "xml" else "[]"))


@kind("empty")
def section_without_anything(page):
    if page.spelling == "json":
        return page.insert(page.search(r'"sections"\s*:\s*\[\s*').end(), HERE + '{"kind": "closing"},')
    if page.spelling == "xml":
        return page.insert(page.find("<sections>") + 10, f'{HERE}<section kind="closing"/>')
    return page.insert(page.search(r"\n`kind=annex|\n## \*\*II", 4).start() + 1, f"***\n\n{HERE}`{HERE}kind=closing`\n\n")


@kind("version")
def newer_version(page):
    return page.value("statemark", None, page.random.choice(["1.3", "2.0"]))


@kind("language", "json md")
def own_language_missing(page):
    f = page.facts
    field = page.field("name", f.third)
    return page.put(field.start, field.end, HERE + f'{{"{f.other}": "Farland"}}')


@kind("language")
def language_in_other_case(page):
    f = page.facts
    name = page.words(f.names["third"], f.third)
    if page.spelling == "xml":
        end = page.text.index("</name>", name.end) + 7
        return page.insert(end, f'<{HERE}name {HERE}xml:lang="{HERE}{f.language.upper()}">{HERE}Farland</name>')
    field = page.field("name", f.third)
    return page.put(field.start, field.end, f'{HERE}{{"{f.language}": "Fernland", {HERE}"{f.language.upper()}": "Farland"}}')


@kind("span-length")
def end_off_by_one(page):
    quote = page.facts.clauses["two"].data["evidence"][0]
    field = page.field("end", page.exact(page.facts.clauses["two"].id)[1])
    return page.put(field.start, field.end, f"{HERE}{quote['end'] + 1}")


@kind("number")
def inexact_number(page):
    if page.spelling == "xml":
        start = page.search(r'(?<=<number key="tons">)').start()
        return page.put(start, start + 4, HERE + "12345678901234567891")
    start = page.search(r'(?<="tons": )|(?<="tons":)|(?<= tons: )').start()
    return page.put(start, start + 4, HERE + "12345678901234567891")


@kind("conflict", "json xml")
def text_and_file(page):
    f = page.facts
    if page.spelling == "json":
        return page.add("file", f.source, "a.txt")
    end = page.find("</text>", page.at(f.source)) + len("</text>")
    return page.insert(end, f"<{HERE}file>{HERE}a.txt</file>")
