"""What can be seen from inside, who may start it, and how it ends."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox import (
    Answer,
    Child,
    IsolationUnavailable,
    Raised,
    SandboxLost,
    Zygote,
    probe,
)

from ..processes import below, gone
from .conftest import QUICK

PROJECT = Path(__file__).parents[2]
WALK = """
import os
def f():
    found, writable = [], []
    for folder, folders, files in os.walk('/'):
        if os.access(folder, os.W_OK):
            writable.append(folder)
        top = folder.split('/')[1]
        if top in ('packages', 'python', 'usr', 'lib', 'lib64'):
            found += [folder] if folder.count('/') < 3 else []
        else:
            found += [os.path.join(folder, name) for name in files]
        found += [os.path.join(folder, n) for n in files if n in NAMES]
    return found, writable
def environment():
    import sys
    return dict(os.environ), sys.argv, os.getcwd(), os.listdir('/packages')
"""


@pytest.fixture(scope="module")
def unfiltered(zygote: Zygote) -> Iterator[Child]:
    """A child that may look at files: what bubblewrap alone leaves to see."""
    with Zygote(limits=QUICK, without="seccomp") as boxed, boxed.spawn() as child:
        yield child


def test_nothing_of_the_project_is_visible(unfiltered: Child) -> None:
    names = ["checks.py", "mistakes.py", "exercise.toml", "bubblewrap.py", "course.toml"]
    unfiltered.load(f"NAMES = {names!r}\n{WALK}")
    outcome = unfiltered.call("f")
    assert isinstance(outcome, Answer), outcome
    found, writable = outcome.value
    ours = sorted(path for path in found if path.startswith("/sandbox/"))
    expected = sorted(p.name for p in (PROJECT / "autograder/sandbox/inside").glob("*.py"))
    assert [p.rpartition("/")[2] for p in ours if p.endswith(".py")] == expected
    assert not [path for path in found if path.rpartition("/")[2] in names]
    assert {path.split("/")[1] for path in found} <= {
        *("dev", "lib", "lib64", "packages", "python", "sandbox", "tmp", "usr")
    }
    assert writable == []


def test_the_environment_is_empty(unfiltered: Child) -> None:
    unfiltered.load(WALK)
    outcome = unfiltered.call("environment")
    assert isinstance(outcome, Answer)
    environment, argv, folder, packages = outcome.value
    assert (environment, argv, folder) == ({}, [""], "/")
    assert "numpy" in packages
    assert not {"torch", "pytest", "nbgrader", "autograder", "course", "click"} & set(packages)


@pytest.mark.usefixtures("zygote")
def test_matplotlib_is_there_for_who_imports_it() -> None:
    source = "import matplotlib.pyplot as plt\ndef f(): return len(plt.plot([1, 2]))"
    with Zygote({"matplotlib"}, "full", QUICK) as zygote, zygote.spawn() as child:
        assert child.load(source) == Answer(None)
        assert child.call("f") == Answer(1)


def test_without_isolation_calls_work_and_memory_is_limited() -> None:
    before = below(os.getpid())
    with Zygote(isolation="none", limits=QUICK) as zygote, zygote.spawn() as child:
        child.load("import os\ndef f(x): return x + 1\ndef g(): return bytearray(10**10)")
        assert child.call("f", 1) == Answer(2)
        assert isinstance(child.call("g"), Raised)
        child.load("def fork():\n    os.fork()\n    while True: pass")
        child.call("fork")
        started = below(os.getpid())
    assert gone(started - before)


def test_a_missing_bubblewrap_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(IsolationUnavailable, match="no_bubblewrap"):
        probe("full")


def test_a_fork_uses_the_zygote_and_leaves_nothing(zygote: Zygote) -> None:
    zygote.kill_children()
    before = below(os.getpid())
    pid = os.fork()
    if pid == 0:
        child = zygote.spawn()
        child.load("def f(): return 1")
        worked = child.call("f") == Answer(1)
        child.load("while True: pass") if not worked else None
        os._exit(0 if worked else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    zygote.kill_children()
    assert below(os.getpid()) == before


def test_a_lost_zygote_is_told() -> None:
    with Zygote(limits=QUICK) as zygote:
        child = zygote.spawn()
        child.load("def f(): return 1")
        started = below(zygote.pid)
        os.kill(zygote.pid, signal.SIGKILL)
        assert gone(started)
        with pytest.raises(SandboxLost):
            child.call("f")
        with pytest.raises(SandboxLost):
            zygote.spawn()
        with pytest.raises(SandboxLost):
            zygote.kill_children()
        child.close()


SCRIPT = textwrap.dedent(
    """
    import os, sys
    from autograder.sandbox import Answer, Zygote, probe
    probe("full")
    zygote = Zygote()
    child = zygote.spawn()
    child.load("def f(x): return x + 1")
    assert child.call("f", 1) == Answer(2)
    print("works", flush=True)
    sys.stdin.readline()
    """
)


@pytest.mark.parametrize("isolation", ["full", "none"])
def test_a_killed_grader_leaves_no_process(isolation: str) -> None:
    script = SCRIPT.replace('"full"', repr(isolation))
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as grader:
        assert grader.stdout is not None
        assert grader.stdout.readline() == b"works\n"
        started = below(grader.pid)
        assert len(started) >= 2
        grader.kill()
    assert gone(started)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become somebody else")
def test_an_ordinary_user_has_the_same_isolation() -> None:
    interpreters = [sys.executable, f"/usr/bin/python3.{sys.version_info[1]}"]
    name = "convalida-test"
    if shutil.which("useradd") is None:
        pytest.skip("no useradd here")
    subprocess.run(["useradd", "--no-create-home", name], check=False, capture_output=True)
    try:
        user = pwd.getpwnam(name)
        paths = ":".join([str(PROJECT), *(path for path in sys.path if "-packages" in path)])
        for interpreter in interpreters:
            if _runs(interpreter, user, paths):
                done = _run_as(user, [interpreter, "-B", "-c", SCRIPT], paths)
                assert (done.stdout, done.returncode) == ("works\n", 0), done.stderr
                return
        pytest.skip("no interpreter with these libraries that another user can read")
    finally:
        subprocess.run(["userdel", name], check=False, capture_output=True)


def _runs(interpreter: str, user: pwd.struct_passwd, paths: str) -> bool:
    try:
        command = [interpreter, "-B", "-c", "import numpy, msgpack, autograder.sandbox"]
        return _run_as(user, command, paths).returncode == 0
    except OSError:
        return False


def _run_as(
    user: pwd.struct_passwd, command: list[str], paths: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        user=user.pw_uid,
        group=user.pw_gid,
        extra_groups=[],
        cwd="/",
        env={"PYTHONPATH": paths, "PATH": os.environ["PATH"]},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
