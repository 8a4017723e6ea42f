"""The kinds of mistakes: each a function that plants one mistake in the text of a document, named after what it does."""

KINDS = []
ALL = ("json", "xml", "md")


class Kind:
    def __init__(self, plant, rule, spellings, limit):
        self.name, self.rule, self.spellings, self.plant, self.limit = plant.__name__.replace("_", " "), rule, spellings, plant, limit


def kind(rule, spellings=" ".join(ALL), limit=None):
    """Registers a function that is given a page and gives its text with the mistake, marked where the finding may point; with further files, if any.

    `limit` says which mistakes of the kind are not planted, since the rule leaves them alone for a good reason."""

    def register(plant):
        KINDS.append(Kind(plant, rule, spellings.split(), limit))
        return plant

    return register


def any_clause(page, *without):
    """Some clause of the first level, by its facts."""
    roles = [role for role in page.facts.clauses if role not in without]
    return page.facts.clauses[page.random.choice(roles)]
