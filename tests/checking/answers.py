"""What students wrote for `pad2d`: right in many styles, wrong in known and unknown ways."""

from __future__ import annotations

HEAD = "import numpy as np\n\n\ndef pad2d(x, pad, value=0.0):\n"
SIDES = "    (top, bottom), (left, right) = sides(pad)\n    n, c, h, w = x.shape\n"


def pad2d(body: str) -> str:
    """A cell that defines pad2d; the sides and sizes are there already."""
    return HEAD + SIDES + "".join(f"    {line}\n" for line in body.splitlines())


RIGHT = {
    "loops": pad2d(
        "y = np.empty((n, c, top + h + bottom, left + w + right))\n"
        "for image in range(n):\n"
        "    for channel in range(c):\n"
        "        for i in range(y.shape[2]):\n"
        "            for j in range(y.shape[3]):\n"
        "                a, b = i - top, j - left\n"
        "                inside = 0 <= a < h and 0 <= b < w\n"
        "                y[image, channel, i, j] = x[image, channel, a, b] if inside else value\n"
        "return y"
    ),
    "lists": pad2d(
        "def row(cells):\n"
        "    return [value] * left + list(cells) + [value] * right\n"
        "blank = [value] * (left + w + right)\n"
        "return np.array([[[blank] * top + [row(r) for r in m] + [blank] * bottom for m in image]"
        " for image in x], dtype=float).reshape(n, c, top + h + bottom, left + w + right)"
    ),
    "np.pad": pad2d(
        "sides_of_all = ((0, 0), (0, 0), (top, bottom), (left, right))\n"
        "return np.pad(x.astype(float), sides_of_all, constant_values=value)"
    ),
    "einsum": pad2d(
        "rows, columns = np.eye(top + h + bottom)[:, top:top + h], "
        "np.eye(left + w + right)[:, left:left + w]\n"
        "y = np.einsum('ah,nchw,bw->ncab', rows, x, columns)\n"
        "outside = np.einsum('ah,h,bw,w->ab', rows, np.ones(h), columns, np.ones(w)) == 0\n"
        "y[:, :, outside] = value\n"
        "return y"
    ),
    "stride tricks": pad2d(
        "y = np.full((n, c, top + h + bottom, left + w + right), value, dtype=float)\n"
        "place = np.lib.stride_tricks.as_strided(\n"
        "    y[:, :, top:, left:], shape=x.shape, strides=y.strides)\n"
        "np.copyto(place, x)\n"
        "return y"
    ),
    "concatenate": pad2d(
        "def block(height, width):\n"
        "    return np.full((n, c, height, width), float(value))\n"
        "x = np.concatenate([block(h, left), x, block(h, right)], axis=3)\n"
        "wide = left + w + right\n"
        "return np.concatenate([block(top, wide), x, block(bottom, wide)], axis=2)"
    ),
    "float32": pad2d(
        "y = np.full((n, c, top + h + bottom, left + w + right), value, dtype=np.float32)\n"
        "y[:, :, top:top + h, left:left + w] = x\n"
        "return y"
    ),
    "a class behind it": "class Frame:\n"
    "    def __init__(self, value):\n        self.value = value\n\n"
    "    def around(self, x, sides):\n"
    "        return np.pad(x.astype(float), ((0, 0), (0, 0), *sides), "
    "constant_values=self.value)\n\n\n"
    + pad2d("return Frame(value).around(x, ((top, bottom), (left, right)))"),
    "a lambda": "pad2d = lambda x, pad, value=0.0: np.pad(\n"
    "    x.astype(float), ((0, 0), (0, 0), *sides(pad)), constant_values=value)",
    "a decorator": "from functools import wraps\n\n\ndef logged(f):\n    @wraps(f)\n"
    "    def wrapper(*a, **k):\n        print('called', len(a))\n        return f(*a, **k)\n"
    "    return wrapper\n\n\n"
    + pad2d("return np.pad(x * 1.0, ((0, 0), (0, 0), *sides(pad)), constant_values=value)").replace(
        "def pad2d", "@logged\ndef pad2d"
    ),
}

# known mistakes, written by somebody who has never seen mistakes.py
KNOWN = {
    "value_ignored": pad2d(
        "y = np.zeros((n, c, top + h + bottom, left + w + right))\n"
        "for i in range(h):\n"
        "    y[:, :, top + i, left:left + w] = x[:, :, i]\n"
        "return y"
    ),
    "axes_swapped": pad2d(
        "top, bottom, left, right = left, right, top, bottom\n"
        "return np.pad(x * 1.0, ((0, 0), (0, 0), (top, bottom), (left, right)), "
        "constant_values=value)"
    ),
    "before_and_after_swapped": pad2d(
        "y = np.full((n, c, top + h + bottom, left + w + right), float(value))\n"
        "y[:, :, bottom:bottom + h, right:right + w] = x\n"
        "return y"
    ),
    "channels_padded_too": pad2d(
        "each = ((0, 0), (top, bottom), (top, bottom), (left, right))\n"
        "return np.pad(x * 1.0, each, constant_values=value)"
    ),
    "one_side_only": pad2d(
        "y = np.full((n, c, top + h, left + w), float(value))\ny[:, :, top:, left:] = x\nreturn y"
    ),
    "value_truncated_to_the_dtype": pad2d(
        "border = np.full((n, c, top + h + bottom, left + w + right), float(value))\n"
        "border[:, :, top:, left:][:, :, :h, :w] = x\n"
        "return border.astype(x.dtype)"
    ),
    "np_pad_keeps_the_dtype": pad2d(
        "each = ((0, 0), (0, 0), (top, bottom), (left, right))\n"
        "return np.pad(x, each, constant_values=value)"
    ),
    "negative_slice_breaks_at_zero": pad2d(
        "framed = np.full((n, c, top + h + bottom, left + w + right), float(value))\n"
        "framed[:, :, top:-bottom, left:-right] = x\n"
        "return framed"
    ),
}

# two mistakes in one answer, and ways that nobody has collected: no name is right
UNKNOWN = {
    "axes swapped and value ignored": pad2d(
        "return np.pad(x * 1.0, ((0, 0), (0, 0), (left, right), (top, bottom)))"
    ),
    "swapped and one side only": pad2d(
        "y = np.full((n, c, left + h, top + w), float(value))\ny[:, :, left:, top:] = x\nreturn y"
    ),
    "batch padded too": pad2d(
        "return np.pad(x * 1.0, ((1, 0), (0, 0), (top, bottom), (left, right)), "
        "constant_values=value)"
    ),
    "always nan": pad2d("return np.full((n, c, top + h + bottom, left + w + right), np.nan)"),
    "the negative": pad2d(
        "return -np.pad(x * 1.0, ((0, 0), (0, 0), (top, bottom), (left, right)), "
        "constant_values=value)"
    ),
}
