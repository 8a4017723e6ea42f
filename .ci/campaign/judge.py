"""Runs the command."""

import json
import re
import subprocess
from pathlib import Path


def known_rules(page):
    """The names of the rules, as the documentation has them."""
    return set(re.findall(r"(?m)^### ([a-z0-9-]+)$", page.read_text(encoding="utf-8")))


class Judge:
    def __init__(self, binary, folder):
        self.binary, self.folder = str(Path(binary).resolve()), folder

    def convert(self, text, spelling):
        command = [self.binary, "convert", "-", "--from", "json", "--to", spelling]
        return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout.decode()

    def run(self, make):
        """Makes a case, and gives it with the findings in its files, each case in a folder of its own, so that none is a dataset with another."""
        case = make()
        folder = self.folder / case.spelling / case.name
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in case.files.items():
            (folder / name).write_bytes(content)
        documents = [name for name in case.files if name.rsplit(".", 1)[1] in ("json", "ndjson", "xml", "md")]
        result = subprocess.run([self.binary, "validate", "--format", "json", *documents], cwd=folder, capture_output=True)
        try:
            return case, json.loads(result.stdout)["findings"]
        except ValueError:
            return case, [{"rule": "no report", "file": "", "line": 0, "column": 0, "start": -1, "message": result.stderr.decode()[:300]}]
