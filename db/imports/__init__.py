"""Bringing in the files that an office keeps, all or nothing.

The steps, each usable by the command line and by a page alike:

1. ``reading``: bytes and a name become grids of text cells. What kind of file it is comes from its content.
2. ``parsing``: a grid is recognised by its headings and becomes typed rows.
3. ``planning``: the rows of all files together are held against the database, in a reading transaction. The result is
   a :class:`~db.imports.planning.plan.Plan`: what would be added and changed, and every problem of every file.
4. ``db.commands.imports.keep`` writes a plan without problems, in one transaction.

``prepare`` does the first three. A problem is a :class:`~db.imports.problems.Problem` that says where it is; whatever
the bytes, nothing here raises anything else because of them. All that is ever said stands in ``messages``: to add a
check, add its message there, raise or report it where the value is read, and add its row to the tests.
"""
