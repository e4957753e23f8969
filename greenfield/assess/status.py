"""Status of practice by area, on a scale of five bands.

A score runs from 0 (nothing is done) to 1 (best practice); an area's score is the mean of its answered
questions. Bands are half-open: 1 below 0.2, 2 below 0.4, 3 below 0.6, 4 below 0.8, 5 from 0.8.
"""

from collections.abc import Iterable, Mapping
from math import fsum

from greenfield.assess.values import Area, AreaStatus, PracticeAnswer

BAND_BOUNDS = (0.2, 0.4, 0.6, 0.8)


def band_of(score: float) -> int:
    """Return the band 1 to 5 of a score from 0 to 1."""
    # Rounded, so that a mean of three times 0.2 is not below 0.2 by its last digit.
    return 1 + sum(round(score, 9) >= bound for bound in BAND_BOUNDS)


def status_by_area(answers: Iterable[PracticeAnswer], asked: Mapping[Area, int]) -> tuple[AreaStatus, ...]:
    """Return the status of every area that was asked about, in the order of `Area`.

    `asked` counts an area's questions, answered or not; "does not apply" belongs to neither.
    """
    scores: dict[Area, list[float]] = {}
    for answer in answers:
        scores.setdefault(answer.area, []).append(answer.score)
    found = []
    for area in Area:
        given = scores.get(area, [])
        count = max(asked.get(area, 0), len(given))
        if not count:
            continue
        score = fsum(given) / len(given) if given else None
        band = None if score is None else band_of(score)
        found.append(AreaStatus(area, score, band, len(given), count))
    return tuple(found)
