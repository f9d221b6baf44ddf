"""The named cast of the tests. Databases and browser come from `tests/support/`."""

pytest_plugins = ["tests.support.postgres", "tests.support.databases", "tests.support.browser"]
