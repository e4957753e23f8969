"""What narrows the list of resources: topic, kind, language, sector."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greenfield.base.languages import LANGUAGES
from greenfield.base.texts import Texts
from greenfield.services.library import Wanted
from greenfield.services.library_words import TOPICS, TYPES, topic_word, type_word
from greenfield.services.sector_names import sector_name
from greenfield.toolkit.toolkit import LibraryItem
from greenfield.ui.theme import space
from greenfield.ui.widgets.choice_box import Choice, ChoiceBox


class Filters(QWidget):
    """Four boxes in a row; the first choice of each is to take all."""

    changed = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        """Offer topics, kinds and languages; sectors come with the resources."""
        super().__init__(parent)
        self._texts = texts
        topics = [Choice(topic, topic_word(topic, texts), topic) for topic in TOPICS]
        types = [Choice(kind, type_word(kind, texts), kind) for kind in TYPES]
        languages = [Choice(code, name) for code, name in LANGUAGES.items()]
        self._all_sectors = Choice("", texts("All sectors"))
        self.topic = _box([Choice("", texts("All topics")), *topics], texts("Topic"))
        self.type = _box([Choice("", texts("All kinds")), *types], texts("Kind of resource"))
        self.language = _box([Choice("", texts("All languages")), *languages], texts("Language"))
        self.sector = _box([self._all_sectors], texts("Sector"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.NEAR)
        for box in (self.topic, self.type, self.language, self.sector):
            row.addWidget(box, 1)
            box.chosen.connect(lambda _key: self._tell())

    def offer_sectors(self, items: Iterable[LibraryItem]) -> None:
        """Offer the sectors that any of the resources is for."""
        codes = sorted({code for item in items for code in item.sectors})
        self.sector.offer(
            [self._all_sectors, *(Choice(code, sector_name(code, self._texts)) for code in codes)]
        )

    def wanted(self, words: str) -> Wanted:
        """Return what is looked for, with the words beside the filters."""
        return Wanted(
            words=words,
            topic=self.topic.key(),
            type=self.type.key(),
            language=self.language.key(),
            sector=self.sector.key(),
        )

    def keys(self) -> dict[str, str]:
        """Return what is chosen, by filter."""
        return {name: box.key() for name, box in self._boxes().items()}

    def set_keys(self, keys: dict[str, str]) -> None:
        """Choose by filter."""
        for name, box in self._boxes().items():
            box.set_key(keys.get(name, ""))

    def _boxes(self) -> dict[str, ChoiceBox]:
        return {"topic": self.topic, "type": self.type, "language": self.language, "sector": self.sector}

    def _tell(self) -> None:
        for box in self._boxes().values():
            if not box.key():
                box.set_key("")  # an emptied box says again that it takes all
        self.changed.emit()


def _box(choices: list[Choice], name: str) -> ChoiceBox:
    box = ChoiceBox(choices)
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.set_key("")
    return box
