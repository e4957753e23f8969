"""What runs on a submission: the long runs of what it touches, with all that a machine needs for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="shell scripts of Linux"),
    pytest.mark.skipif(not shutil.which("git"), reason="a submission is one of git"),
]


def stub(folder, name, text):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def run_after_a_change(folder, path):
    """Return what `.ci/run` asks `make` for, in a repository where `path` has just changed."""
    for part in (path.name for path in (ROOT / "tests").iterdir() if path.is_dir()):
        (folder / "tests" / part).mkdir(parents=True)
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", folder / ".ci")
    stub(folder / "bin", "make", f'echo "$CI: $*" >>"{folder}/asked"')
    env = {**os.environ, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "CI_BASE": "HEAD~1"}
    env = {key: value for key, value in env.items() if key != "CI" and not key.startswith("GIT_")}
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
    changed = folder / path
    for words in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "1"]):
        subprocess.run([*git, *words], cwd=folder, env=env, check=True)
    changed.parent.mkdir(parents=True, exist_ok=True)
    changed.write_text("changed", encoding="utf-8")
    subprocess.run([*git, "add", path], cwd=folder, env=env, check=True)
    subprocess.run([*git, "commit", "-q", "-m", "2"], cwd=folder, env=env, check=True)
    subprocess.run([folder / ".ci" / "run"], env=env, check=True)
    return (folder / "asked").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("greenfield/ui/frame.py", ["test-long PARTS=ui", "test-bundle"]),
        ("tests/ui/test_ui_home.py", ["test-long PARTS=ui"]),
        ("greenfield/forms/form.py", ["test-long PARTS=forms toolkit", "test-bundle"]),
        ("greenfield/report/plan.py", ["test-long PARTS=report", "test-bundle"]),
        ("docs/house.md", []),
    ],
)
def test_the_long_runs_of_what_is_touched_are_asked_for(tmp_path, path, asked):
    assert run_after_a_change(tmp_path, path) == [f"true: {one}" for one in ("check", "test", *asked)]


def system(folder, wanted, *, user):
    """Run `tools/system.sh` on a machine that has nothing but a shell; return its end, its words and the calls of apt."""
    tools = folder / "bin"
    stub(tools, "id", f"echo {user}")
    stub(tools, "apt-get", f'echo "$*" >>"{folder}/apt"; echo noise')
    done = subprocess.run(
        ["/bin/bash", ROOT / "tools" / "system.sh", wanted],
        env={"PATH": str(tools)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    asked = folder / "apt"
    return done, asked.read_text(encoding="utf-8").splitlines() if asked.exists() else []


def test_a_jdk_is_installed_where_there_is_none(tmp_path):
    done, asked = system(tmp_path, "jdk", user=0)
    assert done.returncode == 0
    assert asked == ["update -qq", "install -y -qq default-jdk-headless"]
    assert "noise" not in done.stdout + done.stderr


def test_nothing_is_installed_where_java_and_its_compiler_are(tmp_path):
    stub(tmp_path / "bin", "java", "exit 0")
    stub(tmp_path / "bin", "javac", "exit 0")
    done, asked = system(tmp_path, "jdk", user=0)
    assert (done.returncode, done.stdout, asked) == (0, "", [])


def test_somebody_who_may_not_install_it_gets_the_line(tmp_path):
    done, asked = system(tmp_path, "jdk", user=1000)
    assert (done.returncode, asked) == (1, [])
    assert "apt-get install -y default-jdk-headless" in done.stderr


def test_make_test_asks_for_a_jdk_under_ci_alone():
    def plan(**env):
        words = ["make", "-n", "-o", "build", "test"]
        return subprocess.run(
            words,
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], **env},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    assert "tools/system.sh pdftotext qt jdk" in plan(CI="true")
    assert "jdk" not in plan()
