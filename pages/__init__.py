"""What the pages look like, one file a page: a view in, components out.

Each has ``title()``, ``layout(view)`` for the first answer, and ``parts(view)``: the properties that the page's
callback writes when a filter changes, with the same keys for every view.
"""
