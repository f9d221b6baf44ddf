"""Who may do what: the sign-in, and everything that stands before a page."""
