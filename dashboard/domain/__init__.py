"""What the product is about, as pure functions: no database, no web, no translation."""
