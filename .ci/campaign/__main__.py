#!/usr/bin/env python3
"""Plants known mistakes in valid statements, and checks that `statemark validate` finds each one, in its place, and nothing else.

Prints recall (mistakes found by the rule that is named, at their place) and precision (findings that are the mistake that was planted),
and each miss and false finding. Fails when one of the two is below 0.99."""

import argparse
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# Each of these registers its kinds.
import actors  # noqa: F401
import beside  # noqa: F401
import codes  # noqa: F401
import form  # noqa: F401
import grammar  # noqa: F401
import words_and_quotes  # noqa: F401
from judge import Judge, known_rules
from kinds import KINDS
from planting import cases
from tally import Tally

ROOT = Path(__file__).resolve().parent.parent.parent


def arguments():
    parser = argparse.ArgumentParser(prog="campaign", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=str(ROOT / "target/debug/statemark"), help="the command [default: target/debug/statemark]")
    parser.add_argument("--count", type=int, default=1, help="documents of each kind and spelling [default: 1]")
    parser.add_argument("--clean", type=int, default=20, help="documents and sets without a mistake, each in all spellings [default: 20]")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", default="", help="only kinds, or rules, whose name contains this")
    parser.add_argument("--keep", type=Path, help="a folder to keep the documents in")
    parser.add_argument("--table", action="store_true", help="print the figures of each kind")
    parser.add_argument("--allow-missing", action="store_true", help="do not fail because of kinds whose rule is not there yet")
    return parser.parse_args()


def main():
    args = arguments()
    known = known_rules(ROOT / "docs/rules.md")
    chosen = [kind for kind in KINDS if args.kind in kind.name or args.kind in kind.rule]
    waiting = [kind for kind in chosen if kind.rule not in known]
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        judge = Judge(args.binary, args.keep or Path(folder))
        for case, findings in pool.map(judge.run, cases(judge, chosen, args)):
            if case.kind in waiting:
                continue
            tally.count(case, findings)
    tally.print(args.table)
    for kind in filter(lambda kind: kind.limit, chosen):
        print(f"limit: {kind.rule}: {kind.limit}")
    for kind in waiting:
        print(f"not judged: {kind.name}: the rule {kind.rule} is not in docs/rules.md")
    sys.exit(0 if tally.passes() and (args.allow_missing or not waiting) else 1)


if __name__ == "__main__":
    main()
