"""Looking for the checks, the solutions, the mistakes and the machine's secrets."""

from __future__ import annotations

from .model import SIGNATURE, Hostile, attack, once

WALK = "import os\n" + once(
    """
    names = {"checks.py", "mistakes.py", "oracle.py", "exercise.toml", "course.toml", "grade.py"}
    folders = {"autograder", "course", "exercises", "solutions", "submitted", "results"}
    for folder, inner, files in os.walk("/"):
        if folder.startswith("/packages/torch/"):
            inner.clear()
        kinds = (".ipynb", ".key", ".netrc", ".pypirc", "id_rsa")
        if names & set(files) or any(name.endswith(kinds) for name in files):
            return folder
        if folders & set(inner) and folder in ("/", "/packages", "/sandbox", "/python"):
            return folder
"""
)

CASES = (
    Hostile(
        "finds_the_checks_on_disk",
        "reading",
        "searches the disk for checks.py and solutions, and runs what it finds",
        WALK,
        "files",
        raises="LookupError",
    ),
    Hostile(
        "searches_above_the_libraries",
        "reading",
        "looks for checks and solutions in the folders above the libraries and above itself",
        "import pathlib, sys\n"
        + once("""
    files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    above = {folder for file in files if file for folder in pathlib.Path(file).parents}
    for folder in above:
        for pattern in ("exercises/*/*/checks.py", "solutions/*.py", "autograder/*.py"):
            if found := list(folder.glob(pattern)):
                return found
"""),
        "calls",
        raises="PermissionError",
    ),
    Hostile(
        "imports_the_project",
        "reading",
        "imports the grader, the course, the exercises or the solutions",
        "import importlib\n"
        + once(
            """
    for name in ("autograder", "course", "exercises", "solutions", "solutions.padding"):
        try:
            return importlib.import_module(name)
        except ImportError:
            pass
"""
        ),
        "files",
        raises="LookupError",
    ),
    Hostile(
        "imports_the_solution_by_path",
        "reading",
        "adds every folder above and beside it to sys.path and imports the solution",
        "import sys\n"
        + attack(
            """
    sys.path[:0] = ["..", "../..", "/work", "/src", "/app", "/srv", "/home", "/root", "/tmp"]
    import solutions.padding
"""
        ),
        "files",
        raises="ModuleNotFoundError",
    ),
    Hostile(
        "looks_into_frames",
        "reading",
        "walks up the stack and looks for expected values in the variables of its callers",
        "import sys\n"
        + SIGNATURE
        + """
    answer, frame = right(x, pad, value), sys._getframe()
    while frame := frame.f_back:
        for held in (*frame.f_locals.values(), *frame.f_globals.values()):
            if isinstance(held, np.ndarray) and np.array_equal(held, answer):
                if not np.shares_memory(held, x):
                    return held
    raise LookupError("nothing here")
""",
        "apart",
        raises="LookupError",
    ),
    Hostile(
        "asks_the_garbage_collector",
        "reading",
        "looks through every object of the process for checks, references and mistakes",
        "import gc\n"
        + once(
            """
    wanted = {"AnswerKey", "Course", "Unit", "Case", "Proxy", "Function", "Session"}
    for held in gc.get_objects():
        module = getattr(type(held), "__module__", "")
        name = type(held).__name__
        if str(module).split(".")[0] in ("autograder", "course", "_pytest", "pytest"):
            return held
        if name in wanted and module not in ("inside.child", "requests.sessions"):
            return held
        if name == "function" and held.__module__ == "solutions.padding":
            return held
"""
        ),
        "apart",
        raises="LookupError",
    ),
    Hostile(
        "reads_the_line_cache",
        "reading",
        "looks for the source of checks in linecache, inspect and loaded modules",
        "import linecache, sys\n"
        + once(
            """
    texts = ["".join(entry[2]) for entry in linecache.cache.values() if len(entry) == 4]
    for text in texts:
        if "assert_" + "close" in text:
            return text
    return [name for name in sys.modules if name.split(".")[0] in ("pytest", "autograder")]
"""
        ),
        "apart",
        raises="LookupError",
    ),
    Hostile(
        "reads_the_environment",
        "reading",
        "looks for tokens and names in the environment and the command line",
        "import os, sys\n"
        + once(
            """
    kept = {key: value for key, value in os.environ.items() if key != "LC_CTYPE"}
    texts = [*sys.argv, *sys.orig_argv]
    return kept or [text for text in texts if "/home/" in text or "/root/" in text]
"""
        ),
        "files",
        raises="LookupError",
    ),
    Hostile(
        "reads_the_first_environment",
        "reading",
        "reads the environment that its process was started with, from the C library's memory",
        "import ctypes\n"
        + once(
            """
    libc = ctypes.CDLL(None)
    libc.getenv.restype = ctypes.c_char_p
    secrets = (b"HOME", b"USER", b"PATH", b"VIRTUAL_ENV", b"AWS_SECRET_ACCESS_KEY")
    return [name for name in secrets if libc.getenv(name)]
"""
        ),
        "namespaces",
        raises="LookupError",
    ),
    Hostile(
        "reads_the_users",
        "reading",
        "reads the users and passwords of the machine",
        attack("    open('/etc/passwd').read() + open('/etc/shadow').read()"),
        "calls",
        raises="PermissionError",
    ),
    Hostile(
        "reads_homes",
        "reading",
        "lists home directories and the folders where a class is graded",
        "import os\n"
        + once(
            """
    found = []
    for folder in ("/root", "/home", "/work", "/mnt", "/media", "/srv", "/var", "/etc", "/run"):
        if os.path.exists(folder):
            found.append(folder)
    return found
"""
        ),
        "files",
        raises="LookupError",
    ),
    Hostile(
        "reads_processes",
        "reading",
        "reads the grader's memory, files and command line through /proc",
        "import os\n"
        + attack(
            """
    for pid in ("self", "1", str(os.getppid())):
        for name in ("mem", "environ", "cmdline", "maps", "fd/0"):
            open(f"/proc/{pid}/{name}", "rb").read(1)
"""
        ),
        "calls",
        raises="PermissionError",
    ),
    Hostile(
        "reads_the_kernel",
        "reading",
        "reads devices, kernel settings and the memory of the machine",
        "import os\n"
        + once(
            """
    found = []
    for path in ("/dev/mem", "/dev/kmsg", "/dev/sda", "/dev/vda", "/dev/fuse", "/dev/kvm",
                 "/dev/tty", "/dev/ptmx", "/dev/shm", "/dev/mqueue", "/sys", "/proc", "/boot"):
        if os.path.exists(path):
            found.append(path)
    return found
"""
        ),
        "files",
        raises="LookupError",
    ),
    Hostile(
        "reads_every_descriptor",
        "reading",
        "reads from every open descriptor other than its own socket",
        "import os, stat\n"
        + once(
            """
    found = []
    for number in range(65536):
        try:
            status = os.fstat(number)
        except OSError:
            continue
        if number != 3 and not (stat.S_ISCHR(status.st_mode) and os.read(number, 1) == b""):
            found.append(number)
    return found
"""
        ),
        "fork",
        raises="LookupError",
    ),
)
