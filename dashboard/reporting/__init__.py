"""From the people of a programme to a report that may leave the house: for the pages, and for the command line.

``request`` is what somebody asks for, ``people`` reads whom it is about, ``tables`` gives their divisions names and has
them protected, ``draft`` holds each against what left the house before, ``compose`` makes of it what the writers of
``dashboard.exports`` take. Nothing leaves here but safe tables.
"""
