"""Where submissions come from: a folder or a zip file, both as files by their path."""

import zipfile
import zlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Protocol

from greenfield.base.problem import fail
from greenfield.services.photos import MOST_BYTES
from greenfield.toolkit.archive import MANY_MEGABYTES, open_archive
from greenfield.toolkit.read import read_file

MOST_FILES = 50_000
_DAMAGES = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


class Place(Protocol):
    """Files by their path, with `/` between names."""

    @property
    def names(self) -> Sequence[str]: ...  # noqa: D102  the paths, sorted

    def read(self, name: str) -> bytes:
        """Return a file; `file.unreadable`, `file.too_large`."""

    def read_media(self, name: str) -> bytes:
        """Return a photo or another medium, which may be larger; raises as `read`."""


class Folder:
    """The files of a folder, and of those below it where it is `deep`, else of `media` alone; no links."""

    def __init__(self, folder: Path, *, deep: bool = True) -> None:
        """Offer what is in `folder`."""
        self.folder = folder
        self._patterns = ("**/*",) if deep else ("*", "media/*")

    @cached_property
    def names(self) -> Sequence[str]:
        """The paths of all files; `submission.too_many_files` above 50,000."""
        found = []
        for path in (each for pattern in self._patterns for each in self.folder.glob(pattern)):
            if path.is_file() and not path.is_symlink():
                found.append(path.relative_to(self.folder).as_posix())
                if len(found) > MOST_FILES:
                    raise fail("submission.too_many_files", str(self.folder), limit=MOST_FILES)
        return sorted(found)

    def read(self, name: str) -> bytes:
        """Return a file."""
        return read_file(self.folder / name)

    def read_media(self, name: str) -> bytes:
        """Return a file of up to 50 MB."""
        path = self.folder / name
        try:
            if path.stat().st_size > MOST_BYTES:
                raise fail("file.too_large", name, megabytes=MOST_BYTES // 1_000_000)
            return path.read_bytes()
        except OSError as error:
            raise fail("file.unreadable", str(path), reason=error.strerror or str(error)) from error


class Archive:
    """The files in a zip file of at most 100 MB when it is unpacked."""

    def __init__(self, path: Path) -> None:
        """Open it; raises as `toolkit.archive.open_archive` does."""
        try:
            if path.stat().st_size > MANY_MEGABYTES:
                raise fail("archive.hostile", path.name)
            content = path.read_bytes()
        except OSError as error:
            raise fail("file.unreadable", str(path), reason=error.strerror or str(error)) from error
        self._name = path.name
        self._archive = open_archive(content, path.name, limit=MANY_MEGABYTES)
        self.names: Sequence[str] = sorted(
            entry.filename for entry in self._archive.infolist() if not entry.is_dir()
        )

    def read(self, name: str) -> bytes:
        """Return a file; `archive.damaged` for one that is not whole."""
        try:
            return self._archive.read(name)
        except _DAMAGES as error:
            raise fail("archive.damaged", self._name) from error

    read_media = read


class Nearby:
    """The media files of one submission: beside it, in a folder that bears its id, or in `media`."""

    def __init__(self, place: Place, beside: str, ids: Sequence[str] = ()) -> None:
        """Look in `place`; `beside` is the folder of the submission in it, empty for its top."""
        self._place = place
        self._beside = PurePosixPath(beside)
        self._ids = ids

    @cached_property
    def _by_name(self) -> dict[str, list[PurePosixPath]]:
        found: dict[str, list[PurePosixPath]] = {}
        for name in self._place.names:
            path = PurePosixPath(name)
            found.setdefault(path.name, []).append(path)
        return found

    def find(self, name: str) -> bytes | None:
        """Return the file of a plain name, None if there is none."""
        paths = self._by_name.get(name, [])
        for is_near in (self._is_beside, self._bears_id, self._is_in_media):
            for path in filter(is_near, paths):
                return self._place.read_media(path.as_posix())
        return None

    def _is_beside(self, path: PurePosixPath) -> bool:
        return path.parent == self._beside

    def _bears_id(self, path: PurePosixPath) -> bool:
        # Briefcase calls the folder `uuid` and the id, KoboToolbox by the id alone
        name = path.parent.name.lower()
        return any(name in {each, f"uuid{each}", f"uuid_{each}"} for each in self._ids)

    def _is_in_media(self, path: PurePosixPath) -> bool:
        return path.parent == self._beside / "media"
