"""Bytes to grids of text cells.

``uploads`` reads files and says by their content what they are; ``text`` and ``delimited`` read CSV, ``workbook`` reads
XLSX in a process of its own that ``sandbox`` starts; ``grid`` holds the rules that every cell must keep.
"""
