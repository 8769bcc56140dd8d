"""Small functions that notebooks give to their students.

Their docstrings are in the message catalogues: the notebook shows them in its language.
"""


def pair(size: int | tuple[int, int]) -> tuple[int, int]:
    return (size, size) if isinstance(size, int) else (int(size[0]), int(size[1]))


def sides(
    pad: int | tuple[int, int] | tuple[tuple[int, int], tuple[int, int]],
) -> tuple[tuple[int, int], tuple[int, int]]:
    vertical, horizontal = (pad, pad) if isinstance(pad, int) else pad
    return pair(vertical), pair(horizontal)
