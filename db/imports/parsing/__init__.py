"""Grids to typed rows: what a sheet is, and what its cells say."""
