"""Must-haves for simulations in numbers."""

import numpy as np
from numpy.typing import NDArray

from recommender.engine.result.must_haves_in_doubt import Doubts


def settled(meets: NDArray[np.bool_]) -> Doubts:
    """Must-haves that no rating leaves in doubt, met or not by each framework."""
    none = np.zeros((len(meets), 0))
    return Doubts(
        np.zeros(0), (), ratings=none, deviations=none, low=none, high=none, own_deviations=none, meets_rest=meets
    )
