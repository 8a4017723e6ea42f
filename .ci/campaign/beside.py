"""Mistakes of one statement beside the others of its set. Each function changes a set, and gives where it may be found: statement and pointer."""

import copy

from kinds import kind
from page import Unsuitable
from sets import SETS, clause_pointer, clauses_of, relations_of

EVERY = " ".join(SETS)


def second_voice(holders, at):
    """Of things that differ, the second that is met is told: that one, if the first was changed."""
    return holders[1][0] if at == holders[0][0] else at


# Ids and relations.


@kind("duplicate-statement-id", EVERY)
def id_of_another_statement(group):
    one = group.alone()
    # It leads to none of those whose id it could get.
    targets = {relation["ref"].split("#")[0] for relation in relations_of(one)}
    others = [other for other in group.by_date if other is not one and other["id"] not in targets and other is not group.original]
    if not others:
        raise Unsuitable
    other = group.random.choice(others)
    one["id"] = other["id"]
    return [(max(group.place(one), group.place(other)), "/id")]


@kind("duplicate-statement-id", EVERY)
def statement_there_twice(group):
    one = group.random.choice(group.by_date)
    group.all.append(copy.deepcopy(one))
    return [(len(group.all) - 1, "/id")]


@kind("unknown-statement", EVERY)
def misspelt_id_in_relation(group):
    one = group.random.choice(group.by_date[1:-1])
    relation = one["relations"][0]
    relation["ref"] = relation["ref"].replace("-", "-9", 1)
    return [(group.place(one), "/relations/0/ref")]


@kind("unknown-statement", EVERY)
def clause_that_cites_what_is_not_there(group):
    one = group.random.choice(group.by_date)
    clause = group.random.choice(list(clauses_of(one)))
    clause.setdefault("relations", []).append({"type": "cites", "ref": f"{group.words.id()}-2009#{group.words.id()}"})
    return [(group.place(one), f"{clause_pointer(one, clause)}/relations/{len(clause['relations']) - 1}/ref")]


@kind("unknown-statement", EVERY)
def statement_left_out(group):
    # The first of the series, since no gap is seen where it stood; of what leads there one relation is kept.
    one, two = group.by_date[:2]
    group.alone(one)
    two["relations"] = [{"type": "follows", "ref": one["id"]}]
    group.all = [kept for kept in group.all if kept is not one]
    return [(group.place(two), "/relations/0/ref")]


def pointer_of(statement, relation):
    for at, other in enumerate(statement["relations"]):
        if other is relation:
            return f"/relations/{at}/ref"
    for clause in clauses_of(statement):
        for at, other in enumerate(clause.get("relations", [])):
            if other is relation:
                return f"{clause_pointer(statement, clause)}/relations/{at}/ref"
    return None


@kind("unknown-clause", EVERY)
def clause_that_the_other_lacks(group):
    one = group.random.choice(group.by_date[1:])
    relation = next(relation for clause in clauses_of(one) for relation in clause.get("relations", []))
    relation["ref"] = f"{relation['ref'].split('#')[0]}#{group.words.id()}"
    return [(group.place(one), pointer_of(one, relation))]


@kind("unknown-clause", EVERY)
def clause_of_itself_in_another(group):
    one = group.random.choice(group.by_date[1:])
    own = group.random.choice(list(clauses_of(one)))["id"]
    relation = one["relations"][0]
    relation["ref"] += f"#{own}"
    return [(group.place(one), "/relations/0/ref")]


@kind("relation-to-later", EVERY)
def recalls_what_comes_after(group):
    at = group.random.randrange(1, len(group.by_date) - 1)
    one = group.by_date[at]
    one["relations"][0]["ref"] = group.random.choice(group.by_date[at + 1:])["id"]
    return [(group.place(one), "/relations/0/ref")]


@kind("relation-to-later", EVERY)
def clause_cites_a_clause_of_later(group):
    at = group.random.randrange(len(group.by_date) - 1)
    one, later = group.by_date[at], group.random.choice(group.by_date[at + 1:])
    clause = group.random.choice(list(clauses_of(one)))
    target = group.random.choice(list(clauses_of(later)))
    clause["relations"] = [{"type": "implements", "ref": f"{later['id']}#{target['id']}"}]
    return [(group.place(one), f"{clause_pointer(one, clause)}/relations/0/ref")]


@kind("relation-to-later", EVERY)
def year_of_another_century(group):
    # The second refers back just once, and to the first.
    one = group.by_date[1]
    for clause in clauses_of(one):
        clause.pop("relations", None)
    one["date"] = "19" + one["date"][2:]
    return [(group.place(one), "/relations/0/ref")]


def supersedes(one, other):
    one["relations"].append({"type": "supersedes", "ref": other["id"]})
    return len(one["relations"]) - 1


@kind("supersedes-cycle", EVERY)
def two_of_one_day_in_each_others_place(group):
    pairs = [pair for pair in zip(group.by_date, group.by_date[1:]) if group.original not in pair]
    one, other = group.random.choice(pairs)
    other["date"] = one["date"]
    there, back = supersedes(one, other), supersedes(other, one)
    return [(group.place(one), f"/relations/{there}/ref"), (group.place(other), f"/relations/{back}/ref")]


@kind("supersedes-cycle", EVERY)
def older_in_the_place_of_the_newer(group):
    first, last = group.by_date[0], group.by_date[-1]
    return [(group.place(first), f"/relations/{supersedes(first, last)}/ref")]


@kind("supersedes-cycle", EVERY)
def three_in_a_circle(group):
    one, two, three = group.by_date[1:4]
    supersedes(two, one)
    supersedes(three, two)
    return [(group.place(one), f"/relations/{supersedes(one, three)}/ref")]


