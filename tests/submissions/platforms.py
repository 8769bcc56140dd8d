"""Downloads of learning platforms, in their own names: the paths, and the people they mean.

To add one, add an entry: a name, the paths, and a line `student: unit` for each hand-in; `?` is a
unit that the names do not tell.
"""

from __future__ import annotations

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
