"""Nothing to show."""
