"""Puts blocks on pages, one below the other: nothing is cut, no heading stands alone at a page's foot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from greenfield.report.pdf.blocks import Block, Stack
from greenfield.report.pdf.sheet import TEXT_BOTTOM, TEXT_HEIGHT, TEXT_TOP

_SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with the y of its upper edge."""

    block: Block
    y: float


@dataclass(slots=True)
class Page:
    """A page: what stands on it, and the sections that begin there (title, y)."""

    placed: list[Placed] = field(default_factory=list)
    sections: list[tuple[str, float]] = field(default_factory=list)


class Flow:
    """The pages of a document as they fill up."""

    def __init__(self) -> None:
        """Begin without a page; the first block or section makes one."""
        self.pages: list[Page] = []
        self._y = TEXT_TOP

    @property
    def room(self) -> float:
        """How much height is left on the page."""
        return TEXT_BOTTOM - self._y

    @property
    def height_used(self) -> float:
        """How much height of the page is taken."""
        return self._y - TEXT_TOP

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self.pages.append(Page())
        self._y = TEXT_TOP

    def mark_section(self, title: str) -> None:
        """Note that a section begins here, for the outline; call it after the page was begun."""
        self.pages[-1].sections.append((title, self._y))

    def add(self, *blocks: Block, before: float = 0.0) -> None:
        """Put the blocks below what stands there, together on one page, `before` points lower.

        The distance falls away at the top of a page. Blocks that together are taller than a page are
        parted where their parts meet.
        """
        if not self.pages:
            self.new_page()
        block = blocks[0] if len(blocks) == 1 else Stack(blocks)
        at_top = self._is_at_top
        needed = block.height + (0.0 if at_top else before)
        if needed <= self.room + _SLACK:
            self._y += 0.0 if at_top else before
        elif block.height <= TEXT_HEIGHT + _SLACK:
            self.new_page()
        else:
            self._add_parts(block, before)
            return
        self._put(block)

    def add_rows(
        self,
        lead: Sequence[Block],
        header: Block,
        rows: Sequence[Block],
        before: float,
        tail: Sequence[Block] = (),
    ) -> None:
        """Put a table: `lead` and header with the first row, then row by row; the header again on each page.

        The last two rows stay together, and with the `tail` that follows them, unless they fill more than a page: no row
        stands alone on a page, nor do signatures.
        """
        if not rows:
            self.add(*lead, header, *tail, before=before)
            return
        first, *others = _together(lead, header, rows, tail)
        self.add(*lead, header, *first, before=before)
        for blocks in others:
            if _height(blocks) <= self.room + _SLACK:
                for block in blocks:
                    self._put(block)
            else:
                self.new_page()
                self.add(header, *blocks)

    @property
    def _is_at_top(self) -> bool:
        return self._y == TEXT_TOP

    def _put(self, block: Block) -> None:
        self.pages[-1].placed.append(Placed(block, self._y))
        self._y += block.height

    def _add_parts(self, block: Block, before: float) -> None:
        """Put the smallest parts one after the other, the first two together: a heading keeps its text."""
        leaves = list(_leaves(block))
        first = leaves[:2] if sum(leaf.height for leaf in leaves[:2]) <= TEXT_HEIGHT else leaves[:1]
        if sum(leaf.height for leaf in first) > TEXT_HEIGHT:
            self.new_page()
            self._put(first[0])
        else:
            self.add(*first, before=before)
        for leaf in leaves[len(first) :]:
            if leaf.height > self.room + _SLACK:
                self.new_page()
            self._put(leaf)


def _together(
    lead: Sequence[Block], header: Block, rows: Sequence[Block], tail: Sequence[Block]
) -> list[list[Block]]:
    """Return what of a table stays together: each row alone, but for the last two and what follows them."""
    for last in (2, 1):
        end = [*rows[-last:], *tail]
        above = [*lead, header] if len(rows) <= last else [header]
        if _height([*above, *end]) <= TEXT_HEIGHT + _SLACK:
            return [*([row] for row in rows[:-last]), end]
    if tail:
        return [*_together(lead, header, rows, ()), list(tail)]
    return [[row] for row in rows]


def _height(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks)


def _leaves(block: Block) -> Iterator[Block]:
    """Return the parts of a block that fit a page, parting again what is still too tall."""
    parts = block.parts()
    for part in parts:
        if part.height <= TEXT_HEIGHT or len(parts) == 1:
            yield part
        else:
            yield from _leaves(part)
