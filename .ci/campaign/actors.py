"""Mistakes in who acts, in references, dates, numbers and the order of things."""

import json
import re

from kinds import any_clause, kind
from page import HERE, Unsuitable


def with_entity(page, before, fields):
    """The page with one more entity before another, its parts marked; XML has the name as an element."""
    place = page.start(before)
    if page.spelling == "json":
        written = json.dumps(fields, ensure_ascii=False).replace('"id": ', f'"id": {HERE}').replace('"name": ', f'"name": {HERE}')
        return page.insert(place, f"{HERE}{written}, ")
    if page.spelling == "xml":
        return page.insert(place, f'{HERE}<entity id="{HERE}{fields["id"]}" kind="{fields["kind"]}"><name>{HERE}{fields["name"]}</name></entity>')
    written = f'{{id: {HERE}{fields["id"]}, kind: {fields["kind"]}, name: {HERE}{json.dumps(fields["name"], ensure_ascii=False)}}}'
    return page.insert(page.text.rindex("\n", 0, place) + 1, f"  - {HERE}{written}\n")


@kind("act-without-actor")
def act_without_actor(page):
    clause = any_clause(page)
    page = page.changed(page.without("by", clause.id))
    return page.mark(page.field("act", clause.id).start)


@kind("actor-not-issuer")
def stranger_speaks(page):
    f = page.facts
    clause = f.clauses[page.random.choice(["opening", "two", "one"])]
    return page.items("by", clause.id, [f.fourth], 0)


@kind("actor-addresses-itself")
def speaker_speaks_to_itself(page):
    return page.items("to", page.facts.clauses["one"].id, [page.facts.first], 0)


@kind("person-without-office")
def office_left_out(page):
    return page.lacking("office", page.facts.person)


@kind("entity-unused")
def entity_of_no_use(page):
    return with_entity(page, page.facts.fourth, {"id": "spare", "kind": "event", "name": "Spare Regatta"})


@kind("entity-twice")
def same_state_under_two_ids(page):
    f = page.facts
    page = page.changed(page.items("about", f.clauses["one"].id, [f.meeting, f.treaty, "again"], None))
    return with_entity(page, f.fourth, {"id": "again", "kind": "state", "name": f.names["third"]})


@kind("alias-shared")
def alias_of_another(page):
    return page.reword(page.facts.alias2, page.facts.alias)


@kind("continues-nothing")
def first_clause_continues(page):
    return page.add("continues", page.facts.clauses["opening"].id, True)


@kind("reference-twice")
def topic_named_twice(page):
    return page.items("topics", page.facts.clauses["both"].id, [page.facts.wide] * 2, 1)


@kind("reference-twice")
def matter_named_twice(page):
    f = page.facts
    return page.items("about", f.clauses["opening"].id, [f.place, f.town, f.place], 2)


@kind("due-before-statement")
def due_in_the_past(page):
    page = page.changed(page.without("due_text", page.facts.action))
    return page.value("due", page.facts.action, f"{page.facts.year - 3}-12-31")


@kind("future-date")
def fetched_in_the_future(page):
    return page.value("retrieved", page.facts.source3, f"{page.facts.year + 5}-01-01")


@kind("source-dates-reversed")
def updated_before_it_was_published(page):
    return page.value("updated", page.facts.source3, f"{page.facts.year - 2}-01-01")


@kind("date-text-differs")
def another_year_in_words(page):
    return page.reword(page.facts.date_text, page.facts.date_text.replace(str(page.facts.year), str(page.facts.year - 3)))


@kind("date-text-differs", limit="of a due date in English only: elsewhere it is not known which words count from another day")
def due_in_another_year_in_words(page):
    due = page.facts.due_text
    if page.facts.language != "en":
        raise Unsuitable
    return page.reword(due, due.replace(str(page.facts.year + 9), str(page.facts.year + 7)))


@kind("section-number-repeated", limit="in lists of three and more: printed lists begin again")
def section_number_twice(page):
    return page.renumber(page.facts.part_b, "B.", "A.")


@kind("clause-number-repeated", limit="in lists of three and more: printed lists begin again")
def clause_number_twice(page):
    return page.renumber(page.facts.clauses["two"].id, "2.", "1.")


