"""Answers in a YAML file: `question: choice`, or `question: {chosen: [choice], importance: must-have}`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator, TypeAdapter, ValidationError

from advisor.answer_checks import in_order, problems_in_answers
from advisor.evaluations import askable_edition
from advisor.report import Report, report_on
from recommender.editions.current import catalogue_of
from recommender.engine.phrases import fault_list
from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import Answer, Catalogue
from recommender.engine.validity import Problem
from recommender.files.yaml import UniqueKeys, fault_line, refuse_tricks, text_of


class AnswerFileError(Exception):
    """A file of answers has problems: the message has a line for each, with the file, the key and the reason."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(fault_list([fault_line(path, item.path, item.reason) for item in problems])))


def spelt_out(value: Any) -> Any:
    """Return an answer in its long form; a choice alone, or a list of them, counts as it is."""
    if isinstance(value, str):
        return {"chosen": [value]}
    if isinstance(value, list):
        return {"chosen": value}
    if isinstance(value, dict) and isinstance(value.get("chosen"), str):
        return {**value, "chosen": [value["chosen"]]}
    return value


GIVEN = TypeAdapter(dict[str, Annotated[Answer, BeforeValidator(spelt_out)]])


def read_answers(path: Path, catalogue: Catalogue) -> dict[str, Answer]:
    """Return the answers in a file, to the questions of a catalogue. Errors: AnswerFileError with every problem."""
    data = parsed_yaml(path)
    if not isinstance(data, dict):
        raise AnswerFileError(path, [Problem((), "holds no answers. Write “question: choice”, one a line.")])
    try:
        given = GIVEN.validate_python(data)
    except ValidationError as error:
        problems = [Problem(tuple(map(str, item["loc"])), item["msg"]) for item in error.errors()]
        raise AnswerFileError(path, problems) from error
    if found := list(problems_in_answers(catalogue, given)):
        raise AnswerFileError(path, found)
    return in_order(catalogue, given)


def report_of_file(path: Path, *, is_wide: bool = False) -> Report:
    """Return what the answers in a file lead to among these candidates, with the current edition; nothing is stored.

    Errors: AnswerFileError, evaluations.NothingToAskError.
    """
    edition = askable_edition()
    answers = read_answers(path, catalogue_of(edition, is_wide=is_wide))
    return report_on(edition, answers, WhatIf(), is_wide=is_wide)


def parsed_yaml(path: Path) -> Any:
    """Return what a YAML file holds, an empty one no answers. Errors: AnswerFileError."""
    try:
        text = text_of(path.read_bytes())
        refuse_tricks(text, TextLoader)
        return yaml.load(text, Loader=TextLoader) or {}  # noqa: S506  makes texts only
    except (OSError, ValueError) as error:
        raise AnswerFileError(path, [Problem((), f"cannot be read: {error}")]) from error
    except yaml.YAMLError as error:
        raise AnswerFileError(path, [Problem((), f"is not valid YAML: {' '.join(str(error).split())}")]) from error


class TextLoader(UniqueKeys, yaml.BaseLoader):
    """Takes every value as the text it is: else YAML 1.1 would read the choice “no” as false."""
