"""On a machine without a JDK the tests against JavaRosa are skipped, but under `CI` they fail."""

from pathlib import Path

import pytest
from forms_peer import instances, may_be_left_out


@pytest.fixture
def _without_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("_without_java")
def test_without_a_jdk_they_may_be_left_out_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert may_be_left_out()


@pytest.mark.usefixtures("_without_java")
def test_without_a_jdk_they_fail_under_ci(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CI", "true")
    assert not may_be_left_out()
    with pytest.raises(AssertionError, match="needs a JDK"):
        instances([], tmp_path)
