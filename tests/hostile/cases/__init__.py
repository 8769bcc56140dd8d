"""Every hostile notebook, by kind."""
