"""How the indicators moved since the last visit, as a table."""

from PySide6.QtWidgets import QGridLayout, QWidget

from greenfield.report.follow_up import change_lines, compared_note
from greenfield.report.followed import FollowedUp
from greenfield.report.indicator_lines import column_heads
from greenfield.ui.context import WindowContext
from greenfield.ui.theme import space
from greenfield.ui.visit.end_aligned import at_end
from greenfield.ui.visit.results.reading import ShownResults
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle


class ChangeTable(QWidget):
    """Percent and index of each indicator, the last visit being 100."""

    def __init__(self, context: WindowContext, shown: ShownResults, follow: FollowedUp) -> None:
        """Show the changes of a result."""
        super().__init__()
        self.setObjectName("changes")
        texts, theme = context.texts, context.theme
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space.GAP)
        grid.setVerticalSpacing(4)
        for column, stretch in enumerate((5, 3, 4)):
            grid.setColumnStretch(column, stretch)
        grid.addWidget(SectionTitle(texts("Change since the last visit"), theme), 0, 0, 1, 3)
        grid.addWidget(QuietText(compared_note(follow, shown.figures), theme), 1, 0, 1, 3)
        for column, head in enumerate(column_heads(shown.plan.period, shown.figures.texts)):
            label = QuietText(head, theme)
            if column:
                at_end(label)
            grid.addWidget(label, 2, column)
        for line in change_lines(follow, shown.figures):
            row = grid.rowCount()
            grid.addWidget(Line(theme), row, 0, 1, 3)
            for column, text in enumerate((line.name, line.total, line.relative)):
                cell = BodyText(text, theme)
                cell.setObjectName(("", f"change_{line.total_key}", f"change_{line.relative_key}")[column])
                if column:
                    at_end(cell)
                grid.addWidget(cell, row + 1, column)
        if not follow.same_output:
            said = QuietText(texts("The output is counted in another unit now."), theme)
            grid.addWidget(said, grid.rowCount(), 0, 1, 3)
