"""What is taught, and how it becomes notebooks."""
