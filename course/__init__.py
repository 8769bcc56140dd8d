"""The course of convalida: what is taught, and how it becomes notebooks."""
