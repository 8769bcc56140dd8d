"""In which language a notebook is written."""

from __future__ import annotations

from tests.submissions.fixtures import MakeCell, ReadCells
from tests.submissions.slices import GOOD


def test_the_language_is_told_by_the_words_where_the_notebook_does_not_say(
    read_cells: ReadCells, code: MakeCell
) -> None:
    spanish = {"cell_type": "markdown", "source": "los de " * 5, "metadata": {}}
    assert read_cells(GOOD, spanish).language == "es"
    assert read_cells(GOOD, "x = 1  # the of the of the").language == "en"
    assert read_cells(GOOD, spanish, convalida={"language": "en"}).language == "en"
    assert read_cells(GOOD, spanish, convalida={"language": "../../x"}).language == "es"
    assert read_cells(GOOD).language is None
