"""What every test may ask for: databases, a browser, and the named cast, all from `tests/support/`."""

pytest_plugins = [
    "tests.support.postgres",
    "tests.support.databases",
    "tests.support.browser",
    "tests.support.cast",
]
