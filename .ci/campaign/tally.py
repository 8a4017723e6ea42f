"""Counts what was found and what was not."""

from collections import defaultdict

BAR = 0.99


def share(part, whole):
    return part / whole if whole else 1.0


def line_and_column(content, start):
    """The line and the column, in code points, of a byte that is counted without a byte order mark."""
    before = content.decode("utf-8-sig", errors="replace").encode()[:start].decode()
    lines = before.replace("\r\n", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1


class Row:
    def __init__(self):
        self.planted = self.found = self.findings = 0

    def figures(self):
        return f"{self.planted:6} {share(self.found, self.planted):8.4f} {self.findings:9} {share(self.found, self.findings):10.4f}"


class Tally:
    def __init__(self):
        self.kinds, self.spellings, self.all = defaultdict(Row), defaultdict(Row), Row()
        self.clean = 0
        self.remarks = []

    def count(self, case, findings):
        right = [finding for finding in findings if self.is_right(case, finding)]
        rows = [self.all, self.spellings[case.spelling]]
        if case.kind:
            rows.append(self.kinds[case.kind.rule, case.kind.name])
        else:
            self.clean += 1
        for row in rows:
            row.planted += bool(case.kind)
            row.found += bool(right)
            row.findings += len(findings)
        if case.kind and not right:
            self.remarks.append(f"missed: {case.spelling}/{case.name}: {case.kind.rule} at {' or '.join(map(str, case.spots or case.places))}")
        # The first right finding is the mistake; whatever is said beside it is not.
        for finding in findings:
            if finding not in right[:1]:
                place = f"{finding['line']}:{finding['column']} (byte {finding['start']})"
                self.remarks.append(f"false: {case.spelling}/{case.name}: {finding['rule']} at {place}: {finding['message']}")

    @staticmethod
    def is_right(case, finding):
        if not case.kind or finding["rule"] != case.kind.rule:
            return False
        if case.spots:
            right = (finding["file"], finding.get("record", 1), finding["pointer"]) in case.spots
        else:
            right = finding["file"] == case.file and finding["start"] in case.places
        return right and (finding["line"], finding["column"]) == line_and_column(case.files[finding["file"]], finding["start"])

    def print(self, table):
        for remark in self.remarks:
            print(remark)
        head = f"{'':64} {'planted':>7} {'recall':>8} {'findings':>8} {'precision':>10}"
        if table:
            print(head)
            for (rule, name), row in sorted(self.kinds.items()):
                print(f"{rule:26} {name:37} {row.figures()}")
        print(head)
        for spelling, row in sorted(self.spellings.items()):
            print(f"{spelling:64} {row.figures()}")
        print(f"{'all':64} {self.all.figures()}")
        rules = len({rule for rule, _ in self.kinds})
        print(f"{len(self.kinds)} kinds of mistakes for {rules} rules; {self.clean} documents and sets without a mistake")

    def passes(self):
        return share(self.all.found, self.all.planted) >= BAR and share(self.all.found, self.all.findings) >= BAR
