"""The parts of a document that is a zip file, within limits that are checked before unpacking.

A few kilobytes can claim to hold terabytes; nothing is unpacked on such a claim.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say

MOST_PARTS = 5_000
MOST_BYTES = 250_000_000
"""Of all parts together, unpacked."""
MOST_XML = 60_000_000
"""Of one part that is XML."""
_STEEPEST = 300
"""How many times its packed size a large part may unpack to."""
_LARGE = 1_000_000
_ENCRYPTED = 0x1
_XML = re.compile(r".*\.(?:xml|rels)", re.IGNORECASE)


def unpack(data: bytes) -> Mapping[str, bytes]:
    """The parts of the zip file in `data` by name. Raises `Refused`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            found = package.infolist()
            _require_sane(found, len(data))
            return {one.filename: package.read(one) for one in found if not one.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise damaged() from error
    except (NotImplementedError, RuntimeError) as error:  # packed in a way nobody uses, or sealed
        raise damaged() from error


def _require_sane(parts: list[zipfile.ZipInfo], size: int) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise locked()
    names = [part.filename for part in parts]
    if len(set(names)) != len(names):
        raise damaged()
    steep = any(
        part.file_size > _LARGE and part.file_size > _STEEPEST * max(1, part.compress_size)
        for part in parts
    )
    large = any(part.file_size > MOST_XML for part in parts if _XML.fullmatch(part.filename))
    whole = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or whole > MOST_BYTES or steep or large or packed > size:
        raise too_large()


def damaged() -> Refused:
    """The refusal for a file that cannot be read."""
    return Refused(
        say("This document is damaged and cannot be read. Open it where it was made and save it.")
    )


def locked() -> Refused:
    """The refusal for a document with a password."""
    return Refused(
        say(
            "This document is protected by a password. "
            "Save it without the password, then bring it in."
        )
    )


def too_large() -> Refused:
    """The refusal for a document that unpacks to more than a text can be."""
    return Refused(
        say("This document is too large to be brought in. Bring in a smaller part of it.")
    )
