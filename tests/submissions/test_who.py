"""Who handed in what: a layout is a list of paths and the people that it means.

To add one, add an entry: a name, the paths, and a line `student: unit` for each hand-in; `?` is a
unit that the names do not tell.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.submissions import Uncertain, WrongUsage
from tests.submissions.handing_in import hand_in, look, told, zipped

TIME = "2025-03-02 14:58:23.948203 UTC"

PLATFORMS = {
    "nbgrader, a course": (
        [
            "course/submitted/rosa/padding/padding.ipynb",
            "course/submitted/rosa/pooling/pooling.ipynb",
            "course/submitted/eva_m/padding/padding.ipynb",
            "course/submitted/eva_m/padding/timestamp.txt = 2025-03-02 14:58:23 UTC",
            "course/release/padding/padding.ipynb",
            "course/source/padding/padding.ipynb",
            "course/autograded/rosa/padding/padding.ipynb",
        ],
        ["eva_m: padding", "rosa: padding", "rosa: pooling"],
    ),
    "nbgrader, the exchange's inbound folder": (
        [
            f"inbound/rosa+padding+{TIME}+Xp3kq0Rz81aB/padding.ipynb",
            f"inbound/rosa+padding+{TIME.replace('14', '15')}+Yp3kq0Rz81aB/padding.ipynb",
            f"inbound/luis+padding+{TIME}+Zp3kq0Rz81aB/padding.ipynb",
            f"inbound/luis+padding+{TIME}+Zp3kq0Rz81aB/timestamp.txt = {TIME}",
            f"inbound/luis+padding+{TIME}+Zp3kq0Rz81aB/submission_secret.txt = x",
        ],
        ["luis: padding", "rosa: padding"],
    ),
    "Moodle with folders, and as it was before 4.1": (
        [
            "CNN-padding-4711/Ana Núñez_48211_assignsubmission_file/padding.ipynb",
            "CNN-padding-4711/Luis Gil_48212_assignsubmission_file_/mi carpeta/Untitled.ipynb",
            "CNN-padding-4711/Eva Paz_48213_assignsubmission_onlinetext/onlinetext.html = <p>",
            "CNN-padding-4711/Leo Ruiz_48214_assignsubmission_file/trabajo.pdf = %PDF",
        ],
        [
            "Ana Núñez: padding",
            "Eva Paz: no notebook, typed",
            "Leo Ruiz: no notebook, pdf",
            "Luis Gil: ?",
        ],
    ),
    "Moodle without folders": (
        [
            "moodle.zip!Ana Núñez_48211_assignsubmission_file_padding.ipynb",
            "moodle.zip!Luis Gil_48212_assignsubmission_file_tarea final.ipynb",
            "moodle.zip!Eva Paz_48213_assignsubmission_onlinetext_onlinetext.html",
            "moodle.zip!Paz Sol_48214_assignsubmission_file_todo.zip!a/b/pooling.ipynb",
        ],
        [
            "Ana Núñez: padding",
            "Eva Paz: no notebook, typed",
            "Luis Gil: ?",
            "Paz Sol: pooling",
        ],
    ),
    "Moodle, blind": (
        [
            "Participant_48211_assignsubmission_file/padding.ipynb",
            "Participant_48212_assignsubmission_file/padding.ipynb",
        ],
        ["Participant_48211: padding", "Participant_48212: padding"],
    ),
    "Moodle, teams, and the default group without an id": (
        [
            "Grupo 1_311_assignsubmission_file/padding.ipynb",
            "Grupo 2_312_assignsubmission_file/padding.ipynb",
            "Default group_assignsubmission_file/padding.ipynb",
        ],
        ["Default group: padding", "Grupo 1: padding", "Grupo 2: padding"],
    ),
    "Canvas": (
        [
            "novakmira_40217_880123_padding.ipynb",
            "oneilannalena_LATE_40355_880201_padding-1.ipynb",
            "gilluis_40218_text.html = <p>",
            "pazeva_40219_link.html = <a>",
            "pazeva_LATE_40220_link.html = <a>",
            "solana_40221_880300_pooling.zip!x/Untitled.ipynb",
        ],
        [
            "gilluis: no notebook, typed",
            "novakmira: padding",
            "oneilannalena: padding",
            "pazeva_40219: no notebook, address",
            "pazeva_40220: no notebook, address",
            "solana: pooling",
        ],
    ),
    "Canvas, anonymous": (
        [
            "anon_x7Qw2_880123_padding.ipynb",
            "LATE_anon_b3Rt9_880124_padding.ipynb",
            "anon_c4Zz1_text.html = <p>",
        ],
        ["anon_b3Rt9: padding", "anon_c4Zz1: no notebook, typed", "anon_x7Qw2: padding"],
    ),
    "Gradescope's export": (
        [
            "assignment_1_export/submission_metadata.yml = submission_90012:\n"
            "  :submitters:\n  - :name: Mira Novak\n    :sid: '00417'\n"
            "    :email: mira@example.edu\n  :created_at: 2025-03-02 20:30:10 Z\n"
            "submission_90013:\n  :submitters:\n  - :name: Ana Paz\n    :sid: '00418'\n"
            "  - :name: Luis Gil\n    :sid: '00419'\n",
            "assignment_1_export/submission_90012/padding.ipynb",
            "assignment_1_export/submission_90013/padding.ipynb",
        ],
        ["Ana Paz: padding", "Luis Gil: padding", "Mira Novak: padding"],
    ),
    "GitHub Classroom": (
        [
            "cnn-hw1-submissions/cnn-hw1-ana-gil/src/padding.ipynb",
            "cnn-hw1-submissions/cnn-hw1-ana-gil/examples/tour.ipynb",
            "cnn-hw1-submissions/cnn-hw1-ana-gil/examples/more.ipynb",
            "cnn-hw1-submissions/cnn-hw1-ana-gil/.github/x.ipynb",
            "cnn-hw1-submissions/cnn-hw1-luis/src/padding.ipynb",
            "cnn-hw1-submissions/cnn-hw1-luis/examples/tour.ipynb",
            "cnn-hw1-submissions/cnn-hw1-luis/examples/more.ipynb",
        ],
        ["ana-gil: ?", "ana-gil: padding", "luis: ?", "luis: padding"],
    ),
    "GitHub repositories in a folder": (
        ["repos/hw1-ana/src/padding.ipynb", "repos/hw1-luis/src/padding.ipynb"],
        ["ana: padding", "luis: padding"],
    ),
    "Google Classroom, Drive": (
        [
            "Ana García - padding.ipynb",
            "Ana García - padding (1).ipynb",
            "Copia de Luis Gil - padding.ipynb",
            "Copy of padding - Eva Paz.ipynb",
            "Kopie von Jan Ek - padding.ipynb",
        ],
        ["Ana García: padding", "Eva Paz: padding", "Jan Ek: padding", "Luis Gil: padding"],
    ),
    "Google Drive, a folder for each": (
        ["ana/Copia de padding.ipynb", "luis/Copia de padding.ipynb", "eva/Copy of padding.ipynb"],
        ["ana: padding", "eva: padding", "luis: padding"],
    ),
    "Blackboard": (
        [
            "HW_3_m_novak_attempt_2025-03-02-20-30-10_padding.ipynb",
            "HW_3_m_novak_attempt_2025-03-02-20-30-10.txt = Name: Mira Novak (m_novak)",
            "HW_3_m_novak_attempt_2025-03-03-08-00-00_padding.ipynb",
            "HW_3_agil_attempt_2025-03-02-20-30-10_pooling.ipynb",
            "HW_3_epaz_attempt_2025-03-02-20-30-10.txt = Name: Eva Paz (epaz)",
        ],
        ["agil: pooling", "epaz: no notebook, typed", "m_novak: padding"],
    ),
    "Brightspace, prefixes": (
        [
            "15271-35176 - Mira Novak - Oct 3, 2024 305 PM - padding.ipynb",
            "15272-35176 - Ana Gil - Oct 3, 2024 1105 AM - padding.ipynb",
            "index.html = <html>",
        ],
        ["Ana Gil: padding", "Mira Novak: padding"],
    ),
    "Brightspace, folders": (
        [
            "HW3 Download Oct 4, 2024/15271-35176 - Mira Novak - Oct 3, 2024 305 PM/work.ipynb",
            "HW3 Download Oct 4, 2024/15272-35176 - Ana Gil - Oct 3, 2024 306 PM/work.ipynb",
        ],
        ["Ana Gil: ?", "Mira Novak: ?"],
    ),
    "Sakai": (
        [
            "Homework 3/Paz, Ana(apaz)/timestamp.txt = 20250302",
            "Homework 3/Paz, Ana(apaz)/Submission attachment(s)/padding.ipynb",
            "Homework 3/Paz, Ana(apaz)/Feedback Attachment(s)/",
            "Homework 3/Gil, Luis(lgil)/Submission attachment(s)/padding.ipynb",
            "Homework 3/Gil, Luis(lgil)/comments.txt = ",
            "Homework 3/Ek, Jan(jek)/Ek, Jan(jek)_submissionText.html = <p>",
            "Homework 3/grades.csv = x",
        ],
        ["Ek, Jan: no notebook, typed", "Gil, Luis: padding", "Paz, Ana: padding"],
    ),
    "Sakai, teams": (
        [
            "Homework 3/Team A (9f2c)/members.txt = ana",
            "Homework 3/Team A (9f2c)/Submission attachment(s)/padding.ipynb",
            "Homework 3/Team B (9f2d)/members.txt = luis",
            "Homework 3/Team B (9f2d)/Submission attachment(s)/padding.ipynb",
        ],
        ["Team A: padding", "Team B: padding"],
    ),
    "ILIAS": (
        [
            "Paz_Ana_apaz_4021/padding.ipynb",
            "Gil_Luis Miguel_lgil_4022/Late - padding.ipynb",
        ],
        ["Ana Paz: padding", "Luis Miguel Gil: padding"],
    ),
    "OK": (
        [
            "hw1-03-02-10-30-AM.zip!hw1/ana@uni.edu/aB3xYz/padding.ipynb",
            "hw1-03-02-10-30-AM.zip!hw1/ana@uni.edu/aB3xYz/info.json",
            "hw1-03-02-10-30-AM.zip!hw1/eva@uni.edu-luis.gil@uni.edu/cD4xYz/padding.ipynb",
        ],
        ["ana@uni.edu: padding", "eva@uni.edu: padding", "luis.gil@uni.edu: padding"],
    ),
    "Otter, in Moodle's folders": (
        [
            "Ana Gil_1_assignsubmission_file/padding_2025_03_02T14_58_23_123456.zip!padding.ipynb",
            "Eva Paz_2_assignsubmission_file/padding_2025_03_02T14_59_23_123456.zip!padding.ipynb",
        ],
        ["Ana Gil: padding", "Eva Paz: padding"],
    ),
    "Otter, named by hand": (
        [
            "ana_padding_2025_03_02T14_58_23_123456.zip!padding.ipynb",
            "eva_padding_2025_03_02T14_59_23_123456.zip!padding.ipynb",
        ],
        ["ana: padding", "eva: padding"],
    ),
}

OTHERS = {
    "flat": (
        ["ana.ipynb", "luis_miguel.ipynb", "de_la_o_pooling.ipynb", "eva_padding.ipynb"],
        ["ana: ?", "de_la_o: pooling", "eva: padding", "luis_miguel: ?"],
    ),
    "flat, the unit first, with dashes and dates": (
        ["padding-ana.ipynb", "padding - Luis Gil.ipynb", "2024-10-03 eva padding v2 final.ipynb"],
        ["Luis Gil: padding", "ana: padding", "eva: padding"],
    ),
    "a folder for each": (
        ["ana/padding.ipynb", "luis/padding/padding.ipynb", "eva/mi trabajo.ipynb"],
        ["ana: padding", "eva: ?", "luis: padding"],
    ),
    "the same file in each folder, its name says nothing": (
        ["ana/tarea.ipynb", "mark/tarea.ipynb", "eva/convnet_desde_cero.ipynb"],
        ["ana: ?", "eva: ?", "mark: ?"],
    ),
    "a week below each student": (
        ["ana/semana 2/padding.ipynb", "luis/semana 2/padding.ipynb"],
        ["ana: padding", "luis: padding"],
    ),
    "students below weeks": (
        [
            "semana 1/ana/padding.ipynb",
            "semana 1/luis/padding.ipynb",
            "semana 2/ana/pooling.ipynb",
            "semana 2/luis_pooling.ipynb",
        ],
        ["ana: padding", "ana: pooling", "luis: padding", "luis: pooling"],
    ),
    "students below units": (
        ["padding/ana.ipynb", "padding/luis.ipynb", "pooling/ana.ipynb"],
        ["ana: padding", "ana: pooling", "luis: padding"],
    ),
    "units below students": (
        ["ana/padding/x.ipynb", "ana/pooling/x.ipynb", "luis/padding/x.ipynb"],
        ["ana: padding", "ana: pooling", "luis: padding"],
    ),
    "two units a student in one folder": (
        ["ana/padding.ipynb", "ana/pooling.ipynb", "luis/padding.ipynb", "luis/pooling.ipynb"],
        ["ana: padding", "ana: pooling", "luis: padding", "luis: pooling"],
    ),
    "units whose names begin alike": (
        [
            "ana_convolution.ipynb", "ana_convolution_backward.ipynb",
            "convolution backward luis.ipynb",
        ],
        ["ana: convolution", "ana: convolution_backward", "luis: convolution_backward"],
    ),
    "sections of a class": (
        [
            "Sección A/ana.ipynb", "Sección A/luis.ipynb",
            "Sección B/eva.ipynb", "Sección B/leo.ipynb",
        ],
        ["ana: ?", "eva: ?", "leo: ?", "luis: ?"],
    ),
    "teams": (
        ["Grupo 1/padding.ipynb", "Grupo 2/padding.ipynb", "Equipo rojo/padding.ipynb"],
        ["Equipo rojo: padding", "Grupo 1: padding", "Grupo 2: padding"],
    ),
    "numbers as names": (
        ["1/padding.ipynb", "2/padding.ipynb", "10/padding.ipynb"],
        ["10: padding", "1: padding", "2: padding"],
    ),
    "ids as names": (
        ["20231234.ipynb", "20231235_padding.ipynb", "padding_20231236.ipynb"],
        ["20231234: ?", "20231235: padding", "20231236: padding"],
    ),
    "e-mails as names": (
        ["ana.gil@uni.edu_padding.ipynb", "luis@uni.edu/padding.ipynb"],
        ["ana.gil@uni.edu: padding", "luis@uni.edu: padding"],
    ),
    "folders and files mixed": (
        ["ana.ipynb", "luis/padding.ipynb", "eva.zip!padding.ipynb", "leo_padding.ipynb"],
        ["ana: ?", "eva: padding", "leo: padding", "luis: padding"],
    ),
    "students' own archives with a folder inside": (
        ["ana.zip!cosas/padding.ipynb", "luis_padding.zip!cosas/Untitled.ipynb"],
        ["ana: padding", "luis: padding"],
    ),
    "one student": (["ana/semana 2/padding.ipynb"], ["ana: padding"]),
    "one student in a folder of the course": (["entregas/ana/padding.ipynb"], ["ana: padding"]),
    "one file": (["ana_padding.ipynb"], ["ana: padding"]),
    "names with accents, spaces and commas": (
        ["García, Ana/padding.ipynb", "Íñigo de la Torre/padding.ipynb", "أحمد/padding.ipynb"],
        ["García, Ana: padding", "Íñigo de la Torre: padding", "أحمد: padding"],
    ),
    "composed and decomposed": (
        ["semana 1/Jose\u0301/padding.ipynb", "semana 2/José/pooling.ipynb"],
        ["José: padding", "José: pooling"],
    ),
    "capitals and underscores": (
        ["semana 1/Ana Gil/padding.ipynb", "semana 2/ana_gil/pooling.ipynb"],
        ["Ana Gil: padding", "Ana Gil: pooling"],
    ),
    "a full-width formula": (["＝cmd/padding.ipynb", "ana/padding.ipynb"],
        ["ana: padding", "＝cmd: padding"]),
    "resubmissions in a folder": (
        [
            "ana/padding.ipynb", "ana/padding (1).ipynb", "ana/padding-Copy1.ipynb",
            "luis/padding.ipynb",
        ],
        ["ana: padding", "luis: padding"],
    ),
    "a prefix that nobody announced": (
        [f"zeta-cero-{who}/main.ipynb" for who in ("ana", "luis", "eva", "leo")],
        ["ana: ?", "eva: ?", "leo: ?", "luis: ?"],
    ),
    "sections with a folder for each": (
        ["Grupo A/ana/padding.ipynb", "Grupo A/luis/padding.ipynb", "Grupo B/eva/padding.ipynb"],
        ["ana: padding", "eva: padding", "luis: padding"],
    ),
    "weeks by a letter": (
        ["S1/ana.ipynb", "S1/luis.ipynb", "S2/ana.ipynb", "S2/luis.ipynb"],
        ["ana: ?", "luis: ?"],
    ),
    "codes of assignments": (
        ["T1_ana.ipynb", "T1_luis.ipynb", "T2_ana.ipynb", "P2 - luis.ipynb"],
        ["ana: ?", "luis: ?"],
    ),
    "ids that begin with digits, and codes that are ids": (
        ["12345678A.ipynb", "87654321B_padding.ipynb", "s01.ipynb", "s02_padding.ipynb"],
        ["12345678A: ?", "87654321B: padding", "s01: ?", "s02: padding"],
    ),
    "folders around folders": (
        ["x/y/z/ana.ipynb", "x/y/z/luis.ipynb", "x/y/z/eva/padding.ipynb"],
        ["ana: ?", "eva: padding", "luis: ?"],
    ),
    "a platform's download in a folder of any name": (
        [
            "rara-33/Ana Paz_1_assignsubmission_file/padding.ipynb",
            "rara-33/Eva Gil_2_assignsubmission_file/padding.ipynb",
        ],
        ["Ana Paz: padding", "Eva Gil: padding"],
    ),
    "two downloads of a platform, whose numbers differ": (
        [
            "uno-33/Ana Paz_1_assignsubmission_file/padding.ipynb",
            "uno-33/Eva Gil_2_assignsubmission_file/padding.ipynb",
            "tres-34/Ana Paz_7_assignsubmission_file/pooling.ipynb",
            "tres-34/Eva Gil_8_assignsubmission_file/pooling.ipynb",
        ],
        ["Ana Paz: padding", "Ana Paz: pooling", "Eva Gil: padding", "Eva Gil: pooling"],
    ),
    "Teams": (
        [
            "Submitted files/Ana García/Tarea 1/Version 1/padding.ipynb",
            "Submitted files/Ana García/Tarea 1/Version 2/padding.ipynb",
            "Submitted files/Luis Gil/Tarea 1/Version 1/padding.ipynb",
        ],
        ["Ana García: padding", "Luis Gil: padding"],
    ),
    "a form's answers": (
        [
            "Tarea 1 (File responses)/Sube tu cuaderno (File responses)/padding - Ana Paz.ipynb",
            "Tarea 1 (File responses)/Sube tu cuaderno (File responses)/t1 - Luis Gil.ipynb",
        ],
        ["Ana Paz: padding", "Luis Gil: ?"],
    ),
    "dots and capitals between names and units": (
        ["gil.ana.padding.ipynb", "EvaPazPadding.ipynb", "EvaPaz_pooling.ipynb"],
        ["EvaPaz: padding", "EvaPaz: pooling", "gil.ana: padding"],
    ),
    "a name and dates": (
        ["2025-03-02 - Ana Gil/padding.ipynb", "luis_gil_padding_2025-03-03.ipynb"],
        ["Ana Gil: padding", "luis_gil: padding"],
    ),
    "the id in the file, the name in the folder": (
        ["Ana Gil/20231234_padding.ipynb", "Ana Gil/20231234_pooling.ipynb",
         "Luis Paz/20231235_padding.ipynb"],
        ["Ana Gil: padding", "Ana Gil: pooling", "Luis Paz: padding"],
    ),
    "archives below weeks": (
        ["semana 1/ana.zip!padding.ipynb", "semana 1/luis.zip!x.ipynb",
         "semana 2/ana.zip!pooling.ipynb"],
        ["ana: padding", "ana: pooling", "luis: ?"],
    ),
    "a teacher's solution among folders": (
        ["ana/padding.ipynb", "luis/padding.ipynb", "solutions/padding.ipynb"],
        ["ana: padding", "luis: padding", "solutions: padding"],
    ),
    "what the teacher keeps beside": (
        [
            "ana_padding.ipynb", "luis_padding.ipynb", "README.txt = read me", "notas.csv = a,b",
            "lista de alumnos.xlsx = x", "figures/logo.png = x",
        ],
        ["ana: padding", "luis: padding"],
    ),
    "drafts beside the work of one among many": (
        [
            "ana/padding.ipynb", "ana/gatos.ipynb", "ana/perros.ipynb", "luis/padding.ipynb",
            "eva/padding.ipynb", "leo/padding.ipynb",
        ],
        ["ana: ?", "ana: padding", "eva: padding", "leo: padding", "luis: padding"],
    ),
}  # fmt: skip

INSTEAD = {
    "a text": (["luis_padding.txt = hi"], ["luis: no notebook, text"]),
    "a notebook that a browser renamed": (
        ["luis_padding.ipynb.txt"], ["luis: no notebook, text"]),
    "a download that did not end": (
        ["luis_padding.ipynb.crdownload"], ["luis: no notebook, partial"]),
    "a page": (["luis_padding.html = <p>"], ["luis: no notebook, html"]),
    "a PDF": (["luis_padding.pdf = x"], ["luis: no notebook, pdf"]),
    "a script": (["luis_padding.py = x = 1"], ["luis: no notebook, python"]),
    "no suffix": (["luis_padding"], ["luis: no notebook, no_suffix"]),
    "a shortcut": (["luis_padding.url = x"], ["luis: no notebook, address"]),
    "a folder": (["luis/foto.png = x"], ["luis: no notebook, picture"]),
    "an empty folder": (["luis/"], ["luis: no notebook, handed_in_nothing"]),
    "another archive": (["luis_padding.tar.gz = x"], ["luis: no notebook, not_unpacked"]),
    "a 7z in a folder": (["luis/padding.7z = x"], ["luis: no notebook, not_unpacked"]),
    "an archive with a PDF": (["luis.zip!padding.pdf"], ["luis: no notebook, pdf"]),
    "an archive that is none": (["luis.zip = x"], ["luis: no notebook, bad_archive"]),
    "one unit of two": (
        ["luis/padding/padding.ipynb", "luis/pooling/pooling.pdf = x"],
        ["luis: no notebook, pdf", "luis: padding"],
    ),
}  # fmt: skip


def downloaded(folder: Path) -> Path:
    """What somebody would name: the folder, or the only thing in it."""
    first, *others = folder.iterdir()
    return folder if others else first


@pytest.mark.parametrize(("paths", "people"), PLATFORMS.values(), ids=PLATFORMS)
def test_a_platforms_download_is_read_as_it_is(tmp_path, paths, people):
    root = hand_in(tmp_path / "download", paths)
    assert told(look(downloaded(root))) == people


@pytest.mark.parametrize(("paths", "people"), OTHERS.values(), ids=OTHERS)
def test_the_level_that_differs_names_the_student(tmp_path, paths, people):
    hand_ins = look(hand_in(tmp_path / "entregas", paths))
    assert told(hand_ins) == people


@pytest.mark.parametrize(("paths", "people"), INSTEAD.values(), ids=INSTEAD)
def test_what_is_not_a_notebook_is_named(tmp_path, paths, people):
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
    tmp_path, said, paths, asked
):
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


def test_both_answers_to_the_question_are_taken(tmp_path):
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
def test_nothing_in_ones_own_hand_in_names_anybody_else(tmp_path, paths, archived):
    root = hand_in(
        tmp_path / "clase", [f"clase.zip!{path}" for path in paths] if archived else paths
    )
    hand_ins = look(root / "clase.zip" if archived else root)
    whose = {one.student.casefold(): [] for one in hand_ins.found}
    for one in hand_ins.found:
        whose[one.student.casefold()].append(one.origin.casefold())
    assert {"mallory", "alice"} <= set(whose) <= {"mallory", "alice", "bob"}
    assert all("mallory" in origin for origin in whose["mallory"])
    assert not any("mallory" in o for who in ("alice", "bob") for o in whose.get(who, []))


@pytest.mark.parametrize("layouts", [PLATFORMS, OTHERS, MALLORY])
def test_what_is_found_depends_on_nothing_but_the_files(tmp_path, layouts):
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
def test_every_notebook_is_somebodys_or_nobody_is_graded(tmp_path, paths, shuffled):
    """And the order in which files are found changes nothing."""
    seen = []
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
def test_whatever_lies_in_ones_own_hand_in_is_ones_own(tmp_path, own, inside):
    nested = [path.replace(".zip/", "_zip/") for path in inside]
    (tmp_path / "class.zip").write_bytes(zipped([*OTHERS_OWN, *(own + path for path in nested)]))
    for one in look(tmp_path / "class.zip").found:
        is_mallorys = "mallory" in one.origin.casefold()
        assert is_mallorys == ("mallory" in one.student.casefold())
