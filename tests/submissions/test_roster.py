"""Rosters: the platforms' own exports, the people that nobody heard of, and bad files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.submissions import WrongUsage, read_roster
from autograder.submissions.roster import Roster
from tests.submissions.fixtures import Said
from tests.submissions.handing_in import hand_in, look, told

EXPORTS = {
    "a list of one's own": (
        "id,name,email,group\n1,Ana Núñez,ana@uni.edu,A\n2,Luis Gil,luis@uni.edu,B\n",
        [("1", "Ana Núñez", "ana@uni.edu", "A"), ("2", "Luis Gil", "luis@uni.edu", "B")],
    ),
    "Spanish, with semicolons, names in two columns": (
        "Apellidos;Nombre;DNI;Correo electrónico;Grupo\nNúñez;Ana;0012;ana@uni.es;A\n\n;;;;\n",
        [("0012", "Ana Núñez", "ana@uni.es", "A")],
    ),
    "Canvas's gradebook": (
        "Student,ID,SIS Login ID,Section,Homework 3 (5512)\n"
        ",,,,Manual Posting\n    Points Possible,,,,20\n"
        '"Novak, Mira",40217,mnovak,Lab A,17.5\n"Student, Test",40218,x,Lab A,\n',
        [("40217", "Novak, Mira", None, "Lab A")],
    ),
    "Moodle's worksheet": (
        "Identifier,Full name,Email address,Status,Grade,Maximum Grade\n"
        "Participant 48211,Mira Novak,mira@uni.edu,Submitted for grading,-,20.00\n",
        [("Participant 48211", "Mira Novak", "mira@uni.edu", None)],
    ),
    "Moodle's worksheet in Spanish, blind": (
        "Identificador;Estado;Calificación\nParticipante 48211;Enviado;\n",
        [("Participante 48211", "Participante 48211", None, None)],
    ),
    "Moodle's participants": (
        "Nombre,Apellido(s),Número de ID,Dirección de correo,Grupos\nAna,Paz,77,ana@uni.es,G1\n",
        [("77", "Ana Paz", "ana@uni.es", "G1")],
    ),
    "nbgrader's export": (
        "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score\n"
        "padding,,,rosa,Paz,Rosa,rosa@uni.edu,1.0\npooling,,,rosa,Paz,Rosa,rosa@uni.edu,0.0\n",
        [("rosa", "Rosa Paz", "rosa@uni.edu", None)],
    ),
    "GitHub Classroom's": (
        '"identifier","github_username","github_id","name"\n"ana.paz","anap","1234",""\n',
        [("ana.paz", "ana.paz", None, None)],
    ),
    "Gradescope's": (
        "First Name,Last Name,SID,Email,Sections\nAna,Paz,00417,ana@uni.edu,S1\n",
        [("00417", "Ana Paz", "ana@uni.edu", "S1")],
    ),
    "Brightspace's": (
        "OrgDefinedId,Username,First Name,Last Name,End-of-Line Indicator\n"
        "#20417,#mnovak,Mira,Novak,#\n",
        [("20417", "Mira Novak", None, None)],
    ),
    "tabs": ("id\tname\n1\tAna Núñez\n", [("1", "Ana Núñez", None, None)]),
}
MakeRoster = Callable[..., Roster]
ROSTER = (
    "id,name,email,group\n1,Ana Núñez,ana@uni.edu,rojo\n2,Luis Gil,lgil@uni.edu,rojo\n3,Eva Paz,,\n"
)


@pytest.fixture
def roster(tmp_path: Path) -> MakeRoster:
    def write(text: str | bytes, encoding: str = "utf-8") -> Roster:
        path = tmp_path / "people.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return read_roster(path)

    return write


@pytest.mark.parametrize(("text", "people"), EXPORTS.values(), ids=EXPORTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("lines", ["\n", "\r\n"])
def test_exports_are_read_as_they_are(
    roster: MakeRoster, text: str, people: list[tuple[str | None, ...]], encoding: str, lines: str
) -> None:
    read = roster(text.replace("\n", lines), encoding)
    assert [(one.id, one.name, one.email, one.group) for one in read.people] == people


@pytest.mark.parametrize(
    ("text", "id_", "args"),
    [
        ("", "roster_columns", {"columns": []}),
        ("id,name\n", "roster_empty", {}),
        ("color,size\nred,3\n", "roster_columns", {"columns": ["color", "size"]}),
        ("id,name\n1,Ana\n2,Luis\n1,Eva\n", "roster_twice", {"line": 4, "person": "1"}),
        ("name\nAna Gil\nana gil\n", "roster_twice", {"line": 3, "person": "ana gil"}),
        ("id,email\n1,a@b.c\n2,A@b.c\n", "roster_twice", {"line": 3, "person": "A@b.c"}),
        (b"PK\3\4\0\0\0" + bytes(90), "roster_columns", None),
        ('id,name\n1,"' + "a" * 200_000, "roster_unreadable", None),
    ],
)
def test_a_bad_roster_is_one_line_that_says_where(
    roster: MakeRoster,
    said: Said,
    tmp_path: Path,
    text: str | bytes,
    id_: str,
    args: dict[str, Any] | None,
) -> None:
    with pytest.raises(WrongUsage) as caught:
        roster(text)
    message = caught.value.message
    assert said(message)
    assert message.id == id_
    if args is not None:
        assert message.args == {"path": str(tmp_path / "people.csv"), **args}


def test_a_roster_that_is_not_there(tmp_path: Path, said: Said) -> None:
    with pytest.raises(WrongUsage) as caught:
        read_roster(tmp_path / "people.csv")
    assert caught.value.message.id == "roster_unreadable"
    assert said(caught.value.message)


def test_those_who_handed_in_nothing_are_absent(tmp_path: Path, roster: MakeRoster) -> None:
    folder = hand_in(tmp_path / "clase", ["Ana Nunez.ipynb", "gil_luis_padding.ipynb"])
    hand_ins = look(folder, roster=roster(ROSTER))
    assert [(f.student, f.id, f.email, f.group) for f in hand_ins.found] == [
        ("Ana Núñez", "1", "ana@uni.edu", "rojo"),
        ("Luis Gil", "2", "lgil@uni.edu", "rojo"),
    ]
    assert [(one.student, one.id) for one in hand_ins.absent] == [("Eva Paz", "3")]
    assert hand_ins.messages == ()


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        (EXPORTS["Canvas's gradebook"][0], ["novakmira_40217_880123_padding.ipynb"]),
        (EXPORTS["Canvas's gradebook"][0], ["novakmira_99999_880123_padding.ipynb"]),
        (EXPORTS["Canvas's gradebook"][0], ["submitted/mnovak/padding/padding.ipynb"]),
        (EXPORTS["Moodle's worksheet"][0], ["Participant_48211_assignsubmission_file/x.ipynb"]),
        (EXPORTS["Moodle's worksheet"][0], ["M. N._48211_assignsubmission_file/x.ipynb"]),
        (EXPORTS["Moodle's worksheet"][0], ["Novak, Mira(mn)/Submission attachment(s)/x.ipynb"]),
        (EXPORTS["Moodle's worksheet"][0], ["mira@uni.edu/x.ipynb"]),
        (EXPORTS["Moodle's worksheet"][0], ["mira/x.ipynb"]),
        (EXPORTS["Brightspace's"][0], ["1-2 - Mira Novak - Oct 3, 2024 305 PM - x.ipynb"]),
        (EXPORTS["GitHub Classroom's"][0], ["hw1-submissions/hw1-anap/src/x.ipynb"]),
    ],
)
def test_a_platforms_people_meet_its_downloads(
    tmp_path: Path, roster: MakeRoster, text: str, paths: list[str]
) -> None:
    people = roster(text)
    hand_ins = look(hand_in(tmp_path / "clase", paths), roster=people)
    assert (hand_ins.absent, hand_ins.messages) == ((), ())
    assert {one.id for one in hand_ins.found} == {people.people[0].id}


def test_names_that_match_nobody_are_asked_about_and_not_guessed(
    tmp_path: Path, roster: MakeRoster, said: Said
) -> None:
    folder = hand_in(tmp_path / "clase", ["Ana Nuñes.ipynb", "eva.ipynb", "Zacarías Rubio.ipynb"])
    hand_ins = look(folder, roster=roster(ROSTER))
    assert [one.student for one in hand_ins.found] == ["Ana Nuñes", "Zacarías Rubio", "eva"]
    assert [(m.id, m.args.get("guess")) for m in hand_ins.messages] == [
        ("not_in_roster_but", "Ana Núñez"),
        ("not_in_roster", None),
        ("not_in_roster_but", "Eva Paz"),
    ]
    assert all(said(message) for message in hand_ins.messages)
    assert [one.name for one in hand_ins.absent] == ["Ana Núñez", "Luis Gil", "Eva Paz"]


def test_ids_stay_the_names_of_rows_where_hand_ins_go_by_ids(
    tmp_path: Path, roster: MakeRoster
) -> None:
    text = "student_id,first_name,last_name\nrosa,Rosa,Paz\nlm,Luis,Gil\n"
    folder = hand_in(tmp_path / "c", ["submitted/rosa/padding/padding.ipynb"])
    hand_ins = look(folder, roster=roster(text))
    assert [(one.student, one.id) for one in hand_ins.found] == [("rosa", "rosa")]
    assert [(one.student, one.name) for one in hand_ins.absent] == [("lm", "Luis Gil")]


def test_a_team_of_the_roster_is_its_members(tmp_path: Path, roster: MakeRoster) -> None:
    folder = hand_in(tmp_path / "clase", ["rojo/padding.ipynb", "Eva Paz/padding.ipynb"])
    hand_ins = look(folder, roster=roster(ROSTER))
    assert told(hand_ins) == ["Ana Núñez: padding", "Eva Paz: padding", "Luis Gil: padding"]
    assert {one.student: one.group for one in hand_ins.found}["Luis Gil"] == "rojo"
    assert (hand_ins.absent, hand_ins.messages) == ((), ())


def test_two_people_of_one_name_are_told_apart_by_their_ids(
    tmp_path: Path, roster: MakeRoster
) -> None:
    text = "id,name\n7,Ana Gil\n8,Ana Gil\n"
    folder = hand_in(tmp_path / "clase", ["ana gil/padding.ipynb"])
    hand_ins = look(folder, roster=roster(text))
    assert [one.student for one in hand_ins.found] == ["ana gil"]
    assert [one.student for one in hand_ins.absent] == ["Ana Gil_7", "Ana Gil_8"]
    assert [message.id for message in hand_ins.messages] == ["not_in_roster_but"]


def test_a_roster_decides_which_level_names_people(tmp_path: Path, roster: MakeRoster) -> None:
    text = "name\nnorte\nsur\n"
    folder = hand_in(tmp_path / "clase", ["norte/ana.ipynb", "norte/eva.ipynb", "sur/leo.ipynb"])
    assert told(look(folder, roster=roster(text))) == ["norte: ?", "sur: ?"]
    text = "name\nAna\nEva\nLeo\n"
    assert told(look(folder, roster=roster(text))) == ["Ana: ?", "Eva: ?", "Leo: ?"]


def test_one_person_under_two_spellings_has_one_row(tmp_path: Path, roster: MakeRoster) -> None:
    paths = ["Núñez, Ana/padding.ipynb", "semana 2/ana_nunez_pooling.ipynb", "lgil.ipynb"]
    hand_ins = look(hand_in(tmp_path / "clase", paths), roster=roster(ROSTER))
    assert told(hand_ins) == ["Ana Núñez: padding", "Ana Núñez: pooling", "Luis Gil: ?"]


def test_an_id_of_one_and_the_name_of_another_is_nobodys(
    tmp_path: Path, roster: MakeRoster
) -> None:
    folder = hand_in(tmp_path / "clase", ["Luis Gil_1_assignsubmission_file/padding.ipynb"])
    hand_ins = look(folder, roster=roster(ROSTER))
    assert [one.student for one in hand_ins.found] == ["Luis Gil"]
    assert [message.id for message in hand_ins.messages] == ["not_in_roster_but"]
    assert len(hand_ins.absent) == 3


def test_the_number_that_a_platform_writes_is_kept_beside_the_rosters_id(
    tmp_path: Path, roster: MakeRoster
) -> None:
    paths = ["Eva Paz_48213_assignsubmission_file/padding.ipynb"]
    (one,) = look(hand_in(tmp_path / "clase", paths), roster=roster(ROSTER)).found
    assert (one.id, one.platform_id) == ("3", "48213")
