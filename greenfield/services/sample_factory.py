"""The sample factories that come with the program, for a first look, for workshops and for tests."""

from datetime import date

import msgspec
from msgspec import Struct

from greenfield.base import resources
from greenfield.records.measure_status import MeasureStatus

SCANS = ("bakery", "textile", "metal")
"""The samples that answer the quick scan, by their ids, the one for a first look first."""
IN_DEPTH = tuple(f"{one}-in-depth" for one in SCANS)
"""The same factories, answered in the in-depth walk-through."""
SAMPLES = SCANS + IN_DEPTH
"""All samples by their ids."""

Rows = dict[str, tuple[dict[str, str], ...]]
"""Answers of lists, by the name of the list: a row for each entry, by the name of the question."""


class SampleCompany(Struct, frozen=True):
    """The company of a sample."""

    name: str
    sector: str
    employees: int


class SampleSite(Struct, frozen=True):
    """Its site; `country` is ISO 3166 alpha-3."""

    name: str
    city: str
    country: str
    currency: str


class SampleVisit(Struct, frozen=True):
    """When it was visited, by whom, and who showed the way."""

    date: date
    visitor: str
    met: str = ""
    photos_allowed: bool = False


class SampleChoice(Struct, frozen=True):
    """A chosen measure: who does it by when, and figures that an offer gave."""

    name: str
    responsible: str
    due: date
    investment: str = ""
    investment_note: str = ""


class SampleStatus(Struct, frozen=True):
    """What became of a chosen measure; the verified saving is money a year."""

    name: str
    status: MeasureStatus
    reason: str = ""
    verified_saving: str = ""
    on: date | None = None


class SampleFollowUp(Struct, frozen=True):
    """The follow-up visit a year later: what was answered anew, what became of the plan, what was chosen then."""

    visit: SampleVisit
    answers: dict[str, str]
    statuses: tuple[SampleStatus, ...]
    chosen: tuple[SampleChoice, ...] = ()
    rows: Rows = {}


class SampleFactory(Struct, frozen=True):
    """A sample factory with its answers and choices. The bills and notes that they rest on stay in its file."""

    id: str
    toolkit: str
    company: SampleCompany
    site: SampleSite
    visit: SampleVisit
    answers: dict[str, str]
    chosen: tuple[SampleChoice, ...]
    follow_up: SampleFollowUp
    rows: Rows = {}
    words: dict[str, dict[str, str]] = {}
    """What stands in the sample as free text, by language and by the English text."""

    def said(self, text: str, language: str) -> str:
        """Return a free text of the sample in a language, in English where it is not translated."""
        return self.words.get(language, {}).get(text, text)


def sample_factory(identifier: str) -> SampleFactory:
    """Return a sample factory by its id (one of `SAMPLES`); `resource.missing` if there is none."""
    content = resources.source("samples", f"{identifier}.json").read_bytes()
    return msgspec.json.decode(content, type=SampleFactory)
