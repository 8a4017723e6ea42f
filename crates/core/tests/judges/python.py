"""Judges documents by a JSON Schema with Python's jsonschema: the schema and then the documents as JSON strings, one a line, on standard
input; on standard output one line each: valid, invalid, or unreadable."""

import json
import re
import sys

from jsonschema import Draft202012Validator, ValidationError, validators


def whole(pattern):
    """The pattern as JSON Schema means it: in Python alone `$` also stands before a line feed at the end."""
    return re.compile(pattern.replace("$", r"\Z"))


def by_pattern(_validator, pattern, value, _schema):
    if isinstance(value, str) and not whole(pattern).search(value):
        yield ValidationError("the pattern does not match")


def by_pattern_of_keys(validator, patterns, value, _schema):
    if isinstance(value, dict):
        for pattern, schema in patterns.items():
            for key in filter(whole(pattern).search, value):
                yield from validator.descend(value[key], schema, path=key)


def additional(validator, schema, value, whole_schema):
    if isinstance(value, dict):
        patterns = [whole(pattern) for pattern in whole_schema.get("patternProperties", {})]
        for key in value.keys() - whole_schema.get("properties", {}).keys():
            if not any(pattern.search(key) for pattern in patterns):
                yield from validator.descend(value[key], schema, path=key)


def no_constant(name):
    raise ValueError(name)


def main():
    schema, *documents = (json.loads(line) for line in sys.stdin.buffer.read().split(b"\n") if line)
    keywords = {"pattern": by_pattern, "patternProperties": by_pattern_of_keys, "additionalProperties": additional}
    Draft202012Validator.check_schema(schema)
    judge = validators.extend(Draft202012Validator, keywords)(schema)
    for text in documents:
        try:
            verdict = "valid" if judge.is_valid(json.loads(text, parse_constant=no_constant)) else "invalid"
        except ValueError:
            verdict = "unreadable"
        print(verdict)


if __name__ == "__main__":
    main()
