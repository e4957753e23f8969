"""Looks at files, each in a process of its own under limits, and tells what came of it. Run as a program.

Reads lines of JSON ({"path", "steps"}), writes one for each: codes, seconds of work, megabytes, how it ended.
"""

import json
import os
import resource
import sys
from pathlib import Path

import openpyxl  # noqa: F401  loaded before the processes part
import pyxform.xls2xform  # noqa: F401

from greenfield.base.problem import ProblemError
from greenfield.base.texts import texts_for
from greenfield.services.forms import check_form, run_form

SECONDS = 9
ADDRESS_SPACE = 2_000_000_000


def look(path, steps):
    if steps is None:
        return [problem.code for problem in check_form(path)]
    try:
        outcome = run_form(path, steps, path.parent, texts_for("en"))
    except ProblemError as error:
        return [problem.code for problem in error.problems]
    return [problem["code"] for problem in outcome["problems"]]


def apart(path, steps):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS * 3, SECONDS * 3))
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        codes = look(path, steps)
        with os.fdopen(writing, "w") as pipe:
            json.dump(codes, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    _, status, used = os.wait4(child, 0)
    return {
        "codes": json.loads(said) if said else None,
        "seconds": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1024,
        "status": status,
    }


for line in sys.stdin:
    wanted = json.loads(line)
    sys.stdout.write(json.dumps(apart(Path(wanted["path"]), wanted["steps"])) + "\n")
    sys.stdout.flush()
