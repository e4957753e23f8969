"""JavaRosa, the engine of ODK Collect: from the jar in pyxform's wheel, driven by a small class of ours."""

import shutil
import subprocess
from importlib.resources import as_file, files
from os import pathsep
from pathlib import Path

from greenfield.base.problem import fail

_CLASS = "JavaRosaTiming"


def javarosa(folder: Path) -> tuple[str, ...]:
    """Compile our class into `folder` and return the command that runs it.

    Raises ProblemError `bench.no_java` without a JDK, `bench.no_javarosa` without the jar, and
    `bench.peer_failed` when the compiler does not take the class.
    """
    java, compiler = shutil.which("java"), shutil.which("javac")
    if java is None or compiler is None:
        raise fail("bench.no_java")
    jar = Path(str(files("pyxform"))) / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
    if not jar.is_file():
        raise fail("bench.no_javarosa", jar.name)
    with as_file(files("greenfield.bench") / f"{_CLASS}.java") as source:
        done = subprocess.run(  # noqa: S603  the compiler on our own file
            [compiler, "-classpath", str(jar), "-d", str(folder), str(source)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise fail("bench.peer_failed", "javac", reason=said[0] if said else "")
    return java, "-classpath", f"{jar}{pathsep}{folder}", _CLASS
