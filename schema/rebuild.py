#!/usr/bin/env python3
"""Makes the acts in statement.rnc from acts.tsv, and statement.rng, statement.xsd and the XSD files it imports from statement.rnc (needs `trang`).
Run it after a change to one of the two; with `--check` it writes nothing, says what differs, and fails if anything does."""

import csv
import difflib
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from textwrap import indent

HERE = Path(__file__).resolve().parent
BEGIN, END = "# BEGIN acts\n", "# END acts\n"

# What RELAX NG cannot say: ids are unique in their statement, references to one object lead somewhere.
CONSTRAINTS = """\
    <xs:unique name="id">
      <xs:selector xpath=".//statemark:entity | .//statemark:topic | .//statemark:source | .//statemark:section | .//statemark:clause | .//statemark:action"/>
      <xs:field xpath="@id"/>
    </xs:unique>
    <xs:key name="entity-id">
      <xs:selector xpath="statemark:entities/statemark:entity"/>
      <xs:field xpath="@id"/>
    </xs:key>
    <xs:key name="topic-id">
      <xs:selector xpath="statemark:topics/statemark:topic"/>
      <xs:field xpath="@id"/>
    </xs:key>
    <xs:key name="source-id">
      <xs:selector xpath="statemark:sources/statemark:source"/>
      <xs:field xpath="@id"/>
    </xs:key>
    <xs:keyref name="entity-of" refer="statemark:entity-id">
      <xs:selector xpath="statemark:entities/statemark:entity"/>
      <xs:field xpath="@of"/>
    </xs:keyref>
    <xs:keyref name="vote-entity" refer="statemark:entity-id">
      <xs:selector xpath="statemark:adoption/statemark:vote"/>
      <xs:field xpath="@entity"/>
    </xs:keyref>
    <xs:keyref name="signatory-entity" refer="statemark:entity-id">
      <xs:selector xpath="statemark:signatories/statemark:signatory"/>
      <xs:field xpath="@entity"/>
    </xs:keyref>
    <xs:keyref name="action-under" refer="statemark:entity-id">
      <xs:selector xpath=".//statemark:action"/>
      <xs:field xpath="@under"/>
    </xs:keyref>
    <xs:keyref name="topic-broader" refer="statemark:topic-id">
      <xs:selector xpath="statemark:topics/statemark:topic"/>
      <xs:field xpath="@broader"/>
    </xs:keyref>
    <xs:keyref name="evidence-source" refer="statemark:source-id">
      <xs:selector xpath=".//statemark:evidence"/>
      <xs:field xpath="@source"/>
    </xs:keyref>
"""


def with_acts(rnc, table):
    """The schema with the ids of the table as the acts."""
    acts = [row["id"] for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)]
    before, rest = rnc.split(BEGIN)
    _, after = rest.split(END)
    block = "## What a clause does with its words. acts.tsv defines each.\nAct =\n  " + "\n  | ".join(f'string "{act}"' for act in acts)
    return f"{before}{BEGIN}{block}\n{END}{after}"


def translated(rnc):
    """What trang makes of the schema: file name to text."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "statement.rnc")
        source.write_text(rnc.replace(BEGIN, "").replace(END, ""), encoding="utf-8")
        for target in ("statement.rng", "statement.xsd"):
            subprocess.run(["trang", source, Path(folder, target)], check=True)
        source.unlink()
        return {path.name: path.read_text(encoding="utf-8") for path in sorted(Path(folder).iterdir())}


def with_local_elements(xsd):
    """The XSD with the two roots as its only global elements, since XSD takes any of those as a root: the others become groups of one."""
    grouped = re.sub(
        r'^  <xs:element name="(?!statements?")(\w+)"(?:[^>]*/>\n|.*?^  </xs:element>\n)',
        lambda match: f'  <xs:group name="{match[1]}">\n    <xs:sequence>\n{indent(match[0], "    ")}    </xs:sequence>\n  </xs:group>\n',
        xsd,
        flags=re.MULTILINE | re.DOTALL,
    )
    return re.sub(r'<xs:element (.*ref="statemark:(?!statement"))', r"<xs:group \1", grouped)


def with_constraints(xsd):
    """The XSD with the constraints in the element `statement`."""
    start, end = '  <xs:element name="statement">\n', "  </xs:element>\n"
    before, after = xsd.split(start)
    return before + start + after.replace(end, CONSTRAINTS + end, 1)


def finished(text):
    """A file of trang's with its origin, our file names, and all but ASCII as references, so that one sees it."""
    text = text.replace("?>\n", "?>\n<!-- Made from statement.rnc by rebuild.py: change it there. -->\n", 1)
    text = text.replace('"fn.xsd"', '"xpath-functions.xsd"')
    return re.sub(r"[^\n -~]", lambda match: f"&#x{ord(match[0]):X};", text)


def built():
    """All files as they should be: name to text."""
    rnc = with_acts(read("statement.rnc"), read("acts.tsv"))
    made = translated(rnc)
    made["statement.xsd"] = with_constraints(with_local_elements(made["statement.xsd"]))
    made["xpath-functions.xsd"] = made.pop("fn.xsd")
    return {"statement.rnc": rnc} | {name: finished(text) for name, text in made.items()}


def read(name):
    """A file of this folder; empty if there is none."""
    path = HERE / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main():
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        sys.exit("usage: rebuild.py [--check]")
    files = built()
    stale = {name: text for name, text in files.items() if read(name) != text}
    for name, text in stale.items():
        if check:
            sys.stdout.writelines(difflib.unified_diff(read(name).splitlines(True), text.splitlines(True), name, f"{name} as rebuilt", n=1))
        else:
            (HERE / name).write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {name}")
    if check and stale:
        sys.exit(f"not up to date: {', '.join(stale)}. Run python3 schema/rebuild.py")


if __name__ == "__main__":
    main()
