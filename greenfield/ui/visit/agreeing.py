"""The agreement asked like a form: its questions, and where their answers go."""

from greenfield.base.languages import LANGUAGES
from greenfield.base.texts import Texts
from greenfield.forms.node import Node, Option
from greenfield.records.scopes import Scope
from greenfield.services.agreements import AGREEMENT, NO, YES, agree, agreement_of
from greenfield.services.sync.sharing import share
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.editors.field import field_node

TO_BE_AGREED = ("met", "role", "photos", "sharing")
"""What is asked before the visit begins, in its order."""


class Agreeing:
    """Gives what is answered to the services, at once; a question is named by its field."""

    def __init__(self, desk: VisitDesk, texts: Texts, *, always: bool = False) -> None:
        """Ask about the visit at `desk`; `always`, also where it is finished."""
        self._desk = desk
        self._texts = texts
        self._always = always

    @property
    def is_finished(self) -> bool:
        """Whether the visit is finished, and its answers stay as they are."""
        return self._desk.is_finished and not self._always

    def open_ones(self) -> list[Node]:
        """Return what has to be agreed on and is not yet, in the order of the step."""
        nodes = (self.node(name) for name in TO_BE_AGREED)
        return [node for node in nodes if node.required and not node.value]

    def answer(self, ref: str, value: str) -> None:
        """Keep one field of the agreement."""
        agree(self._desk.workspace, self._desk.opened, ref, value)
        if ref == "sharing" and value == Scope.ORGANISATION:
            share(self._desk.workspace, self._desk.visit.id, Scope.ORGANISATION)  # with its company
        self._desk.reassess()

    def kept_at(self, ref: str) -> tuple[str, str]:
        """Return the record and field that keep one question; photos are agreed on with the company."""
        visit = self._desk.visit
        if ref == "photos":
            return visit.company, ref
        return visit.id, f"{AGREEMENT}/{ref}" if ref in {"met", "role"} else ref

    def node(self, ref: str) -> Node:
        """Return the state of one question."""
        agreed = agreement_of(self._desk.workspace, self._desk.visit.id)
        texts = self._texts
        match ref:
            case "met":
                return field_node(ref, "string", agreed.met, texts("With whom do you speak?"), required=True)
            case "role":
                label = texts("What does this person do in the company?")
                return field_node(
                    ref,
                    "string",
                    agreed.role,
                    label,
                    texts("For example owner, director, head of production."),
                )
            case "photos":
                return self._photos(agreed.photos)
            case "sharing":
                return self._sharing(agreed.sharing)
            case "date":
                day = agreed.visited_on.isoformat() if agreed.visited_on else ""
                return field_node(ref, "date", day, texts("Day of the visit"))
            case "language":
                options = tuple(Option(code, name) for code, name in LANGUAGES.items())
                label = texts("In which language does the owner read the plan?")
                return field_node(ref, "select1", agreed.language, label, options=options)
            case _:
                hint = texts("In the words of the company: what should come out of the visit?")
                return field_node(
                    ref,
                    "string",
                    agreed.purpose,
                    texts("Why does the visit take place?"),
                    hint,
                    look="multiline",
                )

    def _photos(self, value: str) -> Node:
        texts = self._texts
        return field_node(
            "photos",
            "select1",
            value,
            texts("May photos be taken?"),
            texts("Ask before the first picture. Nobody is photographed who does not want to be."),
            options=(
                Option(YES, texts("Yes, of machines and places")),
                Option(NO, texts("No")),
            ),
            required=True,
        )

    def _sharing(self, value: str) -> Node:
        texts = self._texts
        return field_node(
            "sharing",
            "select1",
            value,
            texts("Who may see the figures of this visit?"),
            texts(
                "The plan itself always belongs to the company. You can take sharing back later; what others have read"
                " by then, they have read. Photos are shared only as far as the company permits them."
            ),
            options=(
                Option(str(Scope.OWN), texts("Only those who work with this workspace")),
                Option(
                    str(Scope.GROUP),
                    texts(
                        "Also the park, network or programme of the company: this comes with the hub of a whole"
                        " organisation, and until then it means only you"
                    ),
                ),
                Option(str(Scope.ORGANISATION), texts("Also the visitor's whole organisation")),
            ),
            required=True,
        )
