"""What a visit's figures are compared with: benchmark sets, and the company's last finished visit."""

from dataclasses import dataclass
from decimal import Decimal

from greenfield.assess.account import account
from greenfield.assess.benchmarks import Benchmark, rows_for
from greenfield.assess.factors import FactorTables, method_for
from greenfield.assess.odd_amounts import LastVisit, last_visit
from greenfield.base.problem import Problem, ProblemError
from greenfield.services.own_tables import kept_benchmarks
from greenfield.services.visit_result import VisitResult, read_content
from greenfield.services.visit_states import VisitState
from greenfield.store.reading.visits import Visit, results_of, visits_of
from greenfield.store.workspace import Workspace
from greenfield.toolkit.benchmarks import BenchmarkSets

_NO_SETS = BenchmarkSets((), {})


@dataclass(frozen=True, slots=True)
class ComparedWith:
    """The sets that may be compared with, the program's first, and the visit before; nothing without them.

    `per_dollar` is what a US dollar costs in the currency of the visit, None where nobody has said it. `missing`
    warns of sets that are shared but do not open here.
    """

    sets: BenchmarkSets = _NO_SETS
    last: LastVisit | None = None
    per_dollar: Decimal | None = None
    missing: tuple[Problem, ...] = ()

    def rows(self, sector: str) -> list[Benchmark]:
        """Return the rows of a sector (ISIC)."""
        return rows_for(self.sets.rows, sector, self.sets.naics)


def compared_with(workspace: Workspace, visit: Visit, tables: FactorTables) -> ComparedWith:
    """Return what a visit is compared with, as of now."""
    sets, missing = kept_benchmarks(workspace)
    return ComparedWith(sets, _last(workspace, visit, tables), missing=missing)


def _last(workspace: Workspace, visit: Visit, tables: FactorTables) -> LastVisit | None:
    result = _result_before(workspace, visit)
    if result is None:
        return None
    made = account(result.period, method_for(tables, result.country))
    return last_visit(made, result.currency, result.gwp)


def _result_before(workspace: Workspace, visit: Visit) -> VisitResult | None:
    """Return the newest result of the visit that is followed up, else of the site's last one before this."""
    with workspace.read() as connection:
        found = [
            (one.id == visit.follow_up_of, one.date, one.order, one.id)
            for one in visits_of(connection, visit.company)
            if one.state == VisitState.FINISHED
            and one.id != visit.id
            and (one.site == visit.site or one.id == visit.follow_up_of)
            and one.date <= visit.date
        ]
        if not found:
            return None
        results = results_of(connection, max(found)[-1])
    if not results:
        return None
    try:
        return read_content(results[0].content, results[0].id)
    except ProblemError:
        return None  # a newer version wrote it; then there is nothing to compare with
