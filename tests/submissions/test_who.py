"""Who handed in what: the tables of layouts, what is uncertain, and who cannot be impersonated."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.submissions import Uncertain, WrongUsage
from tests.submissions.fixtures import Said
from tests.submissions.handing_in import downloaded, hand_in, look, told, zipped
from tests.submissions.instead import INSTEAD
from tests.submissions.layouts import OTHERS
from tests.submissions.platforms import PLATFORMS, TIME


@pytest.mark.parametrize(("paths", "people"), PLATFORMS.values(), ids=PLATFORMS)
def test_a_platforms_download_is_read_as_it_is(
    tmp_path: Path, paths: list[str], people: list[str]
) -> None:
    root = hand_in(tmp_path / "download", paths)
    assert told(look(downloaded(root))) == people


@pytest.mark.parametrize(("paths", "people"), OTHERS.values(), ids=OTHERS)
def test_the_level_that_differs_names_the_student(
    tmp_path: Path, paths: list[str], people: list[str]
) -> None:
    hand_ins = look(hand_in(tmp_path / "entregas", paths))
    assert told(hand_ins) == people


@pytest.mark.parametrize(("paths", "people"), INSTEAD.values(), ids=INSTEAD)
def test_what_is_not_a_notebook_is_named(
    tmp_path: Path, paths: list[str], people: list[str]
) -> None:
    root = hand_in(tmp_path / "entregas", ["ana_padding.ipynb", "eva/padding.ipynb", *paths])
    assert told(look(root)) == sorted(["ana: padding", "eva: padding", *people])


UNCERTAIN = {
    "people, or files, below folders that are neither weeks nor sections": (
        ["norte/ana.ipynb", "norte/luis.ipynb", "sur/eva.ipynb", "sur/leo.ipynb"],
        ("uncertain_owner", "norte", ["ana", "luis"], "{student}/**", "*/{student}.ipynb"),
    ),
    "a matrix that reads both ways": (
        ["norte/ana/padding.ipynb", "norte/luis/padding.ipynb",
         "sur/ana/padding.ipynb", "sur/luis/padding.ipynb"],
        ("uncertain_owner", "norte", ["ana", "luis"], "{student}/**", "*/{student}/**"),
    ),
    "a download of a class where hand-ins lie": (
        ["moodle.zip!Ana Paz_1_assignsubmission_file/padding.ipynb",
         "moodle.zip!Eva Gil_2_assignsubmission_file/padding.ipynb"],
        ("uncertain_archive", "moodle.zip", ["Ana Paz", "Eva Gil"], "{student}/**", None),
    ),
    "downloads of one name": (
        ["padding.ipynb", "padding (1).ipynb", "padding (2).ipynb"],
        ("uncertain_nameless", None, None, None, "**/{student}.ipynb"),
    ),
    "weeks without anybody": (
        ["semana 1/tarea.ipynb", "semana 2/tarea.ipynb"],
        ("uncertain_nameless", None, None, None, "{student}/**"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("paths", "asked"), UNCERTAIN.values(), ids=UNCERTAIN)
def test_where_it_is_not_certain_nobody_is_graded_and_the_option_that_decides_is_said(
    tmp_path: Path, said: Said, paths: list[str], asked: tuple[Any, ...]
) -> None:
    root = hand_in(tmp_path / "clase", paths)
    with pytest.raises(Uncertain) as caught:
        look(root)
    message = caught.value.message
    assert said(message)
    args = message.args
    several = args.get("several", args.get("pattern"))
    assert (message.id, args.get("path"), args.get("names"), args.get("one"), several) == asked
    for pattern in filter(None, (args.get("one"), several)):
        assert look(root, student_from=pattern).found


def test_both_answers_to_the_question_are_taken(tmp_path: Path) -> None:
    root = hand_in(
        tmp_path, ["norte/ana.ipynb", "norte/luis.ipynb", "sur/eva.ipynb", "sur/z.ipynb"]
    )
    assert told(look(root, student_from="{student}/**")) == ["norte: ?", "sur: ?"]
    several = look(root, student_from="*/{student}.ipynb")
    assert told(several) == ["ana: ?", "eva: ?", "luis: ?", "z: ?"]


MALLORY = {
    "nbgrader": [
        "submitted/mallory/padding/submitted/alice/padding/padding.ipynb",
        "submitted/mallory/padding/padding.ipynb",
        "submitted/alice/padding/padding.ipynb",
    ],
    "nbgrader, the inner one alone": [
        "submitted/mallory/padding/submitted/alice/padding/padding.ipynb",
        "submitted/alice/padding/padding.ipynb",
    ],
    "an archive among files": [
        "mallory_padding.zip!alice/padding/padding.ipynb",
        "mallory_padding.zip!submitted/alice/padding/padding.ipynb",
        "alice_padding.ipynb",
    ],
    "Canvas's name in an archive": [
        "mallory_41_881_padding.zip!alice_40_880_padding.ipynb",
        "alice_40_880_padding.ipynb",
    ],
    "Moodle's name in an archive in a folder": [
        "Mallory_2_assignsubmission_file/x.zip!Alice_1_assignsubmission_file/padding.ipynb",
        "Alice_1_assignsubmission_file/padding.ipynb",
    ],
    "an archive in an archive": [
        "mallory.zip!alice.zip!alice/padding.ipynb",
        "alice.zip!padding.ipynb",
    ],
    "the name of another in one's folder": [
        "mallory/alice/padding.ipynb",
        "alice/padding.ipynb",
        "bob/padding.ipynb",
    ],
    "several others in one's folder": [
        "mallory/alice_padding.ipynb",
        "mallory/bob_padding.ipynb",
        "mallory/semana 1/carol/padding.ipynb",
        "alice/padding.ipynb",
        "bob/padding.ipynb",
    ],
    "a list of Gradescope's in one's archive": [
        "mallory.zip!submission_metadata.yml = submission_1: {':submitters': [{':name': alice}]}",
        "mallory.zip!submission_1/padding.ipynb",
        "alice.ipynb",
    ],
    "a list of Gradescope's in one's folder": [
        "mallory/submission_metadata.yml = bob: {':submitters': [{':name': alice}]}",
        "mallory/padding.ipynb",
        "alice/padding.ipynb",
        "bob/padding.ipynb",
    ],
    "the exchange's name inside": [
        f"inbound/mallory+padding+{TIME}+aaaaaaaaaaaa/alice+padding+{TIME}+b/padding.ipynb",
        f"inbound/alice+padding+{TIME}+bbbbbbbbbbbb/padding.ipynb",
    ],
}


@pytest.mark.parametrize("paths", MALLORY.values(), ids=MALLORY)
@pytest.mark.parametrize("archived", [False, True])
def test_nothing_in_ones_own_hand_in_names_anybody_else(
    tmp_path: Path, paths: list[str], archived: bool
) -> None:
    root = hand_in(
        tmp_path / "clase", [f"clase.zip!{path}" for path in paths] if archived else paths
    )
    hand_ins = look(root / "clase.zip" if archived else root)
    whose: dict[str, list[str]] = defaultdict(list)
    for one in hand_ins.found:
        whose[one.student.casefold()].append(one.origin.casefold())
    assert {"mallory", "alice"} <= set(whose) <= {"mallory", "alice", "bob"}
    assert all("mallory" in origin for origin in whose["mallory"])
    assert not any("mallory" in o for who in ("alice", "bob") for o in whose.get(who, []))


@pytest.mark.parametrize("layouts", [PLATFORMS, OTHERS, MALLORY])
def test_what_is_found_depends_on_nothing_but_the_files(
    tmp_path: Path, layouts: dict[str, Any]
) -> None:
    for number, layout in enumerate(layouts.values()):
        paths = layout if isinstance(layout, list) else layout[0]
        one, other = tmp_path / f"{number}", tmp_path / "again" / f"{number}"
        root = downloaded(hand_in(one, paths))
        again = downloaded(hand_in(other, reversed(paths)))
        assert told(look(root)) == told(look(again))
        children = sorted(root.iterdir()) if root.is_dir() else [root]
        assert look(*children) == look(*reversed(children))


LEVELS = st.sampled_from(
    ["ana", "luis", "Eva Paz", "semana 1", "semana 2", "Grupo A", "padding", "submitted", "1", "S1",
     "Ana Paz_1_assignsubmission_file", "Leo_2_assignsubmission_file", "Gil, Luis(lgil)", "norte",
     "luis.zip", "download", f"rosa+padding+{TIME}+x", "submission_1", "hw1-submissions", "hw1-leo"]
)  # fmt: skip
FILES = st.sampled_from(
    ["padding.ipynb", "padding (1).ipynb", "ana.ipynb", "luis_pooling.ipynb", "Untitled.ipynb",
     "nova_402_8801_x.ipynb", "ana.txt", "b.pdf", "1-2 - Ana - Oct 3, 2024 305 PM - x.ipynb",
     "submission_metadata.yml"]
)  # fmt: skip
PATHS = st.builds(
    lambda levels, file: "/".join([*levels, file]), st.lists(LEVELS, max_size=3), FILES
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(paths=st.lists(PATHS, min_size=1, max_size=8, unique=True), shuffled=st.randoms())
def test_every_notebook_is_somebodys_or_nobody_is_graded(
    tmp_path: Path, paths: list[str], shuffled: random.Random
) -> None:
    """And the order in which files are found changes nothing."""
    seen: list[object] = []
    for order in (paths, shuffled.sample(paths, len(paths))):
        (tmp_path / "class.zip").write_bytes(zipped(order))
        try:
            hand_ins = look(tmp_path / "class.zip")
        except WrongUsage as error:
            seen.append(error.message.id)
            continue
        handed_in = {one.origin.partition("!")[2] for one in hand_ins.found}
        course = all(path.startswith("submitted/") for path in handed_in)  # nbgrader's
        asked = [path for path in paths if path.startswith("submitted/") or not course]
        assert {path for path in asked if path.endswith(".ipynb")} <= handed_in
        seen.append((told(hand_ins), {m.id for m in hand_ins.messages}))
    assert seen[0] == seen[1]


OWN = st.sampled_from(
    ["mallory/", "mallory.zip!", "Mallory_9_assignsubmission_file/", "mallory_499_8899_x.zip!",
     "submitted/mallory/padding/", "Mal, Mallory(mallory)/", "semana 1/mallory/", "hw1-mallory/",
     f"mallory+padding+{TIME}+x/", "9-2 - Mallory - Oct 3, 2024 305 PM/", "mallory_padding.zip!"]
)  # fmt: skip
OTHERS_OWN = [
    "alice/padding.ipynb",
    "bob.zip!padding.ipynb",
    "carol_401_8801_padding.ipynb",
    "Dan_7_assignsubmission_file/x.ipynb",
]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(own=OWN, inside=st.lists(PATHS, min_size=1, max_size=6, unique=True))
def test_whatever_lies_in_ones_own_hand_in_is_ones_own(
    tmp_path: Path, own: str, inside: list[str]
) -> None:
    nested = [path.replace(".zip/", "_zip/") for path in inside]
    (tmp_path / "class.zip").write_bytes(zipped([*OTHERS_OWN, *(own + path for path in nested)]))
    for one in look(tmp_path / "class.zip").found:
        is_mallorys = "mallory" in one.origin.casefold()
        assert is_mallorys == ("mallory" in one.student.casefold())
