"""Files that may leave the house: PowerPoint, Excel, PDF, pictures, CSV.

``report`` says what a report holds; ``export`` makes files of it. Nothing here reads the database or the clock, and
nothing takes numbers from anywhere but the tables of disclosure control (``SafeTable``), or from an ``InternalTable``
for files that carry the mark "internal" throughout.

One value goes all the way: ``reading.chart_data`` reads a chart off its table once, and our drawings, the native
charts, the workbooks behind them and the words for those who hear a chart are all made of that.

A further format is a module with ``(report, step) -> bytes``, a member of ``export.Format`` and an entry in its table
of writers; ``tests/exports/test_canary.py`` and ``test_same_numbers.py`` then ask for it by themselves.
"""
