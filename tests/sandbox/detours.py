"""Ways to functions that have been taken away, and to get them back."""

from __future__ import annotations

# what is tried -> the body of f(x, w), whose value would be PyTorch's convolution
CONVOLUTIONS = {
    "the function": "F.conv2d(x, w)",
    "the function of torch": "torch.conv2d(x, w)",
    "padding by name": "F.conv2d(x, w, padding='same')",
    "the operator below": "torch.convolution(x, w, None, (1, 1), (0, 0), (1, 1), False, (0, 0), 1)",
    "the private one": "torch._convolution(x, w, None, (1, 1), (0, 0), (1, 1), False, (0, 0), 1,"
    " False, False, False, False)",
    "a layer": "torch.nn.Conv2d(2, 3, (1, 2))(x)",
    "a lazy layer": "torch.nn.LazyConv2d(3, (1, 2))(x)",
    "a call of a layer": "torch.nn.modules.conv.Conv2d(2, 3, 2)._conv_forward(x, w, None)",
    "one dimension": "F.conv1d(x[:, :, 0], w[:, :, 0])",
    "three dimensions": "F.conv3d(x[:, :, None], w[:, :, None])",
    "time first": "torch.conv_tbc(x[0].permute(2, 1, 0).contiguous(),"
    " w[:, :, 0].permute(2, 1, 0).contiguous(), x[0, 0, 0, :3])",
    "transposed": "F.conv_transpose2d(x, w.flip(2, 3).transpose(0, 1))",
    "transposed in one dimension": "F.conv_transpose1d(x[:, :, 0], w[:, :, 0].transpose(0, 1))",
    "its gradient": "torch.ops.aten.convolution_backward(torch.ones(1, 3, 4, 3), x, w, None,"
    " (1, 1), (0, 0), (1, 1), False, (0, 0), 1, (True, True, False))[1]",
    "a helper of gradients": "torch.nn.grad.conv2d_input(x.shape, w, torch.ones(1, 3, 4, 3))",
    "C functions": "torch._C._nn.slow_conv3d(x[:, :, None], w[:, :, None], (1, 1, 2))",
    "the old name": "torch._C._nn.thnn_conv2d(x, w, (1, 2))",
    "dilated": "torch._C._nn.slow_conv_dilated2d(x, w, (1, 2))",
    "slow and transposed": "torch._C._nn.slow_conv_transpose2d(x, w.transpose(0, 1), (1, 2))",
    "C variables": "torch._VF.conv2d(x, w)",
    "C variable functions": "torch._C._VariableFunctions.conv2d(x, w)",
    "the operator": "torch.ops.aten.conv2d(x, w)",
    "an overload": "torch.ops.aten.conv2d.default(x, w)",
    "an overload by name": "torch.ops.aten.conv2d.padding(x, w, None, (1, 1), 'valid')",
    "into an output": "torch.ops.aten.convolution.out(x, w, None, (1, 1), (0, 0), (1, 1), False,"
    " (0, 0), 1, out=torch.empty(1, 3, 4, 3))",
    "decomposed": "torch.ops.aten.conv2d.default.decompose(x, w)",
    "redispatched": "torch.ops.aten.convolution.default.redispatch("
    "torch._C.DispatchKeySet(torch._C.DispatchKey.CompositeExplicitAutograd),"
    " x, w, None, (1, 1), (0, 0), (1, 1), False, (0, 0), 1)",
    "redispatched to the processor": "torch.ops.aten._slow_conv2d_forward.default.redispatch("
    "torch._C.DispatchKeySet(torch._C.DispatchKey.CPU), x, w, (1, 2), None, (1, 1), (0, 0))",
    "mkldnn": "torch.mkldnn_convolution(x, w, None, (0, 0), (1, 1), (1, 1), 1)",
    "mkldnn tensors": "F.conv2d(x.to_mkldnn(), w.to_mkldnn()).to_dense()",
    "mkldnn with an activation": "torch.ops.mkldnn._convolution_pointwise(x, w, None, (0, 0),"
    " (1, 1), (1, 1), 1, 'none', [], '')",
    "mkldnn, packed": "torch.ops.mkldnn_prepacked.conv2d_run(x, torch.ops.mkldnn_prepacked"
    ".conv2d_prepack(w, None, (1, 1), (0, 0), (1, 1), 1, x.shape, 'none'))",
    "quantized": "torch.ao.nn.quantized.functional.conv2d("
    "torch.quantize_per_tensor(x, 1.0, 0, torch.quint8),"
    " torch.quantize_per_tensor(w, 1.0, 0, torch.qint8), torch.zeros(3)).dequantize()",
    "quantized on the fly": "torch.ops.quantized.conv2d_dynamic(x, torch.ops.quantized"
    ".conv2d_prepack(torch.quantize_per_tensor(w, 1.0, 0, torch.qint8), None,"
    " [1, 1], [0, 0], [1, 1], 1))",
    "complex": "F.conv2d(x.to(torch.complex64), w.to(torch.complex64)).real",
    "half precision": "F.conv2d(x.bfloat16(), w.bfloat16()).float()",
    "in a batch": "torch.func.vmap(lambda one: F.conv2d(one[None], w)[0])(x)",
    "differentiated": "torch.func.vjp(lambda v: F.conv2d(v, w), x)[0]",
    "cast by itself": "(torch.autocast('cpu').__enter__(), F.conv2d(x, w))[1].float()",
    "without dispatch of subclasses": "(torch._C.DisableTorchFunctionSubclass().__enter__(),"
    " F.conv2d(x, w))[1]",
    "below the dispatch of autograd": "(torch._C._AutoDispatchBelowAutograd().__enter__(),"
    " F.conv2d(x, w))[1]",
    "by its schema": "torch._C._jit_get_operation('aten::conv2d')[0](x, w)",
    "boxed": "torch._C._dispatch_call_boxed(torch._C._dispatch_find_schema_or_throw("
    "'aten::conv2d', ''), x, w)",
    "a kernel taken out": "torch.library.get_kernel('aten::convolution', 'CPU').call_boxed("
    "torch._C.DispatchKeySet(torch._C.DispatchKey.CPU),"
    " x, w, None, (1, 1), (0, 0), (1, 1), False, (0, 0), 1)",
    "traced": "torch.jit.trace(lambda a, b: F.conv2d(a, b), (x, w))(x, w)",
    "scripted": "compiled('return torch.conv2d(x, w)')(x, w)",
    "scripted by operator": "compiled('return torch.ops.aten._convolution(x, w, None, [1, 1],"
    " [0, 0], [1, 1], False, [0, 0], 1, False, False, False, False)')(x, w)",
    "optimized for inference": "torch.jit.optimize_for_inference("
    "torch.jit.freeze(torch.jit.trace(torch.nn.Conv2d(2, 3, 2).eval(), x)))(x)",
    "an operator of scripts": "torch._C._create_function_from_graph('f', torch._C.parse_ir(OWN))"
    "(x.to_mkldnn(), w.to_mkldnn()).to_dense()",
    "an operator of scripts alone": "torch.ops.prim.mkldnn_convolution(x, w, None, [1, 1],"
    " [0, 0], [1, 1], 1)",
    "static runtime": "torch._C._jit_to_static_module(torch.jit.freeze("
    "torch.jit.trace(torch.nn.Conv2d(2, 3, 2).eval(), x))._c)(x)",
    "in a graph": "torch.fx.symbolic_trace(torch.nn.Conv2d(2, 3, 2))(x)",
}
# what is tried -> lines before `F.conv2d(x, w)`
UNDONE = {
    "another kernel, taken away": """
    library = torch._C._dispatch_library('IMPL', 'aten', 'CompositeExplicitAutograd')
    library.impl('convolution', 'CompositeExplicitAutograd', lambda *a: 1 / 0)
    library.reset()
""",
    "kernels that fall through": """
    for key in ('CPU', 'AutogradCPU', 'CompositeExplicitAutograd', 'CompositeImplicitAutograd'):
        library = torch._C._dispatch_library('IMPL', 'aten', key)
        for name in ('conv2d', 'convolution', '_slow_conv2d_forward', 'mkldnn_convolution'):
            library.impl(name, key, torch.library.fallthrough_kernel)
""",
    "every handle that is found": """
    import gc
    kind = type(torch._C._dispatch_library('IMPL', 'aten', 'CPU'))
    seen, todo = set(), [gc.get_objects()]
    while todo and len(seen) < 10**6:
        for one in todo.pop():
            if id(one) not in seen:
                seen.add(id(one))
                if isinstance(one, kind): one.reset()
        if len(seen) < 2 * 10**5: todo.append(gc.get_referents(*gc.get_objects()))
        else: break
""",
    "the libraries of Python": """
    for library in list(torch.library._impls) + list(torch.library._defs): pass
    torch.library._impls.clear(); torch.library._defs.clear()
    import gc; gc.collect()
""",
    "a refusal that refuses nothing": """
    import gc
    name = None
    def accept(*a, **k): return name
    for one in gc.get_objects():
        if getattr(one, '__name__', '') == 'refuse': one.__code__ = accept.__code__
    if isinstance(F.conv2d(x, w), str): raise PermissionError('only the name')
""",
    "a module read again": """
    import importlib, sys
    importlib.reload(torch.nn.functional); importlib.reload(torch.functional)
    importlib.reload(torch._ops)
""",
    "other backends": """
    torch.backends.mkldnn.enabled = torch.backends.nnpack.enabled = False
""",
}
# what is tried -> the body of f(x), whose value would be NumPy's windows
REFERENCES = {
    "its name": "np.lib.stride_tricks.sliding_window_view(x, 2)",
    "where it is made": "np.lib._stride_tricks_impl.sliding_window_view(x, 2)",
    "what it wraps": "np.lib.stride_tricks.sliding_window_view.__wrapped__(x, 2)",
    "what it dispatches to": "np.lib.stride_tricks.sliding_window_view._implementation(x, 2)",
    "a copy of it": "copy.deepcopy(np.lib.stride_tricks.sliding_window_view)(x, 2)",
    "a name taken before": "windows(x, 2)",
    "a function of its code": "types.FunctionType(windows.__wrapped__.__code__,"
    " windows.__wrapped__.__globals__)(x, 2, None, subok=False, writeable=False)",
    "a module read again": "importlib.reload(np.lib._stride_tricks_impl).sliding_window_view(x, 2)",
    "a module that is forgotten": "(sys.modules.pop('numpy.lib._stride_tricks_impl'),"
    " importlib.import_module('numpy.lib._stride_tricks_impl'))[1].sliding_window_view(x, 2)",
    "its file": "open(np.lib._stride_tricks_impl.__file__).read()",
    "the shelf": "from_shelf(x)",
    "the memory of the shelf": "from_memory(x)",
}
MEMORY = """
import copy, gc, importlib, importlib.util, inspect, marshal, sys, types
import numpy as np
windows, space = np.lib.stride_tricks.sliding_window_view, {}
def from_shelf(x):
    finder = next(finder for finder in sys.meta_path if hasattr(finder, 'memory'))
    spec = finder.find_spec('numpy.lib._stride_tricks_impl')
    if spec is None: raise PermissionError('no such module')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.sliding_window_view(x, 2)
def from_memory(x):
    memory = next(finder for finder in sys.meta_path if hasattr(finder, 'memory')).memory
    place = memory.find(b'sliding_window_view_dispatcher')
    if place < 0: raise PermissionError('no such module')
    for start in range(place, max(place - 10**5, 0), -1):
        if memory[start] & 0x7F == ord('c'):
            try: code = marshal.loads(memory[start : start + 10**5])
            except Exception: continue
            if getattr(code, 'co_name', '') == '<module>':
                space.update(__name__='numpy.lib.again', __package__='numpy.lib')
                exec(code, space)
                return space['sliding_window_view'](x, 2)
"""
KERNELS = """
import re, torch
PASSING_ON = re.compile(
    "(Autograd|ADInplace|Functionalize|Autocast|FuncTorch|Tracer|Meta|CompositeImplicit)"
)
def f():
    every = torch._C._dispatch_get_all_op_names()
    names = [name for name in every if re.search("conv(?!ert)", name)]
    left = []
    for name in names:
        for row in torch._C._dispatch_dump(name).splitlines()[3:]:
            if ": registered at " in row and not PASSING_ON.match(row):
                if "(inactive)" not in row and "/dev/null" not in row:
                    left.append((name, row[:60]))
    return len(names), left
"""
PREPARE = """
import torch, torch.ao.nn.quantized, torch.fx
import torch.nn.functional as F
def compiled(body):
    return torch.jit.CompilationUnit(f"def f(x: Tensor, w: Tensor):\\n    {body}\\n").f
OWN = '''graph(%x : Tensor, %w : Tensor):
  %none : NoneType = prim::Constant()
  %one : int = prim::Constant[value=1]()
  %zero : int = prim::Constant[value=0]()
  %ones : int[] = prim::ListConstruct(%one, %one)
  %zeros : int[] = prim::ListConstruct(%zero, %zero)
  %y : Tensor = prim::mkldnn_convolution(%x, %w, %none, %ones, %zeros, %ones, %one)
  return (%y)'''
"""
