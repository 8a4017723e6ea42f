"""Makes small sets of valid statements that go together, about which a validator has nothing to say, and writes them in several ways."""

import copy
import json
import re

from words import VERBS, Words

# A file with a statement a line, a file with a collection, a folder of files.
SETS = ("ndjson", "collection", "folder")
COUNTRIES = ["NO", "CH", "BR", "KE", "VN", "NZ", "MA", "PE", "IS", "UY"]
ACTS = ["welcome", "condemn", "regret", "support", "reaffirm", "commend", "oppose", "deplore"]
LANGUAGES = ("en", "fr")
TITLES = {"en": "Joint words of {} and {}, part {}", "fr": "Paroles communes de {} et de {}, partie {}"}
NAMESPACE = "https://w3id.org/statemark/1"


class Group:
    """Statements of the same two parties, in the order of the input. `by_date` has them in the order of their dates."""

    def __init__(self, random):
        self.random, self.words = random, Words(random)
        self.countries = random.sample(COUNTRIES, len(COUNTRIES))
        self.spare_country = self.countries.pop()
        self.world = self.known_things()
        self.year, self.number = random.randint(2011, 2016), random.randint(3, 40)
        self.by_date = [self.statement(at) for at in range(random.randint(5, 7))]
        for at, statement in enumerate(self.by_date[1:], 1):
            self.relate(statement, at)
        self.by_date[-1]["relations"].append({"type": "supersedes", "ref": self.by_date[0]["id"]})
        self.original = self.by_date[2]
        self.translation = self.translated(self.original)
        self.all = self.by_date + [self.translation]
        if random.random() < 0.5:
            random.shuffle(self.all)

    # What there is.

    def known_things(self):
        """What the statements speak of, each with what it is called and known by everywhere."""
        kinds = {"first": "state", "second": "state", "third": "state", "body": "organization", "harbour": "place", "treaty": "instrument"}
        world = {}
        for role, kind in kinds.items():
            thing = {"id": self.words.id(), "kind": kind, "names": {language: f"{self.words.name(language)} {self.words.name(language)}"
                                                                   for language in LANGUAGES}}
            if kind in ("state", "place"):
                thing["country"] = self.countries.pop()
            if role != "first":
                thing["identifiers"] = {"wikidata": self.wikidata()}
            world[role] = thing
        return world

    def wikidata(self):
        return f"Q{self.random.randint(10**6, 10**8)}"

    def entity(self, role, language):
        thing = self.world[role]
        names = thing["names"]
        # Half of them have both names, as authors do where they know them.
        name = {key: names[key] for key in LANGUAGES} if self.random.random() < 0.5 else names[language]
        entity = {"id": thing["id"], "kind": thing["kind"], "name": name}
        return entity | {key: copy.deepcopy(thing[key]) for key in ("country", "identifiers") if key in thing}

    def sentence(self, role, act):
        thing = self.words.thing(LANGUAGES)
        return {language: f"{self.world[role]['names'][language]} {VERBS[language][act]} {thing[language]}." for language in LANGUAGES}

    def statement(self, at):
        roles = ["first", "second", "third"] + self.random.sample(["body", "harbour", "treaty"], 2)
        date = f"{self.year + at}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
        clauses = []
        for act in self.random.sample(ACTS, self.random.randint(5, 6)):
            role = self.random.choice(["first", "second"])
            clauses.append({"id": self.words.id(), "text": self.sentence(role, act), "by": [self.world[role]["id"]], "act": act})
        clauses[0]["to"] = [self.world["third"]["id"]]
        clauses[1]["about"] = [self.world[role]["id"] for role in roles[3:]]
        names = [self.world[role]["names"] for role in ("first", "second")]
        self_number = f"WT/JS/{self.number + at}"
        statement = {"statemark": "1.0", "id": f"{self.words.id()}-{date}", "identifiers": {"talks": self_number}, "type": "joint-statement",
                     "title": {language: TITLES[language].format(*(name[language] for name in names), at + 1) for language in LANGUAGES},
                     "language": "en", "date": date, "issuers": [self.world["first"]["id"], self.world["second"]["id"]],
                     "entities": [self.entity(role, "en") for role in roles], "sections": [{"clauses": clauses[:3]}, {"clauses": clauses[3:]}],
                     "relations": []}
        return self.in_language(statement, "en")

    def in_language(self, statement, language):
        """The statement with the words of one language; those of both are kept aside."""
        written = copy.deepcopy(statement)
        written["words"] = {"title": statement["title"], "clauses": {clause["id"]: clause["text"] for clause in clauses_of(statement)}}
        written["title"] = statement["title"][language]
        for clause in clauses_of(written):
            clause["text"] = clause["text"][language]
        return written

    def relate(self, statement, at):
        """Relations back: to a statement, and from a clause to a clause."""
        statement["relations"].append({"type": self.random.choice(["recalls", "follows", "implements"]), "ref": self.by_date[at - 1]["id"]})
        other = self.random.choice(self.by_date[:at])
        target = self.random.choice(list(clauses_of(other)))
        clause = self.random.choice(list(clauses_of(statement)))
        clause["relations"] = [{"type": "cites", "ref": f"{other['id']}#{target['id']}"}]

    def translated(self, original):
        other = copy.deepcopy(original)
        other |= {"id": f"{original['id']}-fr", "language": "fr", "title": original["words"]["title"]["fr"],
                  "relations": [{"type": "translates", "ref": original["id"]}]}
        del other["identifiers"]
        roles = {thing["id"]: role for role, thing in self.world.items()}
        other["entities"] = [self.entity(roles[entity["id"]], "fr") for entity in other["entities"]]
        renamed = self.random.random() < 0.5
        for clause in clauses_of(other):
            clause["text"] = original["words"]["clauses"][clause["id"]]["fr"]
            clause.pop("relations", None)
            if renamed:
                clause["id"] = self.words.id()
        return other

    # Ways to plant mistakes.

    def place(self, statement):
        """Where a statement stands in the input."""
        return next(at for at, other in enumerate(self.all) if other is statement)

    def alone(self, one=None):
        """A statement to which nothing refers any more: neither first nor last, no translation and not what one was made from."""
        one = one or self.random.choice([one for one in self.by_date[1:-1] if one is not self.original])
        leads = lambda relation: relation["ref"].split("#")[0] == one["id"]
        for statement in self.all:
            for thing in (statement, *clauses_of(statement)):
                thing["relations"] = [relation for relation in thing.get("relations", []) if not leads(relation)]
        return one

    def with_entity(self, role, language=None):
        """The statements that describe a thing, with what they say of it; those that name it in a language, if one is given."""
        found = []
        for at, statement in enumerate(self.all):
            for index, entity in enumerate(statement["entities"]):
                named = language in (None, statement["language"]) or isinstance(entity["name"], dict)
                if entity["id"] == self.world[role]["id"] and named:
                    found.append((at, index, entity))
        return found


