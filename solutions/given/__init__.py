"""Functions of earlier units that a notebook gives to its students, one module a unit.

Their docstrings are in the message catalogues: the notebook shows them in its language.
"""
