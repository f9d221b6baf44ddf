"""The command line, one file a command.

A command module has ``NAME``, ``HELP``, ``configure(parser)`` and ``execute(arguments, settings) -> exit code``, and is
listed in ``dashboard.__main__``. Add a test of its happy path, its bad input and its exit code.
"""
