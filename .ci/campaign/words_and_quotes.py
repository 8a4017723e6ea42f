"""Mistakes in quotes, and in the words themselves."""

import json
import re
import unicodedata

from kinds import any_clause, kind
from page import HERE, Unsuitable

# Clauses that quote the first source.
QUOTING = ("opening", "both", "one", "on", "promise")


def quoting(page, fits=lambda exact: True):
    """A clause whose quote fits, with its quote."""
    clauses = [page.facts.clauses[role] for role in QUOTING]
    clauses = [clause for clause in clauses if fits(clause.data["evidence"][0]["exact"])]
    if not clauses:
        raise Unsuitable
    clause = page.random.choice(clauses)
    return clause, clause.data["evidence"][0]


def moved(page, clause, start, marked=True):
    """The page with the quote of a clause at another start."""
    words, place = page.exact(clause.id)
    quote = clause.data["evidence"][0]
    field = page.field("start", place)
    text = page.put(field.start, field.end, (HERE if marked else "") + str(start))
    page = page.changed(text)
    # The mark is one character.
    field = page.field("end", page.text.index(str(start), place))
    return page.put(field.start, field.end, str(start + len(quote["exact"])))


def in_bytes(page, quote):
    return len(page.facts.texts["first"][:quote["start"]].encode())


def in_units(page, quote):
    return len(page.facts.texts["first"][:quote["start"]].encode("utf-16-le")) // 2


@kind("evidence-misplaced")
def quote_shifted_back(page):
    clause, quote = quoting(page)
    return moved(page, clause, quote["start"] - page.random.randint(1, 9))


@kind("evidence-misplaced")
def quote_shifted_on(page):
    clause, quote = quoting(page)
    start = quote["start"] + page.random.randint(1, 6)
    if start in (in_bytes(page, quote), in_units(page, quote)):
        raise Unsuitable
    return moved(page, clause, start)


@kind("evidence-in-bytes")
def quote_counted_in_bytes(page):
    clause, quote = quoting(page, str.isascii)
    return moved(page, clause, in_bytes(page, quote))


@kind("evidence-in-utf16")
def quote_counted_in_utf_16(page):
    clause, quote = quoting(page, lambda exact: max(exact) < "\U00010000")
    return moved(page, clause, in_units(page, quote))


@kind("evidence-typography")
def typewriter_signs_in_quote(page):
    signs = str.maketrans("—“”’–", "-\"\"'-")
    clause, quote = quoting(page, lambda exact: exact.translate(signs) != exact)
    return requoted(page, clause, quote["exact"].translate(signs))


@kind("evidence-typography")
def quote_with_wide_spaces(page):
    clause, quote = quoting(page, lambda exact: " " in exact)
    return requoted(page, clause, quote["exact"].replace(" ", "\u00a0", 1))


@kind("evidence-typography")
def decomposed_letters_in_quote(page):
    clause, quote = quoting(page, lambda exact: unicodedata.normalize("NFD", exact) != exact)
    new = unicodedata.normalize("NFD", quote["exact"])
    page = page.changed(requoted(page, clause, new))
    field = page.field("end", page.evidence(clause.id))
    return page.put(field.start, field.end, str(quote["start"] + len(new)))


def requoted(page, clause, new):
    """The text with other words for those of a clause's quote."""
    field, _ = page.exact(clause.id)
    return page.put(field.start, field.end, HERE + page.written_words(new))


@kind("evidence-not-in-source")
def words_of_no_source(page):
    clause, quote = quoting(page)
    size = len(quote["exact"])
    return requoted(page, clause, ("Zwexq jumped over the quiet moons " * 9)[:size - 1] + "z")


@kind("evidence-twice")
def quote_given_twice(page):
    clause, _ = quoting(page)
    words, place = page.exact(clause.id)
    if page.spelling == "json":
        part = page.text[place:page.text.index("}", words.end) + 1]
        return page.insert(place + len(part), f", {HERE}{part}")
    if page.spelling == "xml":
        part = page.text[place:page.text.index("</evidence>", place) + 11]
        return page.insert(place + len(part), HERE + part)
    end = page.text.index("\n", place)
    return page.insert(end, f"\n>\n> {HERE}{page.text[words.start:words.end]}\n> {HERE}`{HERE}{page.text[place + 1:end]}")


@kind("text-says-other-act", limit="in English only: the vocabulary has no other forms")
def act_of_other_words(page):
    if page.facts.language != "en":
        raise Unsuitable
    clause = any_clause(page, "promise", "listed")
    acts = [act for act in ("welcome", "condemn", "support", "oppose", "regret", "deplore") if act != clause.data["act"]]
    return page.value("act", clause.id, page.random.choice(acts))


@kind("action-words-absent", limit="planted in English only")
def action_of_other_words(page):
    if page.facts.language != "en" or page.facts.both:
        raise Unsuitable
    return page.reword(page.facts.what, "paint an opera curtain", page.facts.action)


