"""Small functions that every notebook gives to its students."""


def pair(size: int | tuple[int, int]) -> tuple[int, int]:
    """(h, w) of a size that may be one int for both axes."""
    return (size, size) if isinstance(size, int) else (int(size[0]), int(size[1]))


def sides(
    pad: int | tuple[int, int] | tuple[tuple[int, int], tuple[int, int]],
) -> tuple[tuple[int, int], tuple[int, int]]:
    """((top, bottom), (left, right)) of a padding given as p, (ph, pw) or side by side."""
    vertical, horizontal = (pad, pad) if isinstance(pad, int) else pad
    return pair(vertical), pair(horizontal)
