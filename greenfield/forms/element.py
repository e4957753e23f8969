"""Elements of secondary instances: choice lists, and the files that a form names."""


class Element:
    """An element with its text; its content is not changed once a form is read."""

    __slots__ = ("_keyed", "attributes", "children", "name", "parent", "text")

    def __init__(self, name: str, parent: "Element | None" = None, text: str = "") -> None:
        """Make an element and hang it below `parent`."""
        self.name = name
        self.parent = parent
        self.text = text
        self.children: list[Element] = []
        self.attributes: dict[str, str] = {}
        self._keyed: dict[tuple[str, str], dict[str, list[Element]]] = {}
        if parent is not None:
            parent.children.append(self)

    def keyed(self, name: str, key: str) -> dict[str, list["Element"]]:
        """Return the children called `name` by the texts of their children called `key`; worked out once."""
        found = self._keyed.get((name, key))
        if found is None:
            found = self._keyed[name, key] = {}
            for child in self.children:
                if child.name == name:
                    for text in {inner.text for inner in child.children if inner.name == key}:
                        found.setdefault(text, []).append(child)
        return found

    def child_text(self, name: str) -> str:
        """Return the text of the first child of that name, empty without one."""
        return next((child.text for child in self.children if child.name == name), "")
