"""Scenarios told in markdown: a form, what somebody does with it, and what is then to be seen.

A scenario is a heading, the sentence of a document as a quotation (a second one says how JavaRosa differs, if it does),
a block with the form (tables as `conftest` draws
them, or `xml`), blocks `file NAME` for files that it reads, and a table of steps. Steps that do: `set`, `add`, `remove`,
`language`, `reopen` (start again from the saved answers), `finish`, `refuse` (`ref = value` is refused with a code).
Steps that look: `value`, `relevant`, `readonly`, `required`, `label`, `hint`, `guidance`, `message`, `type`, `options`,
`labels`, `allowed`, `answered`, `media`, `choice_media`, `bounds`, `cannot`, `valid`, `instance` (what is in it), `absent` (what is not).
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from forms_drawn import rows

from greenfield.base.problem import ProblemError
from greenfield.forms.form import Form
from greenfield.forms.session import Context, FormSession

FOLDER = Path(__file__).parent / "scenarios"
_BLOCK = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class Scenario(NamedTuple):
    """One heading of a file, with all that stands under it."""

    topic: str
    title: str
    differs: bool
    blocks: list[tuple[str, str]]
    steps: list[dict[str, str]]

    @property
    def form(self) -> str:
        return next(text for info, text in self.blocks if not info.startswith("file "))

    @property
    def files(self) -> dict[str, bytes]:
        return {info[5:]: text.encode() for info, text in self.blocks if info.startswith("file ")}


def scenarios() -> list[Scenario]:
    """Return the scenarios of all files."""
    found = []
    for path in sorted(FOLDER.glob("*.md")):
        for part in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, _, rest = part.partition("\n")
            blocks = [(match["info"].strip(), match["text"]) for match in _BLOCK.finditer(rest)]
            steps = list(rows(_BLOCK.sub("", rest).splitlines()))
            differs = "\n> differs from JavaRosa: " in rest
            found.append(Scenario(path.stem, title.strip(), differs, blocks, steps))
    return found


class Play:
    """A session on which the steps of a scenario are carried out."""

    def __init__(self, form: Form, context: Context) -> None:
        self.form = form
        self.context = context
        self.session = FormSession(form, context)

    def run(self, step: str, ref: str, value: str) -> None:
        """Do a step, or look whether what it says is so."""
        if step in _DO:
            _DO[step](self, ref, value)
        elif step == "refuse":
            target, _, answer = ref.partition(" = ")
            with pytest.raises(ProblemError) as caught:
                self.session.set(target, answer)
            assert caught.value.code == value
        elif step in {"instance", "absent"}:
            assert (value in self.session.instance_xml()) is (step == "instance"), self.session.instance_xml()
        elif step == "valid":
            assert str(self.session.valid).lower() == value
        else:
            assert _LOOK[step](self.session.node(ref)) == value, (step, ref)

    def reopen(self) -> None:
        """Save the answers, and start again from them."""
        self.session = FormSession(
            self.form, self.context, self.session.answers(), self.session.language or None
        )

    def add(self, ref: str, value: str) -> None:
        """Add an instance: `after 0`, or at the end."""
        self.session.add(ref, int(value.removeprefix("after ")) if value else None)


_DO: dict[str, Callable[[Play, str, str], object]] = {
    "set": lambda play, ref, value: play.session.set(ref, value),
    "add": Play.add,
    "remove": lambda play, ref, value: play.session.remove(ref, int(value)),
    "language": lambda play, _ref, value: play.session.set_language(value),
    "reopen": lambda play, _ref, _value: play.reopen(),
    "finish": lambda play, _ref, _value: play.session.finish(),
}


def _truth(name: str) -> Callable[[object], str]:
    return lambda node: str(getattr(node, name)).lower()


_LOOK: dict[str, Callable[[object], str]] = {
    **{
        name: (lambda node, name=name: getattr(node, name)) for name in ("value", "label", "hint", "guidance")
    },
    **{name: (lambda node, name=name: getattr(node, name)) for name in ("message", "type", "cannot")},
    **{name: _truth(name) for name in ("relevant", "readonly", "required")},
    "allowed": _truth("constraint_ok"),
    "answered": _truth("required_ok"),
    "options": lambda node: " ".join(option.value for option in node.options or ()),
    "labels": lambda node: ", ".join(option.label for option in node.options or ()),
    "media": lambda node: ", ".join(f"{form} {name}" for form, name in sorted(node.media.items())),
    "choice_media": lambda node: ", ".join(
        f"{option.value} {form} {name}"
        for option in node.options or ()
        for form, name in sorted(option.media.items())
    ),
    "bounds": lambda node: f"{node.bounds.start} {node.bounds.end} {node.bounds.step}" if node.bounds else "",
}
