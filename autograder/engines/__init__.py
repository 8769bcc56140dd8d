"""Who does the grading: this machine's processes."""
