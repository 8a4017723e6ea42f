"""Makes valid, rich statements, about which a validator has nothing to say, and says what stands where in them."""

import hashlib
from types import SimpleNamespace

from words import BY_THE_END, HEADINGS, IF, MEETINGS, TITLES, TO_OPEN, TO_REPAIR, VERBS, Words

LANGUAGES = ["en", "en", "en", "fr", "es", "ru", "zh", "ar"]
COUNTRIES = ["NO", "CH", "BR", "KE", "VN", "NZ", "MA", "PE"]
ACTS = ["welcome", "condemn", "regret", "support", "reaffirm", "commend", "oppose", "deplore"]
TYPES = ["joint-statement", "joint-communique", "joint-declaration"]


def base36_check(body):
    """An ISNI or ORCID with its check character (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in body:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return body + ("X" if check == 10 else str(check))


class Maker:
    """Makes one statement. `facts` names what the mistakes are planted in."""

    def __init__(self, random):
        self.random = random
        self.words = Words(random)
        self.language = random.choice(LANGUAGES)
        self.other = random.choice([language for language in ("en", "fr", "es", "ru") if language != self.language])
        # Equally authentic versions: all words then stand in both languages.
        self.both = random.random() < 0.4
        self.texts = {"first": "", "second": ""}
        self.facts = SimpleNamespace(language=self.language, other=self.other, both=self.both, quotes=[], clauses={}, texts=self.texts)

    def text(self, versions, often=False):
        """A Text: in both languages where they are authentic, else now and then."""
        if self.both or (often and self.random.random() < 0.5):
            return {language: versions[language] for language in (self.language, self.other)}
        return versions[self.language]

    def pattern(self, table, *things):
        return {language: table[language].format(*(thing[language] for thing in things)) for language in (self.language, self.other)}

    def named(self):
        return {language: self.words.name(language) for language in (self.language, self.other)}

    def sentence(self, act, subject):
        pair = (self.language, self.other)
        thing, tail = self.words.thing(pair), self.words.tail(pair)
        space = {"zh": ""}
        words = {language: space.get(language, " ").join([subject[language], VERBS[language][act], thing[language]]) + tail[language]
                 for language in pair}
        return {language: words[language] + ("。" if language == "zh" else ".") for language in pair}, thing

    def quote(self, source, words):
        """Puts words into a source's text, and quotes most of them."""
        text = self.texts[source]
        text += self.random.choice(["", "§ ", "🌊 ", "— "])
        cut = self.random.choice([0, 0, 1, 3])
        start = len(text) + cut
        exact = words[cut:].rstrip()
        if exact[0] == " ":
            start, exact = start + 1, exact[1:]
        self.texts[source] = text + words + self.newline
        evidence = {"source": self.sources[source], "start": start, "end": start + len(exact), "exact": exact}
        return evidence

    def clause(self, role, act="welcome", by=None, subject=None, quoted=None, **more):
        words, thing = self.sentence(act, subject or self.subject)
        clause = {"id": self.words.id(), "number": more.pop("number", None), "continues": more.pop("continues", None),
                  "text": self.text(words), "by": by or [self.facts.first], "act": act, **more}
        if quoted:
            clause["evidence"] = [self.quote(quoted, words[self.language])]
        clause = {key: clause[key] for key in CLAUSE if clause.get(key) is not None}
        self.facts.clauses[role] = SimpleNamespace(id=clause["id"], words=words[self.language], thing=thing, data=clause)
        return clause

    def make(self):
        f, r, w = self.facts, self.random, self.words
        self.newline = r.choice(["\n", "\n", "\n", "\r\n"])
        self.year = f.year = r.randint(2012, 2023)
        names = {role: self.named() for role in NAMES}
        f.names = {role: name[self.language] for role, name in names.items()}
        for role in NAMES:
            setattr(f, role, w.id())
        self.subject = names["first"]
        self.sources = {"first": w.id(), "second": w.id()}
        f.source, f.source2, f.source3 = self.sources["first"], self.sources["second"], w.id()
        f.wide, f.narrow, f.deep = (w.id() for _ in range(3))
        self.texts["first"] = f"№ 1 🌊 — {names['place'][self.language]}{self.newline}"
        self.texts["second"] = f"«{names['place'][self.language]}» "
        self.month = r.randint(2, 11)
        f.date = f"{self.year}-{self.month:02}-{r.randint(1, 28):02}"
        f.date_text = f"{f.date} (5th day, {self.year})"
        f.taken = f"{self.year + 1}-{r.randint(1, 12):02}-{r.randint(1, 28):02}"
        f.coded = f"{self.year + 2}-{r.randint(1, 12):02}-{r.randint(1, 28):02}"
        sections = self.sections(names)
        statement = {
            "statemark": "1.0", "id": f"{f.first}-{f.second}-{f.date}", "identifiers": {"doi": f"10.5555/{w.id()}", "uri": f"https://{w.id()}.example/a"},
            "type": r.choice(TYPES), "title": self.text(self.pattern(TITLES, names["first"], names["second"]), often=True), "language": self.language}
        if self.both:
            statement["authentic"] = [self.language, self.other]
        statement |= {
            "date": f.date, "date_text": f.date_text, "place": {"name": f.names["town"], "country": r.choice(COUNTRIES)},
            "occasion": {"name": self.text(self.pattern(MEETINGS, names["town"])), "date": f"{f.date[:8]}01/{f.date}"},
            "adoption": self.adoption(), "issuers": [f.first, f.second],
            "signatories": [{"entity": f.person, "role": "signatory", "date": f.date}, {"entity": f.envoy, "role": "witness"}],
            "entities": self.entities(names), "topics": self.topics(), "sources": self.described_sources(), "sections": sections,
            "relations": [{"type": "follows", "ref": f"https://{w.id()}.example/older"}, {"type": "recalls", "ref": f"{w.id()}-{self.year - 1}"}],
            "provenance": [{"activity": "drafted", "agent": f.names["body"], "date": f.taken}, {"activity": "coded", "agent": f.names["union"], "date": f.coded}],
            "rights": f"CC0 1.0 {w.name('en')}", "ext": {"ship": w.name("en"), "tons": 40.5, "crew": [1, None, "𝄞"]}}
        f.recalled, f.doi = statement["relations"][1]["ref"], statement["identifiers"]["doi"]
        f.interval = statement["occasion"]["date"]
        titles = self.pattern(TITLES, names["first"], names["second"])
        f.title, f.title_other = titles[self.language], titles[self.other]
        f.rights = statement["rights"]
        f.place_country = statement["place"]["country"]
        return statement, f

    def adoption(self):
        f = self.facts
        votes = [(f.first, "for"), (f.second, "for"), (f.third, "against"), (f.fourth, "abstaining")]
        return {"method": "vote", "meeting": f"{self.random.randint(2, 90)}th meeting", "for": 2, "against": 1, "abstaining": 1,
                "votes": [{"entity": entity, "vote": vote} for entity, vote in votes]}

    def entities(self, names):
        f, r, w = self.facts, self.random, self.words
        f.countries = r.sample(COUNTRIES, 2)
        f.alias, f.alias2, f.qid = w.name(self.language), w.name(self.language), f"Q{r.randint(10**6, 10**7)}"
        f.orcid = base36_check("".join(r.choice("0123456789") for _ in range(15)))
        f.orcid = "-".join(f.orcid[at:at + 4] for at in range(0, 16, 4))
        f.office, f.office2 = (f"{office} {w.name('en')}" for office in ("Minister of", "Envoy to"))
        kinds = {"first": ("state", {"aliases": [f.alias, w.name(self.language)], "country": f.countries[0], "identifiers": {"wikidata": f.qid}}),
                 "second": ("state", {"aliases": [f.alias2], "country": f.countries[1]}), "third": ("state", {}), "fourth": ("state", {}),
                 "person": ("person", {"office": f.office, "of": f.first, "identifiers": {"orcid": f.orcid}}),
                 "envoy": ("person", {"office": f.office2, "of": f.second}),
                 "union": ("organization", {"members": [f.first, f.second, f.third]}),
                 "body": ("organization", {"of": f.union, "ext": {"seats": 5, "open": True}}), "group": ("group", {"members": [f.third, f.fourth]}),
                 "place": ("place", {"of": f.second}), "town": ("place", {}), "meeting": ("event", {}), "treaty": ("instrument", {}), "plan": ("programme", {})}
        return [{"id": getattr(f, role), "kind": kind, "name": self.text(names[role], often=True), **more} for role, (kind, more) in kinds.items()]

    def topics(self):
        f, w = self.facts, self.words
        labels = [self.text(w.thing((self.language, self.other))) for _ in range(3)]
        f.label = labels[2][self.language] if isinstance(labels[2], dict) else labels[2]
        return [{"id": f.wide, "label": labels[0], "match": f"https://{w.id()}.example/topic"}, {"id": f.narrow, "label": labels[1], "broader": f.wide},
                {"id": f.deep, "label": labels[2], "broader": f.narrow}]

    def described_sources(self):
        f, w, r = self.facts, self.words, self.random
        day = lambda month: f"{self.year + 1}-{month:02}-{r.randint(1, 28):02}"
        f.published, f.updated, f.retrieved = f.date, day(3), day(9)
        f.taken = max(f.taken, f.retrieved)
        f.url = f"https://{w.id()}.example/press/{r.randint(100, 999)}?a=b"
        f.sha256 = hashlib.sha256(self.texts["first"].encode()).hexdigest()
        f.paper = f"{w.name('en')} reports"
        f.publisher = f"{w.name('en')} Gazette"
        return [{"id": f.source, "kind": "official-text", "publisher": f.publisher, "published": f.published, "language": self.language,
                 "extent": "full", "text": self.texts["first"], "sha256": f.sha256},
                {"id": f.source2, "kind": "transcript", "language": self.language, "text": self.texts["second"]},
                {"id": f.source3, "kind": "news-report", "title": f.paper, "authors": [w.name("en"), w.name("en")],
                 "published": f.date, "updated": f.updated, "retrieved": f.retrieved, "url": f.url, "rights": f"{w.name('en')} Press"}]

    def sections(self, names):
        f, r, w = self.facts, self.random, self.words
        acts = r.sample(ACTS, 8)
        heading = iter(r.sample(range(5), 5))
        head = lambda: self.text({language: HEADINGS[language][at] for at in [next(heading)] for language in (self.language, self.other)})
        preamble = [self.clause("opening", acts[0], quoted="first", about=[f.place, f.town]),
                    self.clause("both", acts[1], by=[f.first, f.second], quoted="first", topics=[f.wide], emphasis="strong")]
        one = [self.clause("one", acts[2], quoted="first", number="1.", to=[f.third], about=[f.meeting, f.treaty], confidence=0.5),
               self.clause("on", acts[3], by=[f.person], subject=names["person"], quoted="first", continues=True, topics=[f.deep]),
               self.clause("two", acts[4], by=[f.second], subject=names["second"], number="2.", quoted="second", about=[f.union, f.body], emphasis="hedged"),
               self.clause("three", acts[6], number="3.", topics=[f.narrow])]
        promise = self.promise(names)
        listed = self.listed(names)
        annex = [self.clause("annex", acts[5], by=[f.second], subject=names["second"], about=[f.group, f.fourth], quoted="second",
                             relations=[{"type": "cites", "ref": f"#{one[0]['id']}"}], note=f"See {w.name('en')}", ext={"page": 4})]
        f.note = annex[0]["note"]
        last = self.clause("last", acts[7], topics=[f.wide])
        f.heading_id, f.part_a, f.part_b, part_c = (w.id() for _ in range(4))
        f.heading_two = head()
        return [{"kind": "preamble", "clauses": preamble},
                {"id": f.heading_id, "kind": "body", "number": "I.", "heading": head(), "clauses": one, "sections": [
                    {"id": f.part_a, "number": "A.", "heading": head(), "clauses": [promise]},
                    {"id": f.part_b, "number": "B.", "heading": head(), "clauses": [listed]},
                    {"id": part_c, "number": "C.", "heading": head(), "clauses": [last]}]},
                {"id": w.id(), "kind": "annex", "number": "II.", "heading": f.heading_two, "clauses": annex}]

    def promise(self, names):
        f = self.facts
        clause = self.clause("promise", "pledge", by=[f.second], subject=names["second"], topics=[f.narrow], quoted="first")
        f.due, f.due_text = f"{self.year + 9}-12-31", BY_THE_END[self.language].format(self.year + 9)
        thing = f.clauses["promise"].thing
        f.what, f.action = TO_REPAIR[self.language].format(thing[self.language]), self.words.id()
        what = {language: TO_REPAIR[language].format(thing[language]) for language in (self.language, self.other)}
        clause["condition"] = self.text(IF)
        clause["actions"] = [{"id": f.action, "what": self.text(what), "by": [f.second], "with": [f.third], "due": f.due, "due_text": f.due_text, "under": f.plan}]
        return {key: clause[key] for key in CLAUSE if key in clause}

    def listed(self, names):
        f = self.facts
        pair = (self.language, self.other)
        clause = self.clause("listed", "urge", by=[f.second], subject=names["second"], to=[f.third])
        subs = []
        for number in ("(a)", "(b)", "(c)"):
            words = self.pattern(TO_OPEN, self.words.thing(pair))
            subs.append({"id": self.words.id(), "number": number, "text": self.text(words), "evidence": [self.quote("first", words[self.language])]})
        f.subs = [sub["id"] for sub in subs]
        clause["clauses"] = subs
        return clause


CLAUSE = ["id", "number", "continues", "text", "by", "act", "emphasis", "to", "about", "topics", "condition", "actions", "evidence", "relations",
          "confidence", "note", "clauses", "ext"]
NAMES = ["first", "second", "third", "fourth", "person", "envoy", "union", "body", "group", "place", "town", "meeting", "treaty", "plan"]
