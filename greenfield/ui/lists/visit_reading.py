"""How a visit is said in a list: who, where, when, in which state, how far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from greenfield.base.formats import Formats
from greenfield.base.texts import Texts
from greenfield.services.visit_progress import Progress
from greenfield.services.visit_states import VisitState
from greenfield.services.withheld import is_withheld, withheld_visit
from greenfield.store.reading.visits import VisitRow
from greenfield.ui.lists.record_list_model import Reading
from greenfield.ui.lists.row_face import RowFace


@dataclass
class VisitWords:
    """Says visits in a language; `most` is how many questions each toolkit asks at most, as far as known.

    Where the company is plain from the page around (`with_company` false), the site stands first.
    """

    texts: Texts
    formats: Formats
    with_company: bool = True
    most: dict[str, int] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    """Toolkits that are not here, or that this version cannot open."""
    counted: dict[str, tuple[int, Progress]] = field(default_factory=dict)
    """Visits that were opened to be counted, by id: where in the log that was (`VisitRow.order`), and what came out."""

    def reading(self) -> Reading[VisitRow]:
        """Return how a list reads visits: the one that was last worked on first, found by names and place."""
        return Reading(
            identity=lambda row: row.id,
            place=lambda row: (-row.order,),
            searched=lambda row: f"{row.company_name} {row.site_name} {row.date}",
            face=self.face,
        )

    def face(self, row: VisitRow) -> RowFace:
        """Return what the row of a visit says."""
        return RowFace(
            title=self.title(row),
            under=" · ".join(part for part in (self._place(row), self.day(row)) if part),
            words=self.progress(row),
            share=self.share(row),
            tone="done" if row.state == VisitState.FINISHED else "conflict" if row.in_conflict else "quiet",
        )

    def title(self, row: VisitRow) -> str:
        """Return whom the visit was paid to."""
        if is_withheld(row):
            return withheld_visit(row, self.texts, self.formats)
        site = row.site_name or self.texts("Site without a name")
        return (row.company_name or self.texts("Company without a name")) if self.with_company else site

    def day(self, row: VisitRow) -> str:
        """Return the date of the visit as the reader writes it, as it is kept if it is none."""
        try:
            return self.formats.date(date.fromisoformat(row.date), "medium")
        except ValueError:
            return row.date

    def state(self, row: VisitRow) -> str:
        """Return the state in words, as it is kept for one that this version does not know."""
        words: Mapping[str, str] = {
            VisitState.PREPARED: self.texts("Prepared"),
            VisitState.OPEN: self.texts("Open"),
            VisitState.FINISHED: self.texts("Finished"),
        }
        return words.get(row.state, row.state)

    def progress(self, row: VisitRow) -> str:
        """Return state and progress in words: `Open · 26 of 41 answers`; `of at most 60` until it was counted."""
        most, counted = self.most.get(row.toolkit, 0), self.count_of(row)
        if row.toolkit in self.unknown:
            return self.texts("{state} · its questionnaire cannot be opened here", state=self.state(row))
        if row.in_conflict:
            return self.texts("{state} · two versions differ", state=self.state(row))
        if row.state == VisitState.PREPARED:
            return self.texts("{state} · not begun yet", state=self.state(row))
        if row.state == VisitState.OPEN and counted is not None:
            answered = self.texts(
                "{answered} of {asked} answers",
                answered=self.formats.number(counted.answered),
                asked=self.formats.number(counted.asked),
            )
        elif row.state == VisitState.OPEN and most > row.answered:
            answered = self.texts(
                "{answered} of at most {most} answers",
                answered=self.formats.number(row.answered),
                most=self.formats.number(most),
            )
        else:
            answered = self.texts.plural(
                "{number} answer", "{number} answers", row.answered, number=self.formats.number(row.answered)
            )
        return self.texts("{state} · {progress}", state=self.state(row), progress=answered)

    def share(self, row: VisitRow) -> float:
        """Return how far the visit has come from 0 to 1; 0 as long as nobody knows of how much."""
        if row.state == VisitState.FINISHED:
            return 1.0
        if row.state == VisitState.PREPARED:
            return 0.0
        counted = self.count_of(row)
        if counted is not None and counted.asked:
            return counted.answered / counted.asked
        most = self.most.get(row.toolkit, 0)
        return min(1.0, row.answered / most) if most else 0.0

    def count_of(self, row: VisitRow) -> Progress | None:
        """Return what the questions of a visit came to, as long as nothing of it changed since."""
        order, progress = self.counted.get(row.id, (-1, None))
        return progress if order == row.order else None

    def _place(self, row: VisitRow) -> str:
        return row.site_name if self.with_company and row.site_name != row.company_name else ""
