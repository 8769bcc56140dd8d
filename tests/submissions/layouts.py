"""Layouts that people make themselves: the paths, and the people they mean.

To add one, add an entry: a name, the paths, and a line `student: unit` for each hand-in; `?` is a
unit that the names do not tell.
"""

from __future__ import annotations

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
    "numbers that tell people of one name apart": (
        ["ana_1_padding.ipynb", "ana_2_padding.ipynb", "eva_padding_2.ipynb", "=1+1_padding.ipynb"],
        ["=1+1: padding", "ana_1: padding", "ana_2: padding", "eva: padding"],
    ),
    "numbered folders of two people of one name": (
        ["1_Ana/padding.ipynb", "2_Ana/padding.ipynb", "3_Eva/padding.ipynb"],
        ["1_Ana: padding", "2_Ana: padding", "3_Eva: padding"],
    ),
    "a numbered folder beside one of the same name": (
        ["Ana/padding.ipynb", "2_Ana/padding.ipynb", "3_Eva/padding.ipynb"],
        ["2_Ana: padding", "3_Eva: padding", "Ana: padding"],
    ),
    "numbered folders": (
        ["1_Ana/padding.ipynb", "2_Luis/padding.ipynb", "3_Eva/padding.ipynb"],
        ["Ana: padding", "Eva: padding", "Luis: padding"],
    ),
    "words that only one file has": (
        ["carried.ipynb", "carried in part.ipynb", "pool_first.ipynb", "pool_second.ipynb"],
        ["carried in part: ?", "carried: ?", "pool_first: ?", "pool_second: ?"],
    ),
    "people who are called like work": (
        [
            "old.ipynb",
            "late.ipynb",
            "Test.ipynb",
            "no_notebook.ipynb",
            "missing_one.ipynb",
            "final/ana.ipynb",
        ],
        ["Test: ?", "ana: ?", "late: ?", "missing_one: ?", "no_notebook: ?", "old: ?"],
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
