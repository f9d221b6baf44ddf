"""Zip files that are the same for the same content."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files in one zip, in their order, none of which says when or where it was made."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            archive.writestr(entry, content)
    return made.getvalue()


def settled(content: bytes) -> bytes:
    """A zip that somebody else made, without the times and the system that it was made on."""
    with ZipFile(BytesIO(content)) as archive:
        return zipped({entry.filename: archive.read(entry) for entry in archive.infolist()})
