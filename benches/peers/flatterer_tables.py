"""All tables of a file of lines, as CSV files in a folder, by flatterer: python flatterer_tables.py FILE FOLDER"""

import sys

import flatterer

file, folder = sys.argv[1:]
flatterer.flatten(file, folder, ndjson=True, force=True)
