"""What the tests stand on: real databases and a real browser, as pytest plugins named by `tests/conftest.py`.

A fixture goes here when it provides something from outside of the project; the people and programmes that
tests talk about belong to `tests/conftest.py`. The modules are tested in `tests/test_support_*.py`.
"""
