#!/usr/bin/env python3
"""A second opinion on pages of HTML: the words that `statemark import` keeps of a page are those that html5lib and lxml find in its body.

    .ci/pages.py target/release/statemark [PAGES]

Pages are invented, the same in each run, and the real ones of ../shared, where it is there. Then it measures pages of 50 MB: time and memory.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "target/ci/html"

# What nobody reads, by the HTML standard's own style sheet or by our documentation.
UNSEEN = set(
    "head script style template noscript noembed noframes iframe object embed applet video audio canvas svg map rp title meta link base "
    "nav button select option optgroup textarea datalist input meter progress output dialog form".split()
)
BLOCKS = set(
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup "
    "hr html legend li listing main menu ol p plaintext pre search section summary table tbody td tfoot th thead tr ul xmp".split()
)


def judges():
    """The parsers of other people, in a virtual environment of their own."""
    python = PLACE / "bin/python3"
    if not python.exists():
        venv.create(PLACE, with_pip=True)
        subprocess.run([PLACE / "bin/pip", "install", "--quiet", "html5lib==1.1", "lxml==6.0.2"], check=True)
    return python


def name(node):
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else None


def words(node):
    """The words below a node, by a walk of our own over the tree of another parser."""
    pieces = []

    def walk(node):
        tag = name(node)
        if tag is not None and tag not in UNSEEN and "hidden" not in node.attrib:
            edge = " " if tag in BLOCKS else ""
            pieces.append(edge + (node.text or ""))
            for child in node:
                walk(child)
            pieces.append(edge)
        pieces.append(node.tail or "")

    walk(node)
    kept = "".join(pieces).replace("\u2028", " ").replace("\u2029", " ")
    return "".join(c for c in kept if c in "\t\n\r\f" or not (ord(c) < 32 or 127 <= ord(c) < 160)).split()


WORDS = "rain light Aldmere Brisca agreed café &amp; &lt;sign&gt; &eacute;t&eacute; 共同 12. &nbsp; “yes” &copy; 2025 it’s".split()
INLINE = ["b", "i", "em", "strong", "span", "a href='/x'", "u", "small", "font color=red", "code"]


def sentence(draw):
    parts = []
    for _ in range(draw.randint(1, 12)):
        word = draw.choice(WORDS)
        if draw.random() < 0.2:
            tag = draw.choice(INLINE)
            word = f"<{tag}>{word}</{tag.split()[0]}>"
        if draw.random() < 0.05:
            word += draw.choice(["<br>", "<!-- no -->", "<script>var no = '<p>no</p>';</script>", "<style>.no{}</style>", "<wbr>"])
        parts.append(word)
    return draw.choice([" ", "\n", " \t "]).join(parts)


def block(draw, depth=0):
    kind = draw.randint(0, 7 if depth < 3 else 3)
    inside = lambda: "".join(block(draw, depth + 1) for _ in range(draw.randint(1, 3)))
    if kind <= 2:
        return f"<p>{sentence(draw)}" + draw.choice(["</p>", "\n"])
    if kind == 3:
        level = draw.randint(1, 6)
        return f"<h{level}>{sentence(draw)}</h{level}>"
    if kind == 4:
        items = "".join(f"<li>{draw.choice([sentence(draw), inside()])}" for _ in range(draw.randint(1, 4)))
        tag = draw.choice(["ul", "ol"])
        return f"<{tag}>{items}</{tag}>"
    if kind == 5:
        rows = "".join("<tr>" + "".join(f"<td>{sentence(draw)}" for _ in range(3)) for _ in range(draw.randint(1, 3)))
        return f"<table><caption>{sentence(draw)}</caption>{rows}</table>"
    if kind == 6:
        return f"<pre>{sentence(draw)}\n\n{sentence(draw)}</pre>"
    tag = draw.choice(["div", "section", "blockquote", "article"])
    return f"<{tag}>{inside()}</{tag}>"


def page(number):
    draw = random.Random(number)
    return f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>no</title></head><body><p>Rain</p>{''.join(block(draw) for _ in range(draw.randint(1, 8)))}</body></html>"


def compare(binary, count):
    """Compares, as a program of the virtual environment."""
    import html5lib
    import lxml.html

    real = sorted((ROOT / "../shared/corpora").rglob("*.html"))
    pages = [(f"page {number}", page(number)) for number in range(count)] + [(path.name, path.read_text("utf-8", "strict")) for path in real]
    kept = 0
    with tempfile.TemporaryDirectory() as folder:
        # One run reads all: each page begins with a paragraph, since headings alone make no statement.
        for number, (_, text) in enumerate(pages):
            Path(folder, f"{number:05}.html").write_text(text, "utf-8")
        run = subprocess.run([binary, "import", folder, "--date", "2025", "--element", "body", "--to", "ndjson"], capture_output=True, text=True)
        ours = {line["id"]: line["sources"][0]["text"].split() for line in map(json.loads, run.stdout.splitlines())}
    for number, (which, text) in enumerate(pages):
        found = ours.get(f"{number:05}", [])
        for judge, body in [
            ("html5lib", lambda: html5lib.parse(text, namespaceHTMLElements=False).find("body")),
            ("lxml", lambda: lxml.html.document_fromstring(text.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8")).find("body")),
        ]:
            # lxml reads as libxml2 does, and not as the standard says: its opinion counts on pages that are plain.
            if judge == "lxml" and number >= count:
                continue
            theirs = words(body())
            if theirs != found:
                at = next((at for at, pair in enumerate(zip(theirs, found)) if pair[0] != pair[1]), min(len(theirs), len(found)))
                sys.exit(f"{which}: {judge} reads {theirs[at - 3 : at + 5]}, we {found[at - 3 : at + 5]}")
        kept += len(found)
    print(f"{len(pages)} pages ({len(real)} of them real), {kept} words: the same by html5lib, and by lxml where pages are invented")


def measure(binary):
    """Pages of 50 MB, and those that would cost more than their length."""
    size = 50_000_000
    sentence = "<p class=a>The <b>Council</b> welcomes the rain of the <a href='/x'>year</a> and the light on the rock, which shines far over the sea.</p>\n"
    boilerplate = "<script>" + "var a = 1; " * 20 + "</script><div class='x y'><span hidden>no</span></div>\n"
    kinds = {
        "prose in paragraphs, 1.5 MB, and scripts": ("<main>" + sentence * 10_000 + "</main>" + boilerplate * (size // len(boilerplate)), 0),
        "one picture in an attribute": ("<main><p>Rain.<img src='data:image/png;base64," + "QUJD" * (size // 4) + "'></main>", 0),
        "one comment": ("<p>Rain.<!-- " + "a b=c " * (size // 6) + "-->", 0),
        "paragraphs without end": ("<p>" * (size // 3), 1),
        "1,000,000 nested <div>": ("<div>" * 1_000_000, 1),
        "attributes without end": ("<p" + "".join(f" a{number}" for number in range(6_000_000)), 1),
        "names without end": ("".join(f"<a{number}>" for number in range(5_000_000)), 1),
        "names that close without end": ("".join(f"<a{number}></a{number}>" for number in range(2_500_000)), 1),
        "fonts without end": ("".join(f"<p><font size={number}>x</p>" for number in range(1_700_000)), 1),
        "tables without end": ("<table><tr><td>" * (size // 15), 1),
        "cells without end": ("<main><table>" + "<tr><td>x<td>y" * (size // 30), 0),
        "links in links": ("<a href=x>x" * (size // 11), 1),
    }
    for kind, (text, code) in kinds.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "page.html")
            path.write_text(text)
            started = time.monotonic()
            run = subprocess.Popen([binary, "import", path, "--date", "2025", "-o", Path(folder, "out.json")], stderr=subprocess.PIPE, text=True)
            _, status, used = wait4(run)
            told = run.stderr.read().splitlines()
            took = time.monotonic() - started
            first = told[0].replace(str(path), "page.html") if told else ""
            print(f"{kind}: {len(text) / 1e6:.0f} MB, {took:.1f} s, {used.ru_maxrss / 1024:.0f} MiB, exit code {status} {first}")
            if status > 1:
                sys.exit("it must be read or refused")
            if used.ru_maxrss > 1024 * 1024:
                sys.exit("more than 1 GiB")


def wait4(run):
    import os

    pid, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    return pid, run.returncode, used


def main():
    binary = str(Path(sys.argv[1]).resolve())
    if len(sys.argv) > 3 and sys.argv[3] == "--compare":
        return compare(binary, int(sys.argv[2]))
    count = sys.argv[2] if len(sys.argv) > 2 else "500"
    subprocess.run([judges(), __file__, binary, count, "--compare"], check=True)
    measure(binary)


if __name__ == "__main__":
    main()