@kind("clause-number-repeated")
def number_of_a_sub_clause_twice(page):
    return page.renumber(page.facts.subs[1], "(b)", "(a)")


@kind("votes-do-not-add-up")
def a_vote_too_many(page):
    place = page.search({"json": r'"for":\s*(?=2)', "xml": r'(?<= for=")', "md": r"\n  for: "}[page.spelling]).end()
    return page.put(place, place + 1, HERE + "3")


@kind("voter-twice")
def one_who_votes_twice(page):
    f = page.facts
    at = page.search({"json": r'"votes"', "xml": "<vote ", "md": r"\n  votes:"}[page.spelling]).start()
    return page.swap(f.fourth, f.third, at)


@kind("cyclic-topics")
def circle_of_topics(page):
    f = page.facts
    page = page.changed(page.add("broader", f.wide, f.deep, mark=None))
    return page.mark(*(page.field("broader", topic).start for topic in (f.wide, f.narrow, f.deep)))


@kind("cyclic-offices")
def circle_of_bodies(page):
    f = page.facts
    page = page.changed(page.add("of", f.union, f.body, mark=None))
    return page.mark(*(page.field("of", entity).start for entity in (f.union, f.body)))


@kind("cyclic-members")
def circle_of_members(page):
    f = page.facts
    page = page.changed(page.items("members", f.union, [f.first, f.second, f.third, f.group], 3))
    return page.items("members", f.group, [f.third, f.fourth, f.union], 2)


@kind("authentic-language-missing")
def version_of_a_clause_missing(page):
    f = page.facts
    if not f.both:
        raise Unsuitable
    clause = f.clauses["one"]
    if page.spelling == "json":
        field = page.field("text", clause.id)
        return page.put(field.start, field.end, HERE + json.dumps(clause.words, ensure_ascii=False))
    if page.spelling == "xml":
        words = page.words(clause.words, clause.id)
        second = page.search(r"\s*<text xml:lang[^<]*</text>", words.end)
        return page.changed(page.put(second.start(), second.end(), "")).mark(words.start)
    version = page.search(r"\n\n[^\n]*\n`lang=\w+`", page.at(clause.id))
    start = page.start(clause.id)
    return page.changed(page.put(version.start(), version.end(), "")).mark(start, page.search(r"\*\* ", start).end())


@kind("topic-unused")
def topic_of_no_use(page):
    place = page.start(page.facts.wide)
    if page.spelling == "json":
        return page.insert(place, f'{HERE}{{"id": {HERE}"spare", "label": {HERE}"Spare regattas"}}, ')
    if page.spelling == "xml":
        return page.insert(place, f'{HERE}<topic id="{HERE}spare"><label>{HERE}Spare regattas</label></topic>')
    return page.insert(page.text.rindex("\n", 0, place) + 1, f"  - {HERE}{{id: {HERE}spare, label: {HERE}Spare regattas}}\n")


@kind("duplicate-id")
def id_of_two_clauses(page):
    return page.rename(page.facts.clauses["two"].id, page.facts.clauses["opening"].id)


@kind("duplicate-id")
def id_of_an_entity_for_a_section(page):
    return page.rename(page.facts.part_b, page.facts.town)


@kind("unknown-reference")
def speaker_of_no_entity(page):
    return page.items("by", any_clause(page).id, ["nobody"], 0)


@kind("unknown-reference")
def topic_of_no_list(page):
    return page.items("topics", page.facts.clauses["both"].id, [page.facts.wide, "nothing"], 1)


@kind("unknown-reference")
def quote_of_no_source(page):
    _, place = page.exact(page.facts.clauses["one"].id)
    return page.value("source", place, "nowhere")


@kind("unknown-reference")
def programme_of_no_entity(page):
    return page.value("under", page.facts.action, "noplan")


@kind("unknown-reference")
def clause_of_no_statement(page):
    return page.swap(f"#{page.facts.clauses['one'].id}", "#nowhere", page.at(page.facts.clauses["annex"].id))


@kind("relation-to-itself")
def clause_that_cites_itself(page):
    annex = page.facts.clauses["annex"].id
    return page.swap(f"#{page.facts.clauses['one'].id}", f"#{annex}", page.at(annex))


