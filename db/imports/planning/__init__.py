"""Typed rows held against the database: what would be added, what would change, what is refused.

``world`` is what the database holds, ``directory`` finds or makes the things that codes name, and one file a subject
plans the rest: ``people``, ``modules``, ``sessions`` and ``marks``, ``progress``, ``follow_ups``. The result is a
``plan``. Nothing here writes.
"""
