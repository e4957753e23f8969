"""What the rail says of sync."""

from greenfield.ui.context import WindowContext
from greenfield.ui.frame.page import RailSign
from greenfield.ui.sync.words import Sign, standing
from greenfield.ui.theme.roles import Colour

_COLOURS = {
    Sign.WAITING: Colour.INFO_TEXT,
    Sign.WORKING: Colour.INFO_TEXT,
    Sign.ATTENTION: Colour.WARNING_TEXT,
}


def sync_sign(context: WindowContext) -> RailSign:
    """Return how the workspace stands with its hub."""
    keeper = context.sync
    now = standing(keeper.state, keeper.report, context.texts, context.formats, is_syncing=keeper.is_syncing)
    return RailSign(now.short, _COLOURS.get(now.sign, Colour.QUIET), now.sentence)


def conflict_sign(context: WindowContext) -> RailSign:
    """Return how many conflicts wait for a decision."""
    state, texts = context.sync.state, context.texts
    count = state.conflicts if state is not None else 0
    if not count:
        return RailSign()
    said = texts.plural("{count} conflict to decide", "{count} conflicts to decide", count)
    return RailSign(context.formats.number(count), Colour.WARNING_TEXT, said)
