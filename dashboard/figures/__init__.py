"""Figures as plain dicts for Plotly, one file a page; colours are names of CSS variables, resolved in the browser.

A figure is a function of counts and keyword-only words; it holds no finding of its own and reads no database.
Plain dicts, because building ``graph_objects`` is what a user would wait for.

To let the marks of a chart lead to the people or sessions behind them:

1. ``load`` makes the addresses with ``callbacks.links.Links``, which gives an empty text where the one who asks may
   not follow;
2. the figure takes one address a mark, and puts them in with ``**leading(links)`` in the trace; the labels of rows
   get theirs with ``**leading_rows(links)`` in the layout (a ``GridCell`` and a ``Grid`` take them as they are);
3. the chart's ``Table`` gets the same ones as ``links``, one a row, with ``link_column`` where it is not the first:
   that is the way of the keyboard, and of those who hear the page;
4. a test of ``load`` holds the addresses for a coordinator, and that a reporter has none to a person or a session.

Nothing more: ``assets/45-follow.js`` listens to every graph.
"""
