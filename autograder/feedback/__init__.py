"""Results -> a page for the student, in their language."""