@kind("clause-twice", limit="where both quote the same place, or none: a text may say a thing twice")
def clause_given_twice(page):
    clause = page.facts.clauses[page.random.choice(["one", "two", "three"])]
    start, place = page.start(clause.id), page.start(page.facts.clauses["annex"].id)
    if page.spelling == "json":
        copy = page.text[start:json.JSONDecoder().raw_decode(page.text, start)[1]] + ", "
    elif page.spelling == "xml":
        copy = page.text[start:page.find("</clause>", start) + 9]
    else:
        # Up to the next clause, or the next section.
        copy = page.text[start:page.search(r"\n\n(?=\S[^\n]*\n`#|##|\*\*)", page.at(clause.id)).end()]
    # The copy has another id, and a number that is not taken there.
    copy = re.sub(r'(number="|"number":\s*"|^\*\*)\d', r"\g<1>7", copy.replace(clause.id, "again"))
    copied = page.changed(copy)
    words = copied.words(clause.words)
    places = {words.start, copied.field("text").start} if page.spelling == "json" else {words.start}
    return page.insert(place, copied.mark(*places))


def some_words(page):
    """A value of plain words."""
    f = page.facts
    more = [] if f.both else [f.heading_two, f.title]
    return page.random.choice([f.note, f.office, f.alias, f.names["town"], *more])


def with_part(page, part):
    old = some_words(page)
    return page.reword(old, f"{old[:2]}{part}{old[2:]}" if page.random.random() < 0.5 else f"{old} {part}")


@kind("mojibake")
def mojibake_of_utf_8(page):
    word = page.random.choice(["café", "l’heure", "hôtel", "über", "приём"])
    old = some_words(page)
    return page.reword(old, f"{old} {word.encode().decode('cp1252', errors='ignore')}")


@kind("replacement-character")
def replacement_character(page):
    return with_part(page, "\ufffd")


@kind("replacement-character")
def replacement_character_in_source(page):
    end = page.facts.texts["second"].rstrip()[-12:]
    if page.spelling == "json":
        field = page.field("text", page.facts.source2)
        return page.text[:field.start] + HERE + page.text[field.start:field.end - 1] + HERE + '\ufffd"' + page.text[field.end:]
    if page.spelling == "xml":
        start = page.find("<text", page.at(page.facts.source2))
        start, place = page.find(">", start) + 1, page.find("</text>", start)
        return page.text[:start] + HERE + page.text[start:place] + HERE + "\ufffd" + page.text[place:]
    start = page.find(f"```source={page.facts.source2}")
    words = page.text.index("\n", start) + 1
    place = page.text.rindex("```")
    return page.text[:start] + HERE + page.text[start:words] + HERE + page.text[words:place] + HERE + "\ufffd\n" + page.text[place:]


@kind("escaped-entity")
def escaped_entity(page):
    return with_part(page, page.random.choice(["&amp;", "&#39;", "&nbsp;", "&quot;"]))


@kind("html-in-words")
def html_in_words(page):
    old = some_words(page)
    return page.reword(old, page.random.choice([f"<b>{old}</b>", f"{old}<br/>more", f"<i>{old}</i>"]))


@kind("soft-hyphen")
def soft_hyphen(page):
    old = some_words(page)
    return page.reword(old, f"{old[:4]}\u00ad{old[4:]}")


@kind("invisible-character")
def invisible_character(page):
    old, sign = some_words(page), page.random.choice("\u200b\u2060\ufeff")
    return page.reword(old, old[:4] + sign + old[4:])


@kind("invisible-character")
def bidi_never_closed(page):
    old, sign = some_words(page), page.random.choice("\u202e\u202b\u2067")
    return page.reword(old, old[:4] + sign + old[4:])


@kind("mixed-scripts")
def mixed_scripts(page):
    return page.reword(page.facts.alias, page.random.choice(["Br\u0430galvel", "Dunm\u043er", "T\u0435rra", "N\u03bfrdlin"]))


@kind("same-words-in-two-languages", limit="of four words and more, so not in scripts without spaces between words")
def translation_that_is_none(page):
    f = page.facts
    if f.language == "zh":
        raise Unsuitable
    # Said of the Text, or of either version; the own one comes first.
    places = {page.words(f.title).start, page.field("title").start} if page.spelling == "json" else {page.words(f.title).start}
    if max(places) > page.words(f.title_other).start:
        raise Unsuitable
    text = page.reword(f.title_other, f.title)
    for place in sorted(places, reverse=True):
        text = text[:place] + HERE + text[place:]
    return text


@kind("evidence-in-utf16")
def all_quotes_counted_in_utf_16(page):
    # In Markdown, those whose words are given.
    clauses = [clause for clause in (page.facts.clauses[role] for role in QUOTING) if page.has_words(clause.id)]
    if len(clauses) < 2 or any(max(clause.data["evidence"][0]["exact"]) >= "\U00010000" for clause in clauses):
        raise Unsuitable
    for number, clause in enumerate(clauses):
        page = page.changed(moved(page, clause, in_units(page, clause.data["evidence"][0]), marked=number == 0))
    return page.text


@kind("mojibake")
def mojibake_of_utf_8_in_a_clause(page):
    clause = page.facts.clauses["three"]
    if page.facts.both:
        raise Unsuitable
    page = page.changed(page.reword(clause.words, clause.words + " «à»".encode().decode("cp1252", errors="ignore"), clause.id))
    return page.text


@kind("soft-hyphen")
def soft_hyphen_in_a_label(page):
    label = page.facts.label
    return page.reword(label, label[:3] + "\u00ad" + label[3:])


@kind("mixed-scripts")
def mixed_scripts_in_a_name(page):
    return page.reword(page.facts.names["meeting"], "Nordr\u0456ngen", page.facts.meeting)


@kind("html-in-words")
def html_in_a_title_of_a_source(page):
    return page.reword(page.facts.paper, f"<em>{page.facts.paper}</em>")
