"""JavaRosa itself, the engine of ODK Collect, from the jar that pyxform brings: for those who have a JDK."""

import base64
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pyxform

_JAR = Path(pyxform.__file__).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_NAMESPACES = re.compile(r' xmlns(:\w+)?="[^"]*"')
_START = re.compile(r"<([\w:]+)((?: [\w:]+=\"[^\"]*\")*) ?(/?)>")
_ATTRIBUTE = re.compile(r' [^ ]+="[^"]*"')
_EMPTY = re.compile(r"<([\w:]+)([^<>]*)></\1>")
_BY_CHANCE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)")
_SOURCE = Path(__file__).parent / "javarosa" / "Evaluate.java"
ERROR = "ERROR"


def is_here() -> bool:
    """Tell whether JavaRosa can be run: a JDK, and the jar."""
    return bool(shutil.which("javac") and shutil.which("java")) and _JAR.is_file()


def may_be_left_out() -> bool:
    """Tell whether tests against JavaRosa may be skipped: where it cannot be run, but not under `CI`."""
    return not is_here() and not os.environ.get("CI")


def instances(forms: Sequence[bytes], folder: Path, steps: Sequence[str] = ()) -> list[str]:
    """Return the instance of each form as JavaRosa opens it, or a text that starts with `ERROR`.

    `steps` are carried out before, one text a form: lines of `set`, path and value, or `add` and path, with tabs.
    """
    assert is_here(), "JavaRosa needs a JDK (tools/system.sh jdk) and the jar that pyxform brings"
    subprocess.run(["javac", "-cp", str(_JAR), "-d", str(folder), str(_SOURCE)], check=True)
    paths = [folder / f"{number}.xml" for number in range(len(forms))]
    for path, form in zip(paths, forms, strict=True):
        path.write_bytes(form)
    for path, lines in zip(paths, steps, strict=False):
        path.with_name(f"{path.name}.steps").write_text(lines, encoding="utf-8")
    run = subprocess.run(
        [
            *("java", "-Duser.timezone=Etc/GMT-1", "-Duser.language=en", "-Dfile.encoding=UTF-8"),
            *("-cp", f"{_JAR}{os.pathsep}{folder}", "Evaluate", *map(str, paths)),
        ],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    lines = [line for line in run.stdout.splitlines() if line]
    return [line if line.startswith(ERROR) else base64.b64decode(line).decode() for line in lines]


def plain(instance: str) -> str:
    """Return an instance without what two engines write in ways of their own.

    Order of attributes, namespaces, `<a></a>` for `<a/>`, `5.0` for a decimal answer 5, chance and time.
    """
    text = _NAMESPACES.sub("", _DECLARATION.sub("", instance))
    text = _START.sub(_sorted, text)
    text = _EMPTY.sub(r"<\1\2/>", text)
    text = re.sub(r">(-?\d+)\.0<", r">\1<", text)
    return _MOMENT.sub("MOMENT", _BY_CHANCE.sub("UUID", text))


def _sorted(tag: re.Match[str]) -> str:
    attributes = sorted(_ATTRIBUTE.findall(tag[2]))
    return f"<{tag[1]}{''.join(attributes)}{tag[3]}>"