def clauses_of(statement):
    return (clause for section in statement["sections"] for clause in section["clauses"])


def relations_of(statement):
    yield from statement["relations"]
    for clause in clauses_of(statement):
        yield from clause.get("relations", [])


def without_empty(thing):
    """A statement or a clause as it is written: what is kept aside and lists of nothing left out."""
    return {key: value for key, value in thing.items() if key != "words" and value != []}


def clause_pointer(statement, clause):
    for one, section in enumerate(statement["sections"]):
        for two, other in enumerate(section["clauses"]):
            if other is clause:
                return f"/sections/{one}/clauses/{two}"


def written(group, spelling, judge):
    """The files of a set, and for each statement its file and its number there."""
    random = group.random
    statements = [without_empty(statement) for statement in group.all]
    for statement in statements:
        statement["sections"] = [section | {"clauses": list(map(without_empty, section["clauses"]))} for section in statement["sections"]]
    texts = [json.dumps(statement, ensure_ascii=False, separators=random.choice([None, (",", ":")])) for statement in statements]
    if spelling == "folder":
        files, places = {}, []
        for at, text in enumerate(texts):
            kind = random.choice(["json", "md"])
            name = f"{at:02}-{random.choice('abcxyz')}.statemark.{kind}"
            files[name] = (text + "\n" if kind == "json" else judge.convert(text, "md")).encode()
            places.append((name, 1))
        return files, places
    if spelling == "ndjson":
        # Some files have empty lines, and line breaks of Windows.
        end = random.choice(["\n", "\n", "\r\n", "\n\n"])
        name, text = "set.statemark.ndjson", end.join(texts) + end
    else:
        bodies = [re.sub(r"^<\?xml[^>]*\?>\s*", "", judge.convert(text, "xml")).replace(f' xmlns="{NAMESPACE}"', "", 1) for text in texts]
        name, text = "set.statemark.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<statements xmlns="{NAMESPACE}">\n{"".join(bodies)}</statements>\n'
    return {name: text.encode()}, [(name, at + 1) for at in range(len(texts))]
