"""`greenfield demo --out DIR`: the main job from end to end on a sample factory; with `--sync`, two people and a hub."""

import argparse
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from greenfield.base.languages import SOURCE_LANGUAGE
from greenfield.base.texts import mark, translated
from greenfield.cli.command import Command, Context
from greenfield.cli.story import assessment_lines
from greenfield.services.demo import PASSPHRASE, Told, run_demo
from greenfield.services.sample_factory import SAMPLES
from greenfield.services.visit_result import in_language


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        required=True,
        help=mark("the folder for the report and the workspace"),
    )
    parser.add_argument("--sample", choices=SAMPLES, default=SAMPLES[0], help=mark("the sample factory"))
    parser.add_argument("--follow-up", action="store_true", help=mark("play the visit after a year as well"))
    parser.add_argument("--sync", action="store_true", help=mark("play two people with a hub as well"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    wanted = context.texts.language
    language = wanted if wanted in translated("document") else SOURCE_LANGUAGE
    if arguments.sync:
        from greenfield.cli.demo_sync import tell_sync  # noqa: PLC0415  loads a web server and a client

        return tell_sync(arguments.out, language, context)
    told = run_demo(arguments.out, language, arguments.sample, with_follow_up=arguments.follow_up)
    document = {
        "visit": told.visit,
        "answers": told.answered,
        "measures": [measure.name for measure in told.finished.result.measures],
        "plan": str(told.plan),
        "workspace": str(told.workspace),
        "follow_up": told.follow_up or None,
        "follow_up_plan": str(told.follow_up_plan) if told.follow_up_plan else None,
    }
    return context.show(_story(told, context), document, told.problems)


def _story(told: Told, context: Context) -> Iterator[str]:
    texts, formats, sample = context.texts, context.formats, told.sample
    yield texts(
        "{company}, {city}: {people} people, visited on {date} by {visitor}.",
        company=sample.company.name,
        city=sample.site.city,
        people=formats.number(sample.company.employees),
        date=formats.date(sample.visit.date),
        visitor=sample.visit.visitor,
    )
    yield texts.plural(
        "{count} answer was given and kept.", "{count} answers were given and kept.", told.answered
    )
    yield ""
    yield texts("What the factory uses in a year:")
    yield from assessment_lines(told.assessment, told.toolkit, context)
    yield ""
    result = told.finished.result
    yield texts.plural(
        "The plan, with {count} measure chosen by the owner:",
        "The plan, with {count} measures chosen by the owner:",
        len(result.measures),
    )
    for measure in result.measures:
        due = formats.date(measure.due, "medium") if measure.due else ""
        yield f"  {due:<14} {measure.person:<16} {in_language(measure.title, texts.language)}"
    known = [measure for measure in result.measures if measure.figures]
    saving = sum((one.figures.annual_saving or Decimal(0)) - one.annual_cost for one in known if one.figures)
    cost = sum(measure.investment or Decimal(0) for measure in result.measures)
    yield "  " + texts(
        "Together they save about {saving} a year, less yearly costs, and cost about {cost} once.",
        saving=formats.rough_money(saving, result.currency),
        cost=formats.rough_money(cost, result.currency),
    )
    yield ""
    yield texts("Action plan: {path}", path=told.plan)
    if told.follow_up_plan is not None:
        yield texts("A year later: {path}", path=told.follow_up_plan)
    yield texts("Workspace:   {path} (passphrase: {passphrase})", path=told.workspace, passphrase=PASSPHRASE)


DEMO = Command(("demo",), mark("do the main job on a sample factory"), _run, _arguments)
