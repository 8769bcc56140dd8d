"""The command that starts a zygote: inside bubblewrap, or plainly for one's own code.

Inside, every path is a neutral one: /python the interpreter, /packages the promised libraries,
/sandbox this project's few files, and the system's library folders. Nothing else is there.
"""

from __future__ import annotations

import glob
import os
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from . import packages

INSIDE = Path(__file__).parent / "inside"
START = """
import importlib.util as u, sys
f, sys.path[:] = sys.argv[1], {paths} + sys.path
s = u.spec_from_file_location("inside", f + "/__init__.py", submodule_search_locations=[f])
m = sys.modules["inside"] = u.module_from_spec(s)
s.loader.exec_module(m)
from inside.files import stand
stand()
from inside.zygote import main
main(sys.argv[2])
"""
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "LC_ALL": "C.UTF-8",
}
FLAGS = ["-s", "-S", "-P", "-B"]


class IsolationUnavailable(Exception):
    """The isolation asked for cannot be had here.

    `reason` is a word for what is missing or must be changed, `detail` what the system said of it.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason, self.detail = reason, detail


def plain_command(_: Mapping[str, Path], settings: str) -> tuple[list[str], dict[str, str]]:
    """Arguments and environment of an unconfined zygote; it sees every library."""
    paths = packages.folders(packages.closure(packages.PROMISED + packages.OURS))
    executable = os.path.realpath(sys.executable)
    start = START.format(paths=repr(paths))
    return [executable, *FLAGS, "-c", start, str(INSIDE), settings], dict(ENVIRONMENT)


def confined_command(
    modules: Mapping[str, Path], settings: str
) -> tuple[list[str], dict[str, str]]:
    """Arguments and environment of a zygote in bubblewrap, which sees these modules.

    Raises IsolationUnavailable.
    """
    if not sys.platform.startswith("linux"):
        raise IsolationUnavailable("no_linux", sys.platform)
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise IsolationUnavailable("no_bubblewrap")
    command = [bwrap, "--unshare-all", "--unshare-user", "--new-session", "--die-with-parent"]
    command += ["--cap-drop", "ALL", "--clearenv", "--uid", "1000", "--gid", "1000"]
    command += ["--hostname", "sandbox"]
    for name, value in {**ENVIRONMENT, "LD_LIBRARY_PATH": "/python/lib"}.items():
        command += ["--setenv", name, value]
    command += [*_system(), *_interpreter(), *_modules(modules)]
    for path in sorted(INSIDE.glob("*.py")):
        command += ["--ro-bind", str(path), f"/sandbox/inside/{path.name}"]
    for device in ("null", "zero", "random", "urandom"):
        command += ["--dev-bind", f"/dev/{device}", f"/dev/{device}"]
    command += ["--tmpfs", "/tmp", "--remount-ro", "/", "--chdir", "/"]
    start = START.format(paths=repr(["/packages"]))
    command += ["/python/bin/python", *FLAGS, "-c", start, "/sandbox/inside", settings]
    return command, {}


def _system() -> list[str]:
    """The dynamic loader and the machine's library folders, without anybody's Python."""
    architecture = sysconfig.get_config_var("MULTIARCH") or ""
    folders = [f"/lib/{architecture}", "/lib64", f"/usr/lib/{architecture}", "/usr/lib64"]
    arguments = []
    for folder in dict.fromkeys(os.path.normpath(path) for path in folders):
        if os.path.isdir(folder):
            arguments += ["--ro-bind", os.path.realpath(folder), folder]
            arguments += _masks(os.path.realpath(folder), folder)
    for loader in glob.glob("/lib/ld-*.so*"):
        arguments += ["--ro-bind", os.path.realpath(loader), loader]
    return arguments


def _interpreter() -> list[str]:
    """The real interpreter, its standard library and its shared library, under /python."""
    library = sysconfig.get_path("stdlib")
    inside = f"/python/{sys.platlibdir}/python{sys.version_info[0]}.{sys.version_info[1]}"
    arguments = ["--ro-bind", os.path.realpath(sys.executable), "/python/bin/python"]
    arguments += ["--ro-bind", library, inside]
    for name in ("site-packages", "dist-packages", "test", "ensurepip", "idlelib"):
        if os.path.isdir(os.path.join(library, name)):
            arguments += ["--tmpfs", f"{inside}/{name}", "--remount-ro", f"{inside}/{name}"]
    for shared in glob.glob(os.path.join(sys.base_prefix, "lib", "libpython3*.so*")):
        arguments += ["--ro-bind", shared, f"/python/lib/{os.path.basename(shared)}"]
    return arguments


def _modules(modules: Mapping[str, Path]) -> list[str]:
    arguments = []
    for name, path in sorted(modules.items()):
        arguments += ["--ro-bind", str(path), f"/packages/{name}"]
    return arguments


def _masks(folder: str, shown: str) -> list[str]:
    arguments = []
    for path in glob.glob(f"{folder}/python3*/*-packages"):
        target = shown + path.removeprefix(folder)
        arguments += ["--tmpfs", target, "--remount-ro", target]
    return arguments
