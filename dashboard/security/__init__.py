"""Who may do what, before any page or callback runs.

A request meets these, in this order (``dashboard.server`` joins them):

1. ``guard``: everything is denied but a short list of endpoints; the sign-in is checked in the database.
2. ``csrf``: a request that changes something comes from a page of ours.
3. ``callback_body``: a callback's body fits the callback that it names.

On the way out, ``headers`` sets what the browser may do with the answer, and ``errors`` says what went wrong without
saying anything about the inside. What someone may *read* is decided once more in the query layer, by the Scope that
``current`` makes of the sign-in. A new endpoint is denied until it stands in ``guard.PUBLIC``; its test belongs into
``tests/security/test_guard.py``.
"""
