"""What pages show and do: one module a page, with ``load`` (filters and scope in, view out).

To add a page: a view in ``dashboard.views``, a ``load`` here, a ``layout`` of the same name in ``pages``, a line in
``dashboard.site.PAGES``, and tests of ``load`` for every role.
"""
