"""Reference solutions, one module a unit. They import nothing of the project."""
