"""Reads a report as others do, and prints as JSON what it found. Usage: reports.py sarif|junit|gitlab FILE"""

import json
import sys
from collections import Counter


def sarif(path):
    from sarif import loader

    log = loader.load_sarif_file(path)
    records = log.get_records()
    for record in records:
        assert record["Location"] and record["Line"] >= 1, record
    [run] = log.runs
    return {
        "tool": run.get_tool_name(),
        "levels": {level: len([record for record in records if record["Severity"] == level]) for level in ("error", "warning", "note")},
        "rules": dict(Counter(result["ruleId"] for result in run.get_results())),
    }


def junit(path):
    import junitparser

    counts, names = Counter(), set()
    for suite in junitparser.JUnitXml.fromfile(path):
        cases = list(suite)
        assert len(cases) == suite.tests
        results = [result for case in cases for result in case.result]
        assert sum(isinstance(result, junitparser.Failure) for result in results) == suite.failures
        assert sum(isinstance(result, junitparser.Error) for result in results) == suite.errors
        for case in cases:
            # What GitLab takes for the key of a test case.
            names.add((suite.name, case.classname, case.name))
            counts["cases"] += 1
            counts["passed"] += case.is_passed
            assert case.get("file") if hasattr(case, "get") else case._elem.get("file")
            for result in case.result:
                assert result.text and result.message.strip() in result.text, result
                counts[type(result).__name__] += 1
    return {"cases": counts["cases"], "names": len(names), "passed": counts["passed"], "failures": counts["Failure"], "errors": counts["Error"]}


def gitlab(path):
    with open(path, encoding="utf-8") as file:
        issues = json.load(file)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert all(isinstance(issue[key], str) and issue[key] for key in ("description", "check_name", "fingerprint"))
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not issue["location"]["path"].startswith(("./", "/"))
        assert type(issue["location"]["lines"]["begin"]) is int and issue["location"]["lines"]["begin"] >= 1
    severities = sorted({issue["severity"] for issue in issues})
    return {"issues": len(issues), "fingerprints": len({issue["fingerprint"] for issue in issues}), "severities": severities}


print(json.dumps({"sarif": sarif, "junit": junit, "gitlab": gitlab}[sys.argv[1]](sys.argv[2])))
