"""How pages are drawn, from a view to components: one file a page, pure; joined with its data in ``dashboard.app``."""
