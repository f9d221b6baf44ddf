"""Typed rows held against the database: what would be added, changed, refused."""
