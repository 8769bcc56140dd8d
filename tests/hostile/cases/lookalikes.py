"""Answers that look like something of the grader's own: an array, an error, a message, a page."""

from __future__ import annotations

from .answers import gives

NAMES = "\\u202e\\x1b[2J\\u2066=cmd()\\uff1d"

CASES = (
    gives("looks_raised", "a dict that looks like an error", "{'raised': 1}"),
    gives("looks_raised_in_words", "an error with a text of lists", "{'raised': [1], 'text': {}}"),
    gives(
        "looks_like_an_array",
        "a dict that looks like an array whose shape is a number",
        "{'dtype': 'float64', 'shape': 5, 'values': [1.0]}",
    ),
    gives(
        "looks_like_a_gigabyte",
        "an array of one text of 1.2 GB",
        "{'dtype': 'U300000000', 'shape': [1], 'values': ['x']}",
    ),
    gives(
        "looks_like_objects",
        "an array of objects",
        "{'dtype': 'O', 'shape': [2], 'values': [None, None]}",
    ),
    gives(
        "looks_too_large",
        "an array whose shape is a text for people",
        "{'dtype': 'float64', 'shape': '<b>big</b>', 'values': None}",
    ),
    gives("looks_like_a_dict", "a dict that says that it is a dict", "{'dict': [1, 2]}"),
    gives("looks_like_a_list", "a dict that says that it is a list", "{'list': {'list': 3}}"),
    gives(
        "looks_nested",
        "all of them inside one another, in tuples and lists",
        "({'dict': {'raised': {'dtype': 'V8', 'shape': [], 'values': []}}}, [{'list': {}}])",
    ),
    gives(
        "looks_like_a_message",
        "a dict that looks like a message of the catalogue",
        "{'id': 'carried_error', 'args': {'functions': 'all'}}",
    ),
    gives(
        "looks_like_a_record",
        "a dict that looks like a whole record",
        "{'schema': 1, 'student': '../../x', 'score': 1e9, 'exercises': []}",
    ),
    gives(
        "keys_that_drive_terminals",
        "keys with escapes, direction marks and formulas",
        f'{{"{NAMES}": 1, "\\x00": 2, "</pre><script>": 3}}',
    ),
    gives("keys_too_long", "a key of a million characters", "{'k' * 10**6: 1}"),
    gives(
        "keys_too_many",
        "fifty thousand keys",
        "{str(i): i for i in range(50_000)}",
        verdict="failed|timeout",
    ),
    gives("empty_and_endless", "nothing, along an axis of 2**40", "np.zeros((2**40, 0))"),
    gives("empty_and_long", "nothing, along an axis of 2**26", "np.zeros((0, 2**26, 0))"),
    gives("empty_from_the_other_side", "nothing first, then 2**40", "np.zeros((0, 2**40))"),
    gives("empty_by_eight", "nothing in eight long axes", "np.zeros((2**8,) * 7 + (0,))"),
    gives(
        "empty_in_a_dict",
        "a thousand empty arrays with long axes",
        "{str(i): np.zeros((2**26, 0)) for i in range(1000)}",
    ),
    gives("views_of_one_number", "one number, 2**50 times", "np.broadcast_to(1.0, (2**25, 2**25))"),
)
