"""A peer of reading Markdown: markdown-it-py, which stops at tokens.

python3 markdown_tokens.py FILE.md
"""

import sys

from markdown_it import MarkdownIt

with open(sys.argv[1], encoding="utf-8") as file:
    print(len(MarkdownIt("commonmark").parse(file.read())))
