#!/usr/bin/env python3
"""What others say of the pages: the Nu HTML checker, and axe in a browser, in light and dark, on wide and narrow screens.

    .ci/archive_pages.py target/debug/examples/pages [FOLDER]

The first argument writes pages: FOLDER FILE… . Pages are made of the examples, of the statements coded by hand and of texts in ten languages
(both in ../shared, where it is there), and of statements in scripts that are easily got wrong, written here.
FOLDER keeps the pages, pictures of them and what a printer would print, to be looked at. Needs java, node with npm, and Chromium.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PLACE = ROOT / "target/ci/pages"
PACKAGES = ["vnu-jar@26.9.27", "axe-core@4.14.1", "playwright-core@1.65.1"]
UDHR = "{http://www.unhchr.ch/udhr}"

# Language, title, name of the speaker, words, the same in English. Invented.
SCRIPTS = [
    ("he", "הודעה משותפת על המגדלור", "אלדמיר", "1.", "אלדמיר מגנה בתוקף את הפגיעה במגדלור (ראו Skerry 2025) וקוראת לשקט.", "Aldmere firmly condemns the wrecking."),
    ("fa", "بیانیهٔ مشترک دربارهٔ فانوس دریایی", "آلدمیر", "۱.", "آلدمیر تخریب فانوس دریایی را به‌شدت محکوم می‌کند و خواستار آرامش می‌شود.", "Aldmere firmly condemns the wrecking."),
    ("ur", "مینارِ نور پر مشترکہ بیان", "الدمیر", "۱۔", "الدمیر مینارِ نور کی تباہی کی شدید مذمت کرتا ہے اور امن کی اپیل کرتا ہے۔", "Aldmere firmly condemns the wrecking."),
    ("ar-EG", "بيان مشترك بشأن المنارة", "ألدمير", "(أ)", "تدين ألدمير بشدة تدمير المنارة في 12/5/2025 (راجع https://example.org/a) وتدعو إلى الهدوء.", "Aldmere firmly condemns the wrecking."),
    ("ko", "등대에 관한 공동 성명", "알드미어", "1.", "알드미어는 등대 파괴를 강력히 규탄하며 모든 당사자에게 자제를 촉구하고 대화를 통한 해결을 지지한다.", "Aldmere firmly condemns the wrecking."),
    ("ja", "灯台に関する共同声明", "アルドミア", "一", "アルドミアは灯台の破壊を強く非難し、すべての当事者に自制を呼びかけ、対話による解決を支持する。" * 3, "Aldmere firmly condemns the wrecking."),
    ("zh-Hant", "關於燈塔的聯合聲明", "奧德米爾", "一、", "奧德米爾強烈譴責對燈塔的破壞，呼籲各方保持冷靜。" * 4, "Aldmere firmly condemns the wrecking."),
    ("de", "Erklärung", "Aldmere", "1.", "Die " + "Leuchtturmwiederaufbaukostenübernahmeverpflichtung" * 3 + " wird bekräftigt.", "Aldmere reaffirms it."),
    # Marks of direction that begin and never end, or end what never began, and what looks like markup.
    ("en", "On marks \u202eof direction", "Ald\u2069\u202emere", "1.", "Aldmere\u2069 \u202econdemns <b>this</b> &amp; \u2067that.", "Aldmere"),
]


def scripted(language, title, name, number, words, english):
    """A coded statement in a script, with its source and an English version."""
    text = f"{number} {words}"
    both = {language: words, "en": english} if language != "en" else words
    return {
        "statemark": "1.0", "id": f"script-{language.lower()}", "type": "joint-statement", "title": title, "language": language,
        "date": "2025-05-14", "place": {"name": "Lindmoor"}, "issuers": ["a"],
        "entities": [{"id": "a", "kind": "state", "name": name, "aliases": ["Aldmere", name]}, {"id": "b", "kind": "group", "name": name, "members": ["a"]}],
        "topics": [{"id": "t", "label": title}],
        "sources": [{"id": "s", "kind": "official-text", "title": title, "language": language, "url": "https://example.org/a", "text": text + "\r\n\t" + words}],
        "sections": [{"kind": "body", "number": number, "heading": title, "clauses": [
            {"id": "c", "number": number, "text": both, "by": ["a"], "act": "condemn", "emphasis": "strong", "to": ["b"], "about": ["a", "b"], "topics": ["t"],
             "condition": words, "actions": [{"what": words, "by": ["b"], "due": "2026-21~", "due_text": words}],
             "evidence": [{"source": "s", "start": 0, "end": len(text), "exact": text}], "note": words, "confidence": 0.5,
             "clauses": [{"id": "d", "number": "(a)", "text": words, "clauses": [{"id": "e", "number": "(i)", "text": words}]}],
             "ext": {"said": [words, {"of": 1}]}}]}],
        "rights": "Invented; free to use.",
    }


def declaration(path):
    """The Universal Declaration in one language, uncoded."""
    root = ElementTree.parse(path).getroot()
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang")
    line = lambda element: " ".join("".join(element.itertext()).split())
    sections = []
    for part in root.iter():
        if part.tag in (UDHR + "preamble", UDHR + "article"):
            title = part.find(UDHR + "title")
            words = [line(para) for para in part.iter(UDHR + "para") if line(para)]
            clauses = [{"id": f"c{len(sections)}-{index}", "text": words} for index, words in enumerate(words)]
            heading = {"heading": line(title)} if title is not None and line(title) else {}
            sections.append({**heading, "clauses": clauses})
    return {
        "statemark": "1.0", "id": f"udhr-{language.lower()}", "type": "declaration", "title": line(root.find(UDHR + "title")), "language": language,
        "date": "1948-12-10", "issuers": ["unga"], "entities": [{"id": "unga", "kind": "organization", "name": "United Nations General Assembly"}],
        "sections": [section for section in sections if section["clauses"]],
    }


def documents(folder):
    """All documents of which pages are made."""
    made = [scripted(*script) for script in SCRIPTS]
    if SHARED.is_dir():
        made += [declaration(path) for path in sorted((SHARED / "corpora/texts/udhr-xml").glob("*.xml"))]
    elif os.environ.get("CI") == "true":
        sys.exit("../shared is missing, and this is CI: nothing may be skipped")
    for statement in made:
        path = folder / f"{statement['id']}.statemark.json"
        path.write_text(json.dumps(statement, ensure_ascii=False), encoding="utf-8")
        yield path
    yield from sorted(ROOT.glob("examples/*/*.statemark.json"))
    yield from sorted((SHARED / "coded").glob("*.statemark.json"))


def install():
    """The judges, in a place of their own."""
    stamp = PLACE / "packages"
    if not stamp.exists() or stamp.read_text() != " ".join(PACKAGES):
        PLACE.mkdir(parents=True, exist_ok=True)
        npm = ["npm", "install", "--prefix", PLACE, "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        subprocess.run([*npm, *PACKAGES], check=True)
        stamp.write_text(" ".join(PACKAGES))
    missing = [program for program in ("java", "node", "chromium") if shutil.which(program) is None]
    if missing:
        sys.exit(f"{', '.join(missing)}: not installed")


def checked(pages):
    """Whether the Nu HTML checker has nothing to say: no error, no warning."""
    jar = PLACE / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", jar, "--stdout", "--format", "json", "--exit-zero-always"]
    messages = json.loads(subprocess.run([*command, *pages], check=True, capture_output=True).stdout)["messages"]
    # Words are those of the statement, which nobody may change, not to a normal form either.
    of_words = [message for message in messages if "Unicode Normalization Form C" in message["message"]]
    messages = [message for message in messages if message not in of_words]
    for message in messages[:20]:
        print(f"{Path(message['url']).name}:{message.get('lastLine', '?')}: {message['message'][:200]}", file=sys.stderr)
    print(f"the Nu HTML checker: {len(pages)} pages, {len(messages)} messages, {len(of_words)} on words that are not in form C")
    return not messages


def main():
    binary = Path(sys.argv[1]).resolve()
    install()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else temporary).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([binary, folder, *documents(Path(temporary))], check=True)
        pages = sorted(folder.glob("*.html"))
        broken = Path(temporary) / "broken.html"
        broken.write_text(pages[0].read_text(encoding="utf-8").replace('<th scope="col">', "<th scope=col><p>", 1).replace("</h1>", "</h2>"), encoding="utf-8")
        if checked([broken]):
            sys.exit("the Nu HTML checker accepts what was broken")
        accepted = checked(pages)
        keep = ["--keep"] if len(sys.argv) > 2 else []
        browser = subprocess.run(["node", ROOT / ".ci/archive_pages.cjs", PLACE / "node_modules", folder, *keep], check=False)
        sys.exit(0 if accepted and browser.returncode == 0 else 1)


if __name__ == "__main__":
    main()
