"""What is said of answers to a small catalogue."""

from collections.abc import Mapping

from advisor.words.result import ResultWords
from recommender.engine.contributions import Contributions
from recommender.engine.result.analysis import analyse
from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import Answers, Question
from tests.factories import create_catalogue


def said(*questions: Question, ratings: Mapping[str, Mapping[str, int]], answers: Answers) -> ResultWords:
    catalogue = create_catalogue(*questions, ratings=ratings)
    return ResultWords(analyse(Contributions(catalogue), answers), catalogue, WhatIf())
