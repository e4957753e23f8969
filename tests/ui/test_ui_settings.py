import pytest

from greenfield.ui.settings import Settings, SettingsFile


def test_settings_are_read_as_they_were_kept(tmp_path):
    file = SettingsFile(tmp_path / "deep" / "settings.json")
    kept = Settings(
        language="fr", locale="fr_SN", country="SEN", currency="XOF", theme="dark", workspace="/x"
    )
    file.write(kept)
    assert file.read() == kept
    assert [path.name for path in file.path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"theme": "pink"}', b"\xff\xfe"])
def test_a_file_that_cannot_be_read_counts_as_not_set(tmp_path, content):
    file = SettingsFile(tmp_path / "settings.json")
    if content is not None:
        file.path.write_bytes(content)
    assert file.read() == Settings()


def test_a_setting_of_a_newer_version_does_no_harm(tmp_path):
    file = SettingsFile(tmp_path / "settings.json")
    file.path.write_bytes(b'{"language": "fr", "of_tomorrow": 3}')
    assert file.read() == Settings(language="fr")