# The same words.


def again(group, one):
    other = copy.deepcopy(one)
    other |= {"id": f"{group.words.id()}-again", "relations": []}
    del other["identifiers"]
    for clause in clauses_of(other):
        clause.pop("relations", None)
        clause["id"] = group.words.id()
    group.all.append(other)
    return other


@kind("same-text", EVERY)
def long_text_again_on_another_day(group):
    other = again(group, group.random.choice(group.by_date))
    other |= {"title": f"Words of {group.words.name('en')}", "date": "2019-04-05"}
    return [(len(group.all) - 1, "/id")]


@kind("same-text", EVERY)
def short_text_again(group):
    one = group.random.choice(group.by_date)
    used = {entity["id"]: entity for entity in one["entities"]}
    clause = copy.deepcopy(next(clauses_of(one)))
    clause.pop("relations", None)
    for name in (group.words.id(), group.words.id()):
        other = copy.deepcopy(one)
        named = [*other["issuers"], *clause.get("to", [])]
        other |= {"id": f"{name}-short", "sections": [{"clauses": [clause | {"id": name}]}], "relations": [], "entities": [used[entity] for entity in named]}
        del other["identifiers"]
        group.all.append(other)
    return [(len(group.all) - 1, "/id")]


# Names and codes of one thing.


def renamed(group, role, name):
    language = group.random.choice(["en", "fr"])
    holders = group.with_entity(role, language)
    if len(holders) < 2:
        raise Unsuitable
    at, index, entity = group.random.choice(holders)
    if isinstance(entity["name"], dict):
        entity["name"][language] = name(entity["name"][language])
    else:
        entity["name"] = name(entity["name"])
    at = second_voice(holders, at)
    return [(at, f"/entities/{next(index for place, index, _ in holders if place == at)}/name")]


@kind("entity-names-differ", EVERY)
def other_name_beside_the_same_identifier(group):
    role = group.random.choice(["body", "harbour", "treaty"])
    return renamed(group, role, lambda _: f"{group.words.name('en')} {group.words.name('en')}")


@kind("entity-names-differ", EVERY)
def other_name_for_the_state_of_a_country(group):
    return renamed(group, "first", lambda _: group.words.name("en"))


@kind("entity-names-differ", EVERY, limit="names are compared by ten bits a word: one misspelling in a thousand is not seen")
def letter_wrong_in_a_name(group):
    role = group.random.choice(["first", "body", "treaty"])
    at = group.random.randrange(1, 4)
    return renamed(group, role, lambda name: name[:at] + ("w" if name[at] != "w" else "q") + name[at + 1:])


def recoded(group, role, key, change):
    holders = group.with_entity(role)
    if len(holders) < 2:
        raise Unsuitable
    at, _, entity = group.random.choice(holders)
    entity[key] = change(entity[key])
    at = second_voice(holders, at)
    return [(at, f"/entities/{next(index for place, index, _ in holders if place == at)}/{key}")]


@kind("entity-codes-differ", EVERY)
def other_country_beside_the_same_identifier(group):
    return recoded(group, "harbour", "country", lambda _: group.spare_country)


@kind("entity-codes-differ", EVERY)
def state_of_another_country(group):
    return recoded(group, group.random.choice(["second", "third"]), "country", lambda _: group.spare_country)


@kind("entity-codes-differ", EVERY)
def other_identifier_of_the_same_state(group):
    return recoded(group, "third", "identifiers", lambda _: {"wikidata": group.wikidata()})


# Translations.


def at_translation(group):
    return [(group.place(group.translation), "/relations/0/ref")]


@kind("translation-acts-differ", EVERY)
def other_act_in_translation(group):
    clause = group.random.choice(list(clauses_of(group.translation)))
    clause["act"] = "note" if group.random.random() < 0.5 else "demand"
    return at_translation(group)


@kind("translation-acts-differ", EVERY)
def acts_of_two_clauses_swapped_in_translation(group):
    one, two = group.random.sample(list(clauses_of(group.translation)), 2)
    one["act"], two["act"] = two["act"], one["act"]
    return at_translation(group)


@kind("translation-acts-differ", EVERY)
def other_verb_in_original(group):
    clause = group.random.choice(list(clauses_of(group.original)))
    clause["act"], clause["text"] = "endorse", f"{group.words.name('en')} endorses the ferry."
    return at_translation(group)


@kind("translation-dates-differ", EVERY)
def translation_of_the_next_month(group):
    year, month, day = map(int, group.original["date"].split("-"))
    group.translation["date"] = f"{year}-{month % 12 + 1:02}-{day:02}"
    return [(group.place(group.translation), "/date")]


@kind("translation-dates-differ", EVERY)
def translation_of_another_year(group):
    year = int(group.original["date"][:4])
    group.translation["date"] = str(year + group.random.choice([-1, 1, 100]))
    return [(group.place(group.translation), "/date")]


# Numbers of a series.


@kind("series-gap", EVERY)
def number_left_out(group):
    at = group.random.randrange(1, len(group.by_date) - 1)
    del group.by_date[at]["identifiers"]
    return [(group.place(group.by_date[at + 1]), "/identifiers")]


@kind("series-gap", EVERY)
def last_number_one_too_high(group):
    last = group.by_date[-1]
    last["identifiers"]["talks"] = f"WT/JS/{group.number + len(group.by_date)}"
    return [(group.place(last), "/identifiers")]


@kind("series-gap", EVERY)
def first_number_one_too_low(group):
    group.by_date[0]["identifiers"]["talks"] = f"WT/JS/{group.number - 1}"
    return [(group.place(group.by_date[1]), "/identifiers")]
