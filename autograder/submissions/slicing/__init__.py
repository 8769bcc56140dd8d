"""What of a notebook a function needs: its program slice (the idea is Weiser's, 1981).

From the names that a function reads, statement by statement, to what binds or changes them.
Names are looked up as they were when the function's cell had run, in the notebook's order.
"""
