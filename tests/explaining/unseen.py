"""Wrong answers in the style of students, and what each should be called."""

from __future__ import annotations

import linecache
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

from autograder.checking.answer_key import AnswerKey
from autograder.checking.student import SETUP


@dataclass(frozen=True)
class Unseen:
    """`expected`: the id of a known mistake or of a general message, or "" for neither."""

    function: str
    what: str
    source: str
    names: tuple[str, ...] = ()
    expected: str = ""


def made(answer: Unseen, key: AnswerKey) -> Any:
    """The function that a notebook with this cell defines."""
    names: dict[str, Any] = {}
    exec(compile(key.unit.setup, SETUP, "exec"), names)
    names |= {n: f for n, f in key.solutions.functions.items() if n != answer.function}
    file = f"<{answer.function}: {answer.what}>"
    linecache.cache[file] = (len(answer.source), None, answer.source.splitlines(True), file)
    exec(compile(answer.source, file, "exec"), names)
    return names[answer.function]


def answer(function: str, what: str, source: str, *names: str, expected: str = "") -> Unseen:
    return Unseen(function, what, dedent(source).lstrip("\n"), names, expected)


UNSEEN = [
    # --- tools ---
    answer("conv_output_size", "rounds to the nearest", """
        def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
            out = []
            for n, k, s, p, d in zip(*map(pair, (size, kernel, stride, padding, dilation))):
                if n + 2 * p < d * (k - 1) + 1:
                    raise ValueError("too small")
                out.append(round((n + 2 * p - d * (k - 1) - 1) / s) + 1)
            return tuple(out)
        """, expected="wrong_when_remainder"),
    answer("conv_output_size", "a list, height only", """
        def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
            n, k, s, p, d = [pair(v)[0] for v in (size, kernel, stride, padding, dilation)]
            if n + 2 * p < d * (k - 1) + 1:
                raise ValueError("too small")
            o = (n + 2 * p - d * (k - 1) - 1) // s + 1
            return (o, o)
        """, expected=""),
    answer("conv_output_size", "rounded up, with ceil", """
        import math
        def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
            res = []
            for n, k, s, p, d in zip(*map(pair, (size, kernel, stride, padding, dilation))):
                room = n + 2*p - d*(k-1) - 1
                if room < 0:
                    raise ValueError
                res.append(math.ceil(room / s) + 1)
            return res[0], res[1]
        """, "rounded_up"),
    answer("numerical_gradient", "forward difference", """
        def numerical_gradient(f, x, dy, h=1e-5):
            x = np.array(x, dtype=float)
            base = np.array(f(x))
            grad = np.zeros_like(x)
            it = np.nditer(x, flags=["multi_index"])
            while not it.finished:
                i = it.multi_index
                old = x[i]
                x[i] = old + h
                grad[i] = np.sum((np.array(f(x)) - base) * dy) / h
                x[i] = old
                it.iternext()
            return grad
        """, "forward_difference"),
    answer("numerical_gradient", "twice too large", """
        def numerical_gradient(f, x, dy, h=1e-5):
            x = x.astype(float).copy()
            g = np.zeros(x.shape)
            for i in np.ndindex(*x.shape):
                v = x[i]
                x[i] = v + h; a = np.array(f(x))
                x[i] = v - h; b = np.array(f(x))
                x[i] = v
                g[i] = ((a - b) * dy).sum() / h
            return g
        """, "divided_by_one_step"),
    answer("numerical_gradient", "forgotten return", """
        def numerical_gradient(f, x, dy, h=1e-5):
            x = x.astype(float).copy()
            g = np.zeros(x.shape)
            for i in np.ndindex(*x.shape):
                v = x[i]
                x[i] = v + h; a = np.array(f(x))
                x[i] = v - h; b = np.array(f(x))
                x[i] = v
                g[i] = ((a - b) * dy).sum() / (2 * h)
        """, expected="returned_none"),
    answer("gradients_agree", "forgotten return", """
        def gradients_agree(analytic, numeric, rtol=1e-5, atol=1e-8):
            if analytic.shape != numeric.shape:
                return False
            np.allclose(analytic, numeric, rtol, atol)
        """, expected=""),
    answer("gradients_agree", "no return at all", """
        def gradients_agree(analytic, numeric, rtol=1e-5, atol=1e-8):
            ok = analytic.shape == numeric.shape and np.allclose(analytic, numeric, rtol, atol)
        """, expected="returned_none"),
    # --- padding ---
    answer("pad2d", "minus padding at zero", """
        def pad2d(x, pad, value=0.0):
            (t, b), (l, r) = sides(pad)
            n, c, h, w = x.shape
            out = np.full((n, c, h + t + b, w + l + r), float(value))
            out[:, :, t:-b, l:-r] = x
            return out
        """, "negative_slice_breaks_at_zero"),
    answer("pad2d", "reflects", """
        def pad2d(x, pad, value=0.0):
            (t, b), (l, r) = sides(pad)
            return np.pad(x.astype(float), ((0, 0), (0, 0), (t, b), (l, r)), mode="edge")
        """, expected=""),
    answer("pad2d", "negative of it", """
        def pad2d(x, pad, value=0.0):
            (t, b), (l, r) = sides(pad)
            y = np.full((*x.shape[:2], x.shape[2] + t + b, x.shape[3] + l + r), float(value))
            y[:, :, t:t + x.shape[2], l:l + x.shape[3]] = x
            return -y
        """, expected="opposite_sign"),
    answer("pad2d", "ignores the bottom right, and the value", """
        def pad2d(x, pad, value=0.0):
            (t, b), (l, r) = sides(pad)
            n, c, h, w = x.shape
            y = np.zeros((n, c, h + t, w + l))
            y[:, :, t:, l:] = x
            return y
        """, "one_side_only", "value_ignored"),
    answer("pad2d", "only the first image of the batch", """
        def pad2d(x, pad, value=0.0):
            (t, b), (l, r) = sides(pad)
            n, c, h, w = x.shape
            y = np.full((n, c, h + t + b, w + l + r), float(value))
            for k in range(c):
                y[0, k, t:t + h, l:l + w] = x[0, k]
            return y
        """, expected="wrong_when_several_samples"),
    answer("pad2d_backward", "minus padding at zero", """
        def pad2d_backward(dy, pad):
            (t, b), (l, r) = sides(pad)
            return dy[:, :, t:-b, l:-r]
        """, "negative_slice_breaks_at_zero"),
    answer("pad2d_backward", "crops by axis, top and left for both", """
        def pad2d_backward(dy, pad):
            (t, b), (l, r) = sides(pad)
            n, c, h, w = dy.shape
            return dy[:, :, t:h - t, l:w - l].copy()
        """, "cropped_by_the_first_side"),
    answer("same_padding", "extra pixel before", """
        def same_padding(size, kernel, stride=1, dilation=1):
            res = []
            for n, k, s, d in zip(*map(pair, (size, kernel, stride, dilation))):
                o = -(-n // s)
                total = max((o - 1) * s + d * (k - 1) + 1 - n, 0)
                res.append((total - total // 2, total // 2))
            return tuple(res)
        """, "extra_pixel_before"),
    # --- convolution ---
    answer("conv_step", "kernel not multiplied by all channels, mean", """
        def conv_step(window, w, b):
            if window.shape != w.shape:
                raise ValueError("shapes")
            return float(np.mean(window * w) + b)
        """, "mean_for_sum"),
    answer("conv_step", "minus the bias", """
        def conv_step(window, w, b):
            if window.shape != w.shape:
                raise ValueError("shapes")
            return float((window * w).sum() - b)
        """, expected=""),
    answer("conv2d_loops", "start not times the stride, written out", """
        def conv2d_loops(x, w, b=None, stride=1, padding=0):
            sh, sw = pair(stride)
            xp = pad2d(x, padding)
            n, c, H, W = xp.shape
            f, c2, kh, kw = w.shape
            if c != c2:
                raise ValueError("channels")
            if kh > H or kw > W:
                raise ValueError("kernel too big")
            oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1
            out = np.zeros((n, f, oh, ow))
            for i in range(n):
                for k in range(f):
                    for a in range(oh):
                        for e in range(ow):
                            out[i, k, a, e] = (xp[i, :, a:a + kh, e:e + kw] * w[k]).sum()
                            if b is not None:
                                out[i, k, a, e] += b[k]
            return out
        """, "window_start_not_times_the_stride"),
    answer("conv2d_loops", "flipped kernel and bias forgotten", """
        def conv2d_loops(x, w, b=None, stride=1, padding=0):
            sh, sw = pair(stride)
            xp = pad2d(x, padding)
            n, c, H, W = xp.shape
            f, c2, kh, kw = w.shape
            if c != c2:
                raise ValueError("channels")
            if kh > H or kw > W:
                raise ValueError("kernel too big")
            w = w[:, :, ::-1, ::-1]
            oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1
            out = np.zeros((n, f, oh, ow))
            for a in range(oh):
                for e in range(ow):
                    out[:, :, a, e] = np.tensordot(
                        xp[:, :, a*sh:a*sh + kh, e*sw:e*sw + kw], w, ([1, 2, 3], [1, 2, 3]))
            return out
        """, "kernel_flipped", "bias_forgotten"),
    answer("conv2d_loops", "first image only", """
        def conv2d_loops(x, w, b=None, stride=1, padding=0):
            sh, sw = pair(stride)
            xp = pad2d(x, padding)
            n, c, H, W = xp.shape
            f, c2, kh, kw = w.shape
            if c != c2 or kh > H or kw > W:
                raise ValueError("no")
            oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1
            out = np.zeros((n, f, oh, ow))
            for k in range(f):
                for a in range(oh):
                    for e in range(ow):
                        s = (xp[0, :, a*sh:a*sh + kh, e*sw:e*sw + kw] * w[k]).sum()
                        out[0, k, a, e] = s + (0 if b is None else b[k])
            return out
        """, expected="only_the_first_sample"),
    answer("conv2d_loops", "last column never computed", """
        def conv2d_loops(x, w, b=None, stride=1, padding=0):
            sh, sw = pair(stride)
            xp = pad2d(x, padding)
            n, c, H, W = xp.shape
            f, c2, kh, kw = w.shape
            if c != c2 or kh > H or kw > W:
                raise ValueError("no")
            oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1
            out = np.zeros((n, f, oh, ow))
            for a in range(oh):
                for e in range(ow - 1):
                    win = xp[:, None, :, a*sh:a*sh + kh, e*sw:e*sw + kw]
                    out[:, :, a, e] = (win * w).sum((2, 3, 4)) + (0 if b is None else b)
            return out
        """, expected="cells_left_at_zero"),
    answer("conv2d_loops", "kw read as the channels", """
        def conv2d_loops(x, w, b=None, stride=1, padding=0):
            sh, sw = pair(stride)
            xp = pad2d(x, padding)
            n, c, H, W = xp.shape
            f, kh, kw, c2 = w.shape
            oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1
            out = np.zeros((n, f, oh, ow))
            for a in range(oh):
                for e in range(ow):
                    win = xp[:, None, :, a*sh:a*sh + kh, e*sw:e*sw + kw]
                    out[:, :, a, e] = (win * w).sum((2, 3, 4)) + (0 if b is None else b)
            return out
        """, expected=""),
    answer("conv2d_loops", "a shape test that forgets the padding", """
        def conv2d_loops(x, w, b=None, stride=1, padding=0):
            if w.shape[2] > x.shape[2] or w.shape[3] > x.shape[3]:
                raise ValueError("the kernel is larger than the image")
            if w.shape[1] != x.shape[1]:
                raise ValueError("channels")
            sh, sw = pair(stride)
            xp = pad2d(x, padding)
            kh, kw = w.shape[2:]
            oh, ow = (xp.shape[2] - kh) // sh + 1, (xp.shape[3] - kw) // sw + 1
            out = np.zeros((len(x), len(w), oh, ow))
            for a in range(oh):
                for e in range(ow):
                    win = xp[:, None, :, a*sh:a*sh + kh, e*sw:e*sw + kw]
                    out[:, :, a, e] = (win * w).sum((2, 3, 4)) + (0 if b is None else b)
            return out
        """, expected="refuses_what_is_right"),
    answer("bias_add", "on the last axis", """
        def bias_add(x, b):
            if len(b) != x.shape[1]:
                raise ValueError("bias")
            return x + b
        """, "along_the_width"),
    answer("bias_add", "in place", """
        def bias_add(x, b):
            if b.shape != (x.shape[1],):
                raise ValueError("bias")
            for c in range(x.shape[1]):
                x[:, c] += b[c]
            return x
        """, "image_changed"),
    answer("bias_add", "subtracts", """
        def bias_add(x, b):
            if b.shape != (x.shape[1],):
                raise ValueError("bias")
            return x - b[:, None, None]
        """, expected=""),
    answer("bias_backward", "mean over the batch", """
        def bias_backward(dy):
            return dy.sum(axis=(2, 3)).mean(axis=0)
        """, "divided_by_the_batch"),
    answer("bias_backward", "per image", """
        def bias_backward(dy):
            db = []
            for image in dy:
                db.append([channel.sum() for channel in image])
            return np.array(db)
        """, "one_row_per_image"),
    answer("bias_backward", "half", """
        def bias_backward(dy):
            return dy.sum(axis=(0, 2, 3)) / 2
        """, expected="off_by_a_factor"),
    answer("bias_backward", "over the number of pixels", """
        def bias_backward(dy):
            return dy.mean(axis=(2, 3)).sum(axis=0)
        """, expected="off_by_a_factor"),
    answer("im2col", "ravel of rows and columns the other way", """
        def im2col(x, kernel, stride=1, padding=0, dilation=1):
            (kh, kw), (sh, sw), (dh, dw) = pair(kernel), pair(stride), pair(dilation)
            oh, ow = conv_output_size(x.shape[2:], kernel, stride, padding, dilation)
            xp = pad2d(x, padding)
            cols = []
            for j in range(ow):
                for i in range(oh):
                    win = xp[:, :, i*sh:i*sh + dh*(kh-1) + 1:dh, j*sw:j*sw + dw*(kw-1) + 1:dw]
                    cols.append(win.reshape(len(x), -1))
            return np.stack(cols, axis=2)
        """, "positions_column_by_column"),
    answer("im2col", "rows for columns", """
        def im2col(x, kernel, stride=1, padding=0, dilation=1):
            (kh, kw), (sh, sw), (dh, dw) = pair(kernel), pair(stride), pair(dilation)
            oh, ow = conv_output_size(x.shape[2:], kernel, stride, padding, dilation)
            xp = pad2d(x, padding)
            rows = []
            for i in range(oh):
                for j in range(ow):
                    win = xp[:, :, i*sh:i*sh + dh*(kh-1) + 1:dh, j*sw:j*sw + dw*(kw-1) + 1:dw]
                    rows.append(win.reshape(len(x), -1))
            return np.stack(rows, axis=1)
        """, "windows_as_rows"),
    answer("im2col", "four axes", """
        def im2col(x, kernel, stride=1, padding=0, dilation=1):
            (kh, kw), (sh, sw), (dh, dw) = pair(kernel), pair(stride), pair(dilation)
            oh, ow = conv_output_size(x.shape[2:], kernel, stride, padding, dilation)
            xp = pad2d(x, padding)
            cols = np.zeros((len(x), x.shape[1] * kh * kw, oh, ow))
            for i in range(oh):
                for j in range(ow):
                    win = xp[:, :, i*sh:i*sh + dh*(kh-1) + 1:dh, j*sw:j*sw + dw*(kw-1) + 1:dw]
                    cols[:, :, i, j] = win.reshape(len(x), -1)
            return cols
        """, expected="right_values_in_another_shape"),
    answer("conv2d_im2col", "left in columns", """
        def conv2d_im2col(x, w, b=None, stride=1, padding=0, dilation=1):
            if x.shape[1] != w.shape[1]:
                raise ValueError("channels")
            cols = im2col(x, w.shape[2:], stride, padding, dilation)
            y = w.reshape(len(w), -1) @ cols
            return y if b is None else y + b.reshape(-1, 1)
        """, "answer_left_in_columns"),
    answer("conv2d_im2col", "bias squared away", """
        def conv2d_im2col(x, w, b=None, stride=1, padding=0, dilation=1):
            if x.shape[1] != w.shape[1]:
                raise ValueError("channels")
            oh, ow = conv_output_size(x.shape[2:], w.shape[2:], stride, padding, dilation)
            y = w.reshape(len(w), -1) @ im2col(x, w.shape[2:], stride, padding, dilation)
            if b is not None:
                y = y * b.reshape(-1, 1)
            return y.reshape(len(x), len(w), oh, ow)
        """, expected="wrong_when_bias"),
    # --- convolution, backward ---
    answer("dilate2d", "zeros after the last", """
        def dilate2d(x, stride):
            sh, sw = pair(stride)
            n, c, h, w = x.shape
            y = np.zeros((n, c, h * sh, w * sw), x.dtype)
            y[:, :, ::sh, ::sw] = x
            return y
        """, "zeros_after_the_last"),
    answer("rot180", "only flipped up and down", """
        def rot180(w):
            return np.array([[np.flipud(k) for k in f] for f in w])
        """, "upside_down_only"),
    answer("rot180", "turns filters around too", """
        def rot180(w):
            return w[::-1, :, ::-1, ::-1].copy()
        """, expected="flipped"),
    answer("conv2d_backward_w", "averaged", """
        def conv2d_backward_w(dy, x, kernel, stride=1, padding=0):
            (kh, kw), (sh, sw), (ph, pw) = pair(kernel), pair(stride), pair(padding)
            oh, ow = conv_output_size(x.shape[2:], (kh, kw), stride, padding)
            if dy.shape[0] != x.shape[0] or dy.shape[2:] != (oh, ow):
                raise ValueError("shapes")
            xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
            dw = np.zeros((dy.shape[1], x.shape[1], kh, kw))
            for i in range(oh):
                for j in range(ow):
                    win = xp[:, :, i*sh:i*sh + kh, j*sw:j*sw + kw]
                    dw += np.einsum("no,ncij->ocij", dy[:, :, i, j], win)
            return dw / len(x)
        """, "mean_over_the_batch"),
    answer("conv2d_backward_w", "averaged over the positions", """
        def conv2d_backward_w(dy, x, kernel, stride=1, padding=0):
            (kh, kw), (sh, sw), (ph, pw) = pair(kernel), pair(stride), pair(padding)
            oh, ow = conv_output_size(x.shape[2:], (kh, kw), stride, padding)
            if dy.shape[0] != x.shape[0] or dy.shape[2:] != (oh, ow):
                raise ValueError("shapes")
            xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
            dw = np.zeros((dy.shape[1], x.shape[1], kh, kw))
            for i in range(oh):
                for j in range(ow):
                    win = xp[:, :, i*sh:i*sh + kh, j*sw:j*sw + kw]
                    dw += np.einsum("no,ncij->ocij", dy[:, :, i, j], win)
            return dw / (oh * ow)
        """, expected="off_by_a_factor"),
    answer("conv2d_backward_x", "crop with minus padding", """
        def conv2d_backward_x(dy, w, x_shape, stride=1, padding=0):
            n, c, H, W = x_shape
            kh, kw = w.shape[2:]
            (sh, sw), (ph, pw) = pair(stride), pair(padding)
            oh, ow = conv_output_size((H, W), (kh, kw), stride, padding)
            if dy.shape != (n, len(w), oh, ow) or c != w.shape[1]:
                raise ValueError("shapes")
            dxp = np.zeros((n, c, H + 2 * ph, W + 2 * pw))
            for i in range(oh):
                for j in range(ow):
                    dxp[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw] += np.einsum("no,ocij->ncij", dy[:, :, i, j], w)
            return dxp[:, :, ph:-ph, pw:-pw]
        """, "negative_slice_breaks_at_zero"),
    answer("conv2d_backward_x", "crop assigned image by image, minus padding", """
        def conv2d_backward_x(dy, w, x_shape, stride=1, padding=0):
            n, c, H, W = x_shape
            kh, kw = w.shape[2:]
            (sh, sw), (ph, pw) = pair(stride), pair(padding)
            oh, ow = conv_output_size((H, W), (kh, kw), stride, padding)
            if dy.shape != (n, len(w), oh, ow) or c != w.shape[1]:
                raise ValueError("shapes")
            dx = np.zeros(x_shape)
            dxp = np.zeros((n, c, H + 2 * ph, W + 2 * pw))
            for m in range(n):
                for i in range(oh):
                    for j in range(ow):
                        for k in range(len(w)):
                            dxp[m, :, i*sh:i*sh+kh, j*sw:j*sw+kw] += w[k] * dy[m, k, i, j]
                dx[m] = dxp[m][:, ph:-ph, pw:-pw]
            return dx
        """, expected=""),
    answer("conv2d_backward_x", "assigned", """
        def conv2d_backward_x(dy, w, x_shape, stride=1, padding=0):
            n, c, H, W = x_shape
            kh, kw = w.shape[2:]
            (sh, sw), (ph, pw) = pair(stride), pair(padding)
            oh, ow = conv_output_size((H, W), (kh, kw), stride, padding)
            if dy.shape != (n, len(w), oh, ow) or c != w.shape[1]:
                raise ValueError("shapes")
            dxp = np.zeros((n, c, H + 2 * ph, W + 2 * pw))
            for i in range(oh):
                for j in range(ow):
                    dxp[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw] = np.einsum("no,ocij->ncij", dy[:, :, i, j], w)
            return dxp[:, :, ph:ph + H, pw:pw + W]
        """, "overlaps_overwritten"),
    answer("conv2d_im2col_backward", "db doubled", """
        def conv2d_im2col_backward(dy, x, w, stride=1, padding=0, dilation=1):
            n, f = dy.shape[:2]
            oh, ow = conv_output_size(x.shape[2:], w.shape[2:], stride, padding, dilation)
            if dy.shape != (len(x), len(w), oh, ow) or x.shape[1] != w.shape[1]:
                raise ValueError("shapes")
            cols = im2col(x, w.shape[2:], stride, padding, dilation)
            d = dy.reshape(n, f, -1)
            dw = np.einsum("nol,nkl->ok", d, cols).reshape(w.shape)
            dcols = w.reshape(f, -1).T @ d
            dx = col2im(dcols, x.shape[2:], w.shape[2:], stride, padding, dilation)
            return dx, dw, 2 * d.sum(axis=(0, 2))
        """, expected="wrong_part"),
    answer("conv2d_im2col_backward", "a shape test that forgets the padding", """
        def conv2d_im2col_backward(dy, x, w, stride=1, padding=0, dilation=1):
            n, f = dy.shape[:2]
            size = conv_output_size(x.shape[2:], w.shape[2:], stride, 0, dilation)
            if dy.shape != (len(x), len(w), *size) or x.shape[1] != w.shape[1]:
                raise ValueError("dy does not have the right shape")
            cols = im2col(x, w.shape[2:], stride, padding, dilation)
            d = dy.reshape(n, f, -1)
            dw = np.einsum("nol,nkl->ok", d, cols).reshape(w.shape)
            dcols = w.reshape(f, -1).T @ d
            dx = col2im(dcols, x.shape[2:], w.shape[2:], stride, padding, dilation)
            return dx, dw, d.sum(axis=(0, 2))
        """, expected="refuses_what_is_right"),
    # --- pooling ---
    answer("max_pool2d", "padded with zeros", """
        def max_pool2d(x, kernel, stride=None, padding=0):
            (kh, kw), (sh, sw), (ph, pw) = pair(kernel), pair(kernel if stride is None else stride), pair(padding)
            n, c, h, w = x.shape
            if kh > h + 2*ph or kw > w + 2*pw:
                raise ValueError("window")
            p = np.pad(x.astype(float), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
            oh, ow = (h + 2*ph - kh) // sh + 1, (w + 2*pw - kw) // sw + 1
            y = np.zeros((n, c, oh, ow)); idx = np.zeros((n, c, oh, ow), int)
            for m in range(n):
                for k in range(c):
                    for i in range(oh):
                        for j in range(ow):
                            win = p[m, k, i*sh:i*sh+kh, j*sw:j*sw+kw]
                            a, b = np.unravel_index(np.argmax(win), win.shape)
                            y[m, k, i, j] = win[a, b]
                            idx[m, k, i, j] = (i*sh + a - ph) * w + j*sw + b - pw
            return y, idx
        """, "pads_with_zeros"),
    answer("max_pool2d", "y only", """
        def max_pool2d(x, kernel, stride=None, padding=0):
            (kh, kw), (sh, sw), (ph, pw) = pair(kernel), pair(kernel if stride is None else stride), pair(padding)
            n, c, h, w = x.shape
            if kh > h + 2*ph or kw > w + 2*pw:
                raise ValueError("window")
            p = np.pad(x.astype(float), ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
            oh, ow = (h + 2*ph - kh) // sh + 1, (w + 2*pw - kw) // sw + 1
            y = np.zeros((n, c, oh, ow))
            for i in range(oh):
                for j in range(ow):
                    y[:, :, i, j] = p[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw].max((2, 3))
            return y
        """, expected="one_part_returned"),
    answer("max_pool2d", "index one too large", """
        def max_pool2d(x, kernel, stride=None, padding=0):
            (kh, kw), (sh, sw), (ph, pw) = pair(kernel), pair(kernel if stride is None else stride), pair(padding)
            n, c, h, w = x.shape
            if kh > h + 2*ph or kw > w + 2*pw:
                raise ValueError("window")
            p = np.pad(x.astype(float), ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=-np.inf)
            oh, ow = (h + 2*ph - kh) // sh + 1, (w + 2*pw - kw) // sw + 1
            y = np.zeros((n, c, oh, ow)); idx = np.zeros((n, c, oh, ow), int)
            for i in range(oh):
                for j in range(ow):
                    win = p[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw].reshape(n, c, -1)
                    a, b = np.divmod(win.argmax(2), kw)
                    y[:, :, i, j] = win.max(2)
                    idx[:, :, i, j] = (i*sh + a - ph) * w + j*sw + b - pw + 1
            return y, idx
        """, expected="wrong_part"),
    answer("max_pool2d", "stride 1 by default and zeros around", """
        def max_pool2d(x, kernel, stride=None, padding=0):
            (kh, kw), (sh, sw), (ph, pw) = pair(kernel), pair(1 if stride is None else stride), pair(padding)
            n, c, h, w = x.shape
            if kh > h + 2*ph or kw > w + 2*pw:
                raise ValueError("window")
            p = np.pad(x.astype(float), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
            oh, ow = (h + 2*ph - kh) // sh + 1, (w + 2*pw - kw) // sw + 1
            y = np.zeros((n, c, oh, ow)); idx = np.zeros((n, c, oh, ow), int)
            for i in range(oh):
                for j in range(ow):
                    win = p[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw].reshape(n, c, -1)
                    a, b = np.divmod(win.argmax(2), kw)
                    y[:, :, i, j] = win.max(2)
                    idx[:, :, i, j] = (i*sh + a - ph) * w + j*sw + b - pw
            return y, idx
        """, "stride_one_by_default", "pads_with_zeros"),
    answer("max_pool2d_backward", "assigned", """
        def max_pool2d_backward(dy, index, x_shape):
            n, c, h, w = x_shape
            dx = np.zeros(x_shape)
            for a in range(n):
                for b in range(c):
                    for i in range(dy.shape[2]):
                        for j in range(dy.shape[3]):
                            k = index[a, b, i, j]
                            dx[a, b, k // w, k % w] = dy[a, b, i, j]
            return dx
        """, "assigns_instead_of_accumulating"),
    answer("max_pool2d_backward", "left flat", """
        def max_pool2d_backward(dy, index, x_shape):
            n, c, h, w = x_shape
            dx = np.zeros((n, c, h * w))
            for a in range(n):
                for b in range(c):
                    np.add.at(dx[a, b], index[a, b].ravel(), dy[a, b].ravel())
            return dx
        """, expected="right_values_in_another_shape"),
    answer("max_pool2d_backward", "rows from the height", """
        def max_pool2d_backward(dy, index, x_shape):
            n, c, h, w = x_shape
            dx = np.zeros(x_shape)
            for a in range(n):
                for b in range(c):
                    for i in range(dy.shape[2]):
                        for j in range(dy.shape[3]):
                            k = index[a, b, i, j]
                            dx[a, b, k // h, k % h] += dy[a, b, i, j]
            return dx
        """, expected=""),
    answer("avg_pool2d", "divides by the height of the kernel squared", """
        def avg_pool2d(x, kernel, stride=None, padding=0, count_include_pad=True):
            (kh, kw), (sh, sw), (ph, pw) = pair(kernel), pair(kernel if stride is None else stride), pair(padding)
            n, c, h, w = x.shape
            if kh > h + 2*ph or kw > w + 2*pw:
                raise ValueError("window")
            xp = np.pad(x.astype(float), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
            ones = np.pad(np.ones((h, w)), ((ph, ph), (pw, pw)))
            oh, ow = (h + 2*ph - kh) // sh + 1, (w + 2*pw - kw) // sw + 1
            y = np.zeros((n, c, oh, ow))
            for i in range(oh):
                for j in range(ow):
                    a, b = slice(i*sh, i*sh + kh), slice(j*sw, j*sw + kw)
                    count = kh * kh if count_include_pad else ones[a, b].sum()
                    y[:, :, i, j] = xp[:, :, a, b].sum((2, 3)) / count
            return y
        """, expected=""),
    answer("avg_pool2d", "sums", """
        def avg_pool2d(x, kernel, stride=None, padding=0, count_include_pad=True):
            (kh, kw), (sh, sw), (ph, pw) = pair(kernel), pair(kernel if stride is None else stride), pair(padding)
            n, c, h, w = x.shape
            if kh > h + 2*ph or kw > w + 2*pw:
                raise ValueError("window")
            xp = np.pad(x.astype(float), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
            oh, ow = (h + 2*ph - kh) // sh + 1, (w + 2*pw - kw) // sw + 1
            y = np.zeros((n, c, oh, ow))
            for i in range(oh):
                for j in range(ow):
                    y[:, :, i, j] = xp[:, :, i*sh:i*sh + kh, j*sw:j*sw + kw].sum((2, 3))
            return y
        """, expected=""),
    answer("avg_pool2d", "whole numbers for whole numbers", """
        def avg_pool2d(x, kernel, stride=None, padding=0, count_include_pad=True):
            (kh, kw), (sh, sw), (ph, pw) = pair(kernel), pair(kernel if stride is None else stride), pair(padding)
            n, c, h, w = x.shape
            if kh > h + 2*ph or kw > w + 2*pw:
                raise ValueError("window")
            xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
            ones = np.pad(np.ones((h, w)), ((ph, ph), (pw, pw)))
            oh, ow = (h + 2*ph - kh) // sh + 1, (w + 2*pw - kw) // sw + 1
            y = np.zeros((n, c, oh, ow), dtype=x.dtype)
            for i in range(oh):
                for j in range(ow):
                    a, b = slice(i*sh, i*sh + kh), slice(j*sw, j*sw + kw)
                    count = kh * kw if count_include_pad else ones[a, b].sum()
                    y[:, :, i, j] = xp[:, :, a, b].sum((2, 3)) / count
            return y
        """, "integer_division", expected="wrong_when_integers"),
    answer("avg_pool2d_backward", "whole gradient to every pixel", """
        def avg_pool2d_backward(dy, x_shape, kernel, stride=None, padding=0, count_include_pad=True):
            (kh, kw), (sh, sw), (ph, pw) = pair(kernel), pair(kernel if stride is None else stride), pair(padding)
            n, c, h, w = x_shape
            dx = np.zeros((n, c, h + 2*ph, w + 2*pw))
            for i in range(dy.shape[2]):
                for j in range(dy.shape[3]):
                    dx[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw] += dy[:, :, i, j][:, :, None, None]
            return dx[:, :, ph:ph+h, pw:pw+w]
        """, "not_divided"),
    answer("avg_pool2d_backward", "ignores count_include_pad", """
        def avg_pool2d_backward(dy, x_shape, kernel, stride=None, padding=0, count_include_pad=True):
            (kh, kw), (sh, sw), (ph, pw) = pair(kernel), pair(kernel if stride is None else stride), pair(padding)
            n, c, h, w = x_shape
            dx = np.zeros((n, c, h + 2*ph, w + 2*pw))
            for i in range(dy.shape[2]):
                for j in range(dy.shape[3]):
                    dx[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw] += dy[:, :, i, j][:, :, None, None] / (kh * kw)
            return dx[:, :, ph:ph+h, pw:pw+w]
        """, "border_always_counted", expected="wrong_when_argument_is"),
    answer("adaptive_avg_pool2d", "equal windows", """
        def adaptive_avg_pool2d(x, output_size):
            oh, ow = pair(output_size)
            n, c, h, w = x.shape
            sh, sw = h // oh, w // ow
            y = np.zeros((n, c, oh, ow))
            for i in range(oh):
                for j in range(ow):
                    y[:, :, i, j] = x[:, :, i*sh:(i+1)*sh, j*sw:(j+1)*sw].mean((2, 3))
            return y
        """, expected=""),
    # --- transposed, response norm ---
    answer("conv_transpose2d", "assigned", """
        def conv_transpose2d(x, w, b=None, stride=1, padding=0, output_padding=0):
            (sh, sw), (ph, pw), (eh, ew) = pair(stride), pair(padding), pair(output_padding)
            n, ci, h, wd = x.shape
            _, co, kh, kw = w.shape
            if len(w) != ci or (b is not None and b.shape != (co,)) or eh >= sh or ew >= sw:
                raise ValueError("no")
            H, W = (h - 1) * sh + kh + eh, (wd - 1) * sw + kw + ew
            if H <= 2 * ph or W <= 2 * pw:
                raise ValueError("padding")
            out = np.zeros((n, co, H, W))
            for i in range(h):
                for j in range(wd):
                    out[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw] = np.einsum("nc,coij->noij", x[:, :, i, j], w)
            out = out[:, :, ph:H - ph, pw:W - pw]
            return out if b is None else out + b.reshape(1, -1, 1, 1)
        """, "assigns_instead_of_accumulating"),
    answer("conv_transpose2d", "bias and padding forgotten", """
        def conv_transpose2d(x, w, b=None, stride=1, padding=0, output_padding=0):
            (sh, sw), (ph, pw), (eh, ew) = pair(stride), pair(padding), pair(output_padding)
            n, ci, h, wd = x.shape
            _, co, kh, kw = w.shape
            if len(w) != ci or (b is not None and b.shape != (co,)) or eh >= sh or ew >= sw:
                raise ValueError("no")
            H, W = (h - 1) * sh + kh + eh, (wd - 1) * sw + kw + ew
            if H <= 2 * ph or W <= 2 * pw:
                raise ValueError("padding")
            out = np.zeros((n, co, H, W))
            for i in range(h):
                for j in range(wd):
                    out[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw] += np.einsum("nc,coij->noij", x[:, :, i, j], w)
            return out
        """, "padding_ignored", "bias_forgotten"),
    answer("conv_transpose2d_backward", "db over the batch only", """
        def conv_transpose2d_backward(dy, x, w, stride=1, padding=0):
            (sh, sw), (ph, pw) = pair(stride), pair(padding)
            kh, kw = w.shape[2:]
            dyp = np.pad(dy, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
            dx, dw = np.zeros(x.shape), np.zeros(w.shape)
            for i in range(x.shape[2]):
                for j in range(x.shape[3]):
                    win = dyp[:, :, i*sh:i*sh+kh, j*sw:j*sw+kw]
                    dx[:, :, i, j] = np.einsum("nokl,cokl->nc", win, w)
                    dw += np.einsum("nc,nokl->cokl", x[:, :, i, j], win)
            return dx, dw, dy.sum(axis=0)
        """, expected="wrong_part"),
    answer("local_response_norm", "alpha not divided", """
        def local_response_norm(x, size, alpha=1e-4, beta=0.75, k=1.0):
            if size < 1:
                raise ValueError("size")
            y = np.zeros(x.shape)
            for c in range(x.shape[1]):
                lo, hi = max(0, c - size // 2), min(x.shape[1], c + (size - 1) // 2 + 1)
                y[:, c] = x[:, c] / (k + alpha * (x[:, lo:hi].astype(float) ** 2).sum(1)) ** beta
            return y
        """, "alpha_not_divided"),
    answer("local_response_norm", "negative start not stopped", """
        def local_response_norm(x, size, alpha=1e-4, beta=0.75, k=1.0):
            if size < 1:
                raise ValueError("size")
            y = np.zeros(x.shape)
            for c in range(x.shape[1]):
                lo, hi = c - size // 2, c + (size - 1) // 2 + 1
                y[:, c] = x[:, c] / (k + alpha / size * (x[:, lo:hi].astype(float) ** 2).sum(1)) ** beta
            return y
        """, expected=""),
    # --- network ---
    answer("relu", "in place", """
        def relu(x):
            x[x < 0] = 0
            return x
        """, "relu_in_place"),
    answer("relu", "prints", """
        def relu(x):
            print(np.maximum(0, x))
        """, expected="printed_and_returned_none"),
    answer("relu_backward", "passes at zero", """
        def relu_backward(dy, x):
            dx = dy.copy()
            dx[x < 0] = 0
            return dx
        """, "gradient_passes_at_zero"),
    answer("flatten", "transposes", """
        def flatten(x):
            return x.reshape(x.shape[0], -1).T
        """, "one_column_each_sample"),
    answer("linear", "without a transpose", """
        def linear(x, w, b):
            return np.dot(x, w) + b
        """, expected=""),
    answer("linear_backward", "transposed dw", """
        def linear_backward(dy, x, w):
            return np.dot(dy, w), np.dot(x.T, dy), dy.sum(0)
        """, "dw_in_out"),
    answer("linear_backward", "db halves", """
        def linear_backward(dy, x, w):
            return dy @ w, dy.T @ x, 0.5 * dy.sum(0)
        """, expected="wrong_part"),
    answer("linear_backward", "everything over N", """
        def linear_backward(dy, x, w):
            n = len(x)
            return dy @ w / n, dy.T @ x / n, dy.sum(0) / n
        """, expected=""),
    answer("bce_with_logits", "plain sigmoid", """
        def bce_with_logits(z, y):
            if z.shape != y.shape:
                raise ValueError("shape")
            p = 1 / (1 + np.exp(-z))
            loss = -(y * np.log(p) + (1 - y) * np.log(1 - p))
            return float(loss.mean()), (p - y) / z.size
        """, "logarithm_of_the_sigmoid"),
    answer("bce_with_logits", "loss with the wrong sign", """
        def bce_with_logits(z, y):
            if z.shape != y.shape:
                raise ValueError("shape")
            p = np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))
            loss = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
            return float(-loss.mean()), (p - y) / z.size
        """, expected="wrong_part"),
    answer("softmax_cross_entropy", "overflows", """
        def softmax_cross_entropy(z, labels):
            n, c = z.shape
            if labels.shape != (n,) or labels.min() < 0 or labels.max() >= c:
                raise ValueError("labels")
            e = np.exp(z)
            p = e / e.sum(1, keepdims=True)
            loss = -np.log(p[np.arange(n), labels]).mean()
            dz = p.copy()
            dz[np.arange(n), labels] -= 1
            return float(loss), dz / n
        """, "maximum_not_subtracted"),
    answer("sgd_step", "climbs", """
        def sgd_step(params, grads, velocity, lr, momentum=0.0):
            v = {k: momentum * velocity[k] + grads[k] for k in params}
            return {k: params[k] + lr * v[k] for k in params}, v
        """, "uphill"),
    answer("sgd_step", "weight decay of one percent", """
        def sgd_step(params, grads, velocity, lr, momentum=0.0):
            v = {k: momentum * velocity[k] + grads[k] for k in params}
            return {k: 0.99 * params[k] - lr * v[k] for k in params}, v
        """, expected="wrong_part"),
    # --- layers ---
    answer("conv2d_autograd", "two of three gradients", """
        def conv2d_autograd(x, w, b, stride=1, padding=0):
            class Convolution(torch.autograd.Function):
                @staticmethod
                def forward(ctx, x, w, b):
                    ctx.save_for_backward(x, w)
                    return torch.from_numpy(conv2d(x.detach().numpy(), w.detach().numpy(), b.detach().numpy(), stride, padding))
                @staticmethod
                def backward(ctx, dy):
                    x, w = ctx.saved_tensors
                    dx, dw, db = conv2d_backward(dy.numpy(), x.detach().numpy(), w.detach().numpy(), stride, padding)
                    return torch.from_numpy(dx), torch.from_numpy(dw)
            return Convolution.apply(x, w, b)
        """, expected=""),
    answer("MaxPool2d", "keeps the shape in the class", """
        class MaxPool2d:
            def __init__(self, kernel, stride=None, padding=0):
                self.kernel, self.stride, self.padding = kernel, stride, padding
                self.index = None
            def forward(self, x):
                self.shape = x.shape
                y, self.index = max_pool2d(x, self.kernel, self.stride, self.padding)
                return y
            def backward(self, dy):
                if self.index is None:
                    raise ValueError("forward first")
                return max_pool2d_backward(dy, self.index, self.shape)
        """, expected="only_refusals_missing"),
]
