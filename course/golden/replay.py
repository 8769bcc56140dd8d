"""One operation of golden.json -> the same operation with the functions of the course.

Each replay takes the functions (by name), the inputs as arrays and the parameters, and returns
answers by the names that the file gives them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Arrays = Mapping[str, np.ndarray]
Params = Mapping[str, Any]
Answers = dict[str, Any]


@dataclass
class Functions:
    """The functions that a replay may call, and which ones it did.

    `wrong` take the place of the references of the same name.
    """

    references: Mapping[str, Callable[..., Any]]
    wrong: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in self.references:
            raise NotThereYet(name)
        self.called += [] if name in self.called else [name]
        return self.wrong.get(name, self.references[name])


class NotThereYet(Exception):
    """The course has no function of this name."""

    def __init__(self, function: str) -> None:
        super().__init__(f"there is no function {function}")
        self.function = function
        self.unit = next(unit for unit, names in HOMES.items() if function in names.split())


HOMES = {
    "tools": "conv_output_size numerical_gradient",
    "padding": "pad2d pad2d_backward same_padding",
    "convolution": "conv2d_loops conv2d_im2col im2col bias_add",
    "convolution_backward": "conv2d_backward_x conv2d_backward_w col2im",
    "pooling": "max_pool2d max_pool2d_backward avg_pool2d avg_pool2d_backward",
    "transposed": "conv_transpose2d",
    "response_norm": "local_response_norm",
    "network": "tiny_cnn_step bce_with_logits linear linear_backward flatten flatten_backward",
}
"""The unit that has each function: golden figures wait for their unit, and for nothing else."""


def sizes(params: Params, *names: str) -> dict[str, tuple[int, int]]:
    """Height and width of some parameters, as the course writes them."""
    return {name: tuple(params[name]) for name in names if name in params}


def window(params: Params) -> dict[str, Any]:
    """What a pooling takes."""
    return sizes(params, "kernel", "stride", "padding")


def counting(params: Params) -> dict[str, Any]:
    return {**window(params), "count_include_pad": params.get("count_include_pad", True)}


def sides(top: int, bottom: int, left: int, right: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (top, bottom), (left, right)


def count(f: Functions, inputs: Arrays, params: Params) -> Answers:
    """How many partial derivatives a numeric gradient takes, from the calls of its function."""
    calls = []

    def observed(x: np.ndarray) -> np.ndarray:
        calls.append(1)
        return x

    x = np.zeros(params["input_shape"])
    f.numerical_gradient(observed, x, np.ones_like(x))
    return {"partial_derivatives": len(calls) // 2 * params["samples"]}


def out_size(f: Functions, inputs: Arrays, params: Params) -> Answers:
    arguments = sizes(params, "kernel", "stride", "padding", "dilation")
    return {"size": f.conv_output_size(tuple(map(int, inputs["size"])), **arguments)}


def pad_asym(f: Functions, inputs: Arrays, params: Params) -> Answers:
    return {"y": f.pad2d(inputs["x"], sides(*params["pad"]), params["value"])}


def unfold(f: Functions, inputs: Arrays, params: Params) -> Answers:
    return {"cols": f.im2col(inputs["x"], **sizes(params, *params))}


def fold(f: Functions, inputs: Arrays, params: Params) -> Answers:
    return {"y": f.col2im(inputs["cols"], **sizes(params, *params))}


def conv2d(f: Functions, inputs: Arrays, params: Params) -> Answers:
    arguments = sizes(params, "stride", "padding", "dilation")
    y = f.conv2d_im2col(inputs["x"], inputs["w"], inputs.get("b"), **arguments)
    loops = sizes(params, "stride", "padding")
    assert params["dilation"] == [1, 1], "conv2d_loops knows no dilation"
    np.testing.assert_allclose(
        f.conv2d_loops(inputs["x"], inputs["w"], inputs.get("b"), **loops), y, rtol=1e-12
    )
    return {"y": y}


def conv2d_backward(f: Functions, inputs: Arrays, params: Params) -> Answers:
    x, w, g = inputs["x"], inputs["w"], inputs["g"]
    arguments = sizes(params, "stride", "padding")
    return {
        "dx": f.conv2d_backward_x(g, w, x.shape, **arguments),
        "dw": f.conv2d_backward_w(g, x, w.shape[2:], **arguments),
    }


def conv_transpose2d(f: Functions, inputs: Arrays, params: Params) -> Answers:
    arguments = sizes(params, "stride", "padding", "output_padding")
    return {"y": f.conv_transpose2d(inputs["x"], inputs["w"], **arguments)}


def bias_add(f: Functions, inputs: Arrays, params: Params) -> Answers:
    return {"y": f.bias_add(inputs["x"], np.zeros(inputs["x"].shape[1]))}


def identity(f: Functions, inputs: Arrays, params: Params) -> Answers:
    """A gradient has the shape of what it is the gradient of."""
    x, arguments = inputs["x"], {"kernel": (2, 2), "stride": (1, 2)}
    dy = np.ones_like(f.avg_pool2d(x, **arguments))
    return {"y": f.avg_pool2d_backward(dy, x.shape, **arguments)}


def max_pool2d(f: Functions, inputs: Arrays, params: Params) -> Answers:
    return {"y": f.max_pool2d(inputs["x"], **window(params))[0]}


def max_pool2d_backward(f: Functions, inputs: Arrays, params: Params) -> Answers:
    x = inputs["x"]
    index = f.max_pool2d(x, **window(params))[1]
    return {"dx": f.max_pool2d_backward(inputs["g"], index, x.shape)}


def avg_pool2d(f: Functions, inputs: Arrays, params: Params) -> Answers:
    return {"y": f.avg_pool2d(inputs["x"], **counting(params))}


def avg_pool2d_backward(f: Functions, inputs: Arrays, params: Params) -> Answers:
    return {"dx": f.avg_pool2d_backward(inputs["g"], inputs["x"].shape, **counting(params))}


def max_pool2d_same(f: Functions, inputs: Arrays, params: Params) -> Answers:
    return max_pool2d(f, {"x": _same(f, inputs["x"], params, -np.inf)}, params)


def avg_pool2d_same(f: Functions, inputs: Arrays, params: Params) -> Answers:
    return avg_pool2d(f, {"x": _same(f, inputs["x"], params, 0.0)}, params)


def _same(f: Functions, x: np.ndarray, params: Params, value: float) -> np.ndarray:
    around = f.same_padding(x.shape[2:], **sizes(params, "kernel", "stride"))
    padded: np.ndarray = f.pad2d(x, around, value)
    return padded


def max_pool2d_backward_then_crop(f: Functions, inputs: Arrays, params: Params) -> Answers:
    dx = max_pool2d_backward(f, inputs, params)["dx"]
    return {"dx": f.pad2d_backward(dx, sides(*params["crop"]))}


def avg_pool2d_backward_then_crop(f: Functions, inputs: Arrays, params: Params) -> Answers:
    dx = avg_pool2d_backward(f, inputs, params)["dx"]
    return {"dx": f.pad2d_backward(dx, sides(*params["crop"]))}


def local_response_norm(f: Functions, inputs: Arrays, params: Params) -> Answers:
    return {"y": f.local_response_norm(inputs["x"], **params)}


def bce_with_logits(f: Functions, inputs: Arrays, params: Params) -> Answers:
    assert params == {"reduction": "mean"}
    loss, dz = f.bce_with_logits(inputs["logits"], inputs["target"])
    return {"loss": loss, "dlogits": dz}


def conv_pool_fc_bce(f: Functions, inputs: Arrays, params: Params) -> Answers:
    """The step as one function, and its parts one by one for what the step does not return."""
    x, w, b, fw, fb, y = (inputs[name] for name in ("x", "w", "b", "fw", "fb", "y"))
    weights = {"w": w, "b": b, "fw": fw.T, "fb": fb}
    loss, grads, dx = f.tiny_cnn_step(x, y, weights)
    h = f.conv2d_im2col(x, w, b)
    pooled, index = f.max_pool2d(h, params["pool"])
    logits = f.linear(f.flatten(pooled), fw.T, fb)
    _, dz = f.bce_with_logits(logits, y)
    dflat, _, _ = f.linear_backward(dz, f.flatten(pooled), fw.T)
    dh = f.max_pool2d_backward(f.flatten_backward(dflat, pooled.shape), index, h.shape)
    own = {"dfw": grads["fw"].T, "dfb": grads["fb"], "dw": grads["w"], "db": grads["b"]}
    return {"logits": logits, "loss": loss, "dx": dx, "dH": dh, **own}


def replay(f: Functions, item: Mapping[str, Any]) -> Answers:
    """The answers to an item; those of a `…_shape` item are reduced to `shape`.

    Raises NotThereYet if the course lacks a function.
    """
    name, only_shape = re.subn(r"_shape$", "", item["op"])
    operation = OPERATIONS[name]
    inputs = {
        re.sub(r"_shape$", "", key): np.zeros(value) if key.endswith("_shape") else np.array(value)
        for key, value in item["inputs"].items()
    }
    answers = operation(f, inputs, item["params"])
    return {"shape": list(next(iter(answers.values())).shape)} if only_shape else answers


PRINTED = re.compile(r"([a-zA-Z]+)(_\w+)?([.\[].*?)?(?: as .*)?")
"""A key of `printed`: an answer, a note about it, and which part of it was printed."""


def printed(item: Mapping[str, Any], answers: Answers) -> Iterator[tuple[Any, np.ndarray]]:
    """(the same part of the answers, what the document printed) for each printed figure."""
    for key, value in item["printed"].items():
        match = PRINTED.fullmatch(key)
        assert match is not None, key
        name, note, part = match.groups()
        whole = np.asarray(answers[name if name in answers else f"{name}{note}"])
        yield (eval(f"whole{part}", {"whole": whole}) if part else whole), np.array(value)


OPERATIONS = {
    each.__name__: each
    for each in (
        *(count, out_size, pad_asym, unfold, fold, conv2d, conv2d_backward, conv_transpose2d),
        *(bias_add, identity, max_pool2d, max_pool2d_backward, avg_pool2d, avg_pool2d_backward),
        *(max_pool2d_same, avg_pool2d_same, max_pool2d_backward_then_crop),
        *(avg_pool2d_backward_then_crop, local_response_norm, bce_with_logits, conv_pool_fc_bce),
    )
}
