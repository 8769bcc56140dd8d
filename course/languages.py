"""Are the languages in step? Blocks, formulas, code, headings, pictures, message ids, words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from course.exercises import Exercise, Question
from course.files import CatalogError, errors_about, texts_of
from course.model import Course, Unit
from course.problems import Problem, at
from course.reveals import reveal_problems
from course.texts import LOCALE, Blocks, Message, read_catalogue

FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$\n]+?\$", re.DOTALL)
WORDS_IN_FORMULA = re.compile(r"\\(?:text|mathrm|operatorname)\{[^}]*\}")
FENCE = re.compile(r"```.*?```", re.DOTALL)
CODE = re.compile(r"`[^`\n]+`")
HEADING = re.compile(r"^#+ ", re.MULTILINE)
PICTURE = re.compile(r"\]\(picture:\w+\)")
PART = re.compile(r"\bwith part\(\s*[\"'](\w+)[\"']")
PLACEHOLDER = re.compile(r"\{\w*\}")

UNIT_BLOCKS = frozenset({"title", "introduction", "closing"})
REVEAL = "predict"
"""A block that a unit may have: questions to oneself."""
SOLUTION = "solution"
"""A block that an exercise may have: the idea of its solution, for pages that show that."""
QUESTION_BLOCKS = frozenset({"title", "statement"})
EXERCISE_BLOCKS = frozenset({"title", "statement", "hint_concept", "hint_shapes", "hint_line"})


def picture_blocks(owner: Exercise | Unit) -> frozenset[str]:
    """The text that stands above a picture, where there is one."""
    return frozenset({"picture"} if owner.picture else ())


def exercise_problems(
    course: Course, exercise: Exercise, mistakes: Collection[str]
) -> list[Problem]:
    """One for each block that is missing, unknown, empty or out of step."""
    required = EXERCISE_BLOCKS | picture_blocks(exercise)
    required |= {f"docstring_{f.name}" for f in exercise.functions}
    required |= {f"check_{c.name}" for f in exercise.functions for c in f.checks}
    required |= {f"mistake_{name}" for name in mistakes}
    required |= {f"part_{name}" for name in parts_of(exercise)}
    return _problems(course, exercise.folder, required, {SOLUTION})


def parts_of(exercise: Exercise) -> set[str]:
    """Names of what its checks give credit for in parts."""
    path = exercise.folder / "checks.py"
    with errors_about(path):
        return set(PART.findall(path.read_text(encoding="utf-8")))


def question_problems(course: Course, question: Question) -> list[Problem]:
    """The same for the texts of a question."""
    return _problems(course, question.folder, QUESTION_BLOCKS)


def unit_problems(course: Course, unit: Unit) -> list[Problem]:
    """The same for the texts of a unit."""
    return _problems(course, unit.folder, UNIT_BLOCKS | picture_blocks(unit), {REVEAL})


def catalogue_problems(course: Course, *ours: Path) -> list[Problem]:
    """Sentences, or placeholders in them, that the course's languages do not all have.

    `ours` are the catalogues that stand behind those of the course, beside what a course says.
    """
    folders = tuple(dict.fromkeys((course.locale, *ours, LOCALE)))
    problems, languages = [], tuple(dict.fromkeys(("en", *course.languages)))
    known: dict[str, tuple[str, Path, str]] = {}  # id -> a language, a folder, the sentence there
    own: dict[str, dict[str, tuple[Path, str]]] = {}
    for language in languages:
        own[language] = {}
        for folder in reversed(folders):
            path = folder / f"{language}.po"
            try:
                found = read_catalogue(path)
            except ValueError as error:
                problems.append(Problem(at(path), Message("cannot_be_read", {"cause": str(error)})))
                continue
            for name, sentence in found.items():
                own[language][name] = folder, sentence
                known.setdefault(name, (language, folder, sentence))
    for language in course.languages:
        problems += _catalogue_problems(course, language, own[language], known)
    return problems


def _catalogue_problems(
    course: Course,
    language: str,
    own: Mapping[str, tuple[Path, str]],
    known: Mapping[str, tuple[str, Path, str]],
) -> Iterator[Problem]:
    file = f"{language}.po"
    if not own:
        yield Problem(at(course.locale / file), Message("file_missing"))
        return
    for name, (other, folder, sentence) in sorted(known.items()):
        if name not in own:
            where = folder if folder.is_relative_to(course.root) else course.locale
            args = {"name": name, "first": other, "other": language}
            yield Problem(at(where / file), Message("message_in_one", args))
            continue
        where, mine = own[name]
        a, b = (Counter(PLACEHOLDER.findall(text)) for text in (sentence, mine))
        if set(a) != set(b):
            args = {"language": other, "parts": _difference(a, b)}
            yield Problem(at(where / file, name), Message("placeholders_differ", args))


def _problems(
    course: Course,
    folder: Path,
    required: AbstractSet[str],
    optional: AbstractSet[str] = frozenset(),
) -> list[Problem]:
    """What is optional has to be there in every language, or in none."""
    texts: dict[str, Blocks] = {}
    problems: list[Problem] = []
    for language in course.languages:
        path = folder / f"{language}.md"
        try:
            texts[language] = blocks = texts_of(path)
        except CatalogError as error:
            problems.append(error.problem)
            continue
        if text := blocks.get(REVEAL):
            problems += [Problem(at(path, REVEAL), found) for found in reveal_problems(text)]
        empty = [block for block, text in blocks.items() if not text.strip()]
        for message_id, found in (
            ("block_missing", sorted(required - set(blocks))),
            ("block_unknown", sorted(set(blocks) - required - optional)),
            ("block_empty", empty),
        ):
            problems += [
                Problem(at(path), Message(message_id, {"block": block})) for block in found
            ]
        problems += [
            Problem(at(path), Message("word_avoided", {"block": block, "word": word}))
            for block, text in blocks.items()
            for word in course.avoid.get(language, ())
            if re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE)
        ]
    first, *others = course.languages
    for other in others:
        if first in texts and other in texts:
            for here, there in ((first, other), (other, first)):
                missing = optional & texts[there].keys() - texts[here].keys()
                problems += [
                    Problem(at(folder / f"{here}.md"), Message("block_missing", {"block": block}))
                    for block in sorted(missing)
                ]
            problems += _differences(folder / f"{other}.md", first, texts[first], texts[other])
    return problems


def _differences(path: Path, first: str, theirs: Blocks, ours: Blocks) -> Iterator[Problem]:
    for block in sorted(theirs.keys() & ours.keys()):
        if block.startswith("docstring_"):
            continue
        for message_id, parts in _parts(theirs[block]).items():
            mine = _parts(ours[block])[message_id]
            if mine != parts:
                args = {"language": first, "parts": _difference(parts, mine)}
                yield Problem(at(path, block), Message(message_id, args))


def _parts(text: str) -> Mapping[str, Counter[str]]:
    """What two languages share, by the message that is said where they do not."""
    formulas = Counter("".join(WORDS_IN_FORMULA.sub("", f).split()) for f in FORMULA.findall(text))
    without = FORMULA.sub("", text)
    fences = Counter(FENCE.findall(without))
    return {
        "formulas_differ": formulas,
        "code_differs": fences + Counter(CODE.findall(FENCE.sub("", without))),
        "headings_differ": Counter(HEADING.findall(without)),
        "pictures_differ": Counter(PICTURE.findall(without)),
    }


def _difference(a: Counter[str], b: Counter[str]) -> str:
    return ", ".join(" ".join(part.split()) for part in [*(a - b), *(b - a)])
