"""Questionnaires as authors write them, run by script as `greenfield form run` does.

JavaRosa, given the same forms and scripts, submits the same values: 124, 124 and 166 of them, apart from time and
chance, truths (`0` for `false`) and the spelling of positions.
"""

import json
from pathlib import Path

from lxml import etree

from greenfield.base.texts import texts_for
from greenfield.services.forms import run_form

FOLDER = Path(__file__).parents[1] / "forms" / "questionnaires"


class Ran:
    """What the script beside a form left, and further steps: nodes by place below `/data/`, or by a name that only one has."""

    def __init__(self, form, more="", *, script=True):
        document = json.loads((FOLDER / f"{form}.json").read_text(encoding="utf-8"))
        document["steps"] = [*(document["steps"] if script else ()), *steps(more)]
        self.document = run_form(FOLDER / f"{form}.md", document, FOLDER, texts_for("en"))
        self.nodes = {node["ref"].removeprefix("/data/"): node for node in self.document["nodes"]}
        last = [ref.rpartition("/")[2] for ref in self.nodes]
        self.places = {name: ref for name, ref in zip(last, self.nodes, strict=True) if last.count(name) == 1}

    def node(self, name):
        return self.nodes[self.places.get(name, name)]

    def values(self, *names):
        return [self.node(name)["value"] for name in names]

    def relevant(self, *names):
        return [self.node(name)["relevant"] for name in names]

    def options(self, name):
        return list(self.node(name)["options"])

    def broken(self):
        """The questions that break a rule, with the message that a person sees."""
        return {
            ref.rpartition("/")[2]: node["message"]
            for ref, node in self.nodes.items()
            if node["relevant"] and not node["constraint_ok"]
        }

    def missing(self):
        """The names of the questions that must be answered and are not."""
        wanted = [ref for ref, node in self.nodes.items() if node["relevant"] and not node["required_ok"]]
        return sorted(ref.rpartition("/")[2] for ref in wanted)

    @property
    def problems(self):
        return [(problem["step"], problem["code"]) for problem in self.document["problems"]]

    @property
    def instance(self):
        return etree.fromstring(self.document["instance"].encode())


def steps(text):
    """Steps drawn one a line: `place = value`, `+ place`, `- place 0`, `language: name`."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("+ "):
            found.append({"add": "/data/" + line[2:]})
        elif line.startswith("- "):
            place, index = line[2:].rsplit(" ", 1)
            found.append({"remove": "/data/" + place, "index": int(index)})
        elif line.startswith("language: "):
            found.append({"language": line.removeprefix("language: ")})
        else:
            place, _, value = line.partition(" =")
            found.append({"set": "/data/" + place, "value": value.strip()})
    return found