@kind("impossible-date")
def thirtieth_of_february(page):
    return page.value("retrieved", page.facts.source3, f"{page.facts.year + 1}-02-30")


@kind("impossible-date")
def thirty_first_of_june(page):
    page = page.changed(page.without("due_text", page.facts.action))
    return page.value("due", page.facts.action, f"{page.facts.year + 9}-06-31")


@kind("reversed-interval")
def interval_turned_round(page):
    first, last = page.facts.interval.split("/")
    if first == last:
        raise Unsuitable
    return page.swap(page.facts.interval, f"{last}/{first}")


@kind("checksum-differs")
def digit_of_checksum(page):
    old = page.facts.sha256
    return page.value("sha256", page.facts.source, re.sub("^.", "0" if old[0] != "0" else "1", old))


@kind("alias-shared")
def alias_that_is_the_name_of_another(page):
    return page.reword(page.facts.alias2, page.facts.names["first"])


@kind("entity-twice")
def same_identifier_under_two_ids(page):
    f = page.facts
    page = page.changed(page.items("about", f.clauses["one"].id, [f.meeting, f.treaty, "again"], None))
    place = page.start(f.fourth)
    if page.spelling == "json":
        part = f'{{"id": {HERE}"again", "kind": "group", "name": "Farlanders", "identifiers": {{"wikidata": {HERE}"{f.qid}"}}}}, '
    elif page.spelling == "xml":
        part = f'<entity id="{HERE}again" kind="group"><name>Farlanders</name><identifier scheme="wikidata">{HERE}{f.qid}</identifier></entity>'
    else:
        place = page.text.rindex("\n", 0, place) + 1
        part = f"{{id: {HERE}again, kind: group, name: Farlanders, identifiers: {{wikidata: {HERE}{f.qid}}}}}\n"
        return page.insert(place, f"  - {HERE}{part}")
    return page.insert(place, HERE + part)


@kind("actor-not-issuer")
def stranger_among_speakers(page):
    f = page.facts
    return page.items("by", f.clauses["both"].id, [f.first, f.second, f.meeting], 2)


@kind("actor-addresses-itself")
def one_of_two_addressees_speaks(page):
    f = page.facts
    return page.items("to", f.clauses["listed"].id, [f.third, f.second], 1)


@kind("continues-nothing")
def first_clause_of_a_part_continues(page):
    return page.add("continues", page.facts.clauses["promise"].id, True)


@kind("cyclic-topics")
def topic_broader_than_itself(page):
    return page.value("broader", page.facts.deep, page.facts.deep)


@kind("cyclic-members")
def group_that_is_its_own_member(page):
    f = page.facts
    return page.items("members", f.group, [f.third, f.fourth, f.group], 2)


@kind("votes-do-not-add-up")
def an_abstention_too_few(page):
    place = page.search({"json": r'"abstaining":\s*(?=1)', "xml": r'(?<= abstaining=")', "md": r"\n  abstaining: "}[page.spelling]).end()
    return page.put(place, place + 1, HERE + "0")


@kind("due-before-statement")
def due_in_the_year_before(page):
    page = page.changed(page.without("due_text", page.facts.action))
    return page.value("due", page.facts.action, str(page.facts.year - 1))


@kind("source-dates-reversed")
def retrieved_before_it_was_published(page):
    # The day of the last change is not to be in the way.
    page = page.changed(page.without("updated", page.facts.source3))
    return page.value("retrieved", page.facts.source3, f"{page.facts.year - 1}-01-01")


@kind("future-date")
def published_in_the_future(page):
    page = page.changed(page.without("updated", page.facts.source3))
    page = page.changed(page.without("retrieved", page.facts.source3))
    return page.value("published", page.facts.source3, f"{page.facts.year + 6}-03-01")


@kind("duplicate-id")
def id_of_an_action_for_a_clause(page):
    action = page.facts.action
    return page.rename(page.facts.clauses["last"].id, action)


@kind("relation-to-itself")
def statement_that_recalls_itself(page):
    f = page.facts
    own = f"{f.first}-{f.second}-{f.date}"
    return page.swap(f.recalled, own)


@kind("reference-twice")
def issuer_named_twice(page):
    f = page.facts
    return page.items("issuers", None, [f.first, f.second, f.first], 2)
