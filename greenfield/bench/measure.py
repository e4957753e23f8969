"""One measured claim, and how it is given out."""

from dataclasses import dataclass, fields

from greenfield.base.problem import Problem


@dataclass(frozen=True, slots=True)
class Measured:
    """A value beside its baseline from the same run. `goal` is the largest ratio, or value without a baseline.

    A baseline that could not be had is None although `baseline` names it; then nothing holds, and `problem`
    says what to do.
    """

    name: str
    value: float
    unit: str
    baseline: str | None = None
    baseline_value: float | None = None
    goal: float | None = None
    problem: Problem | None = None

    @property
    def ratio(self) -> float | None:
        """The value over its baseline."""
        return self.value / self.baseline_value if self.baseline_value else None

    @property
    def is_peer_missing(self) -> bool:
        """Tell whether the baseline that this is compared with was not to be had."""
        return self.baseline is not None and self.baseline_value is None

    @property
    def holds(self) -> bool:
        """Tell whether the goal is reached; true without a goal."""
        if self.goal is None:
            return True
        compared = self.value if self.baseline is None else self.ratio
        return compared is not None and compared <= self.goal

    def as_json(self) -> dict[str, object]:
        """Return the row of `greenfield bench --json`."""
        row = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "problem"}
        return {**row, "ratio": self.ratio, "holds": self.holds}
