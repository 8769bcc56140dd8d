"""The command `convalida`. Each command calls the one function that does the work."""

from __future__ import annotations

import gettext
import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # for the workers, which fork from this process
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import click

from autograder.cli.authoring import new, preview
from autograder.cli.courses import build, verify
from autograder.cli.exporting import export
from autograder.cli.grading import demo, grade
from autograder.cli.machine import doctor
from autograder.cli.marks import compare, mark
from autograder.cli.options import t
from autograder.cli.records import adopt, explain, report
from autograder.cli.students import check
from autograder.sentences import LOCALE

gettext.bindtextdomain("messages", str(LOCALE))  # for the words of click itself


@click.group(help=t("help_convalida"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="convalida")
def main() -> None:
    """Entry point."""


COMMANDS = (
    *(build, new, preview, check, grade, mark, compare, export),
    *(verify, explain, report, adopt, doctor, demo),
)
for command in COMMANDS:
    main.add_command(command)
