"""The whole site as one zip, for use without a connection. Same input, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

_STORED = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".mp3", ".mp4", ".zip", ".pdf")
_FOLDER = "toolkit"


def zipped(files: Mapping[str, bytes], day: date) -> bytes:
    """`files` in a folder of their own, all dated `day`."""
    buffer = io.BytesIO()
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{_FOLDER}/{name}", stamp)
            entry.external_attr = 0o644 << 16
            kind = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], kind, 6 if kind == zipfile.ZIP_DEFLATED else None)
    return buffer.getvalue()
