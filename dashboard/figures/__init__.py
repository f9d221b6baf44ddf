"""Figures as plain dicts for Plotly, one file a page; colours are names of CSS variables, resolved in the browser.

A figure is a function of counts and keyword-only words; it holds no finding of its own and reads no database.
Plain dicts, because building ``graph_objects`` is what a user would wait for.
"""
