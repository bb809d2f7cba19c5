"""Pictures made anew from their pixels: nothing else of the file is kept.

A photograph tells where and when it was taken, with which telephone, and sometimes by whom. So the
picture is decoded, turned upright, made small enough for a page and written by us.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import Message, say
from toolkit_editor.intake.images import plain_alt
from toolkit_editor.intake.taken import TakenIn
from toolkit_editor.prose.model import Leaf, Run

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE = 1_600
"""Pixels of the longest side that is kept."""
MOST_PIXELS = 50_000_000
MOST_BYTES = 40_000_000
FOLDER = "media/"
_KINDS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_QUALITY = 85
_FLAT = 256
"""Up to so many colours a picture is a drawing, not a photograph."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture as the toolkit keeps it; sizes in pixels."""

    data: bytes
    ending: str
    width: int
    height: int

    @property
    def path(self) -> str:
        """Where it lies in the toolkit: the same picture always has the same name."""
        return f"{FOLDER}{hashlib.sha256(self.data).hexdigest()[:12]}.{self.ending}"


def clean_picture(data: bytes) -> CleanPicture:
    """The picture in `data`, made anew. Raises `Refused` where there is none that is safe."""
    if len(data) > MOST_BYTES:
        raise _too_large()
    pixels = _pixels(data)
    if max(pixels.size) > LONGEST_SIDE:
        from PIL import Image

        pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    written, ending = _written(pixels)
    return CleanPicture(written, ending, pixels.width, pixels.height)


def _pixels(data: bytes) -> Image.Image:
    """The first frame, upright, as plain pixels that know nothing of the file."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.filterwarnings("ignore", category=UserWarning)
            with Image.open(io.BytesIO(data), formats=_KINDS) as found:
                _require_size(found.width, found.height)
                upright = ImageOps.exif_transpose(found)
                has_alpha = upright.has_transparency_data
                plain = upright.convert("RGBA" if has_alpha else "RGB")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError) as error:
        raise _too_large() from error
    except UnidentifiedImageError as error:
        raise _not_a_picture() from error
    except Refused:
        raise
    except Exception as error:  # a broken file can fail in any way inside the decoders
        raise _broken() from error
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def _require_size(width: int, height: int) -> None:
    """What the head of the file says, before anything is decoded."""
    if width * height > MOST_PIXELS:
        raise _too_large()
    if width * height == 0:
        raise _not_a_picture()


def _written(pixels: Image.Image) -> tuple[bytes, str]:
    """The bytes and the ending: a photograph as JPEG, a drawing as PNG, the smaller wins."""
    if pixels.mode == "RGBA" and pixels.getchannel("A").getextrema() == (255, 255):
        pixels = pixels.convert("RGB")
    drawn = pixels.getcolors(_FLAT) is not None
    if pixels.mode == "RGBA" or drawn:
        return _saved(pixels, "PNG"), "png"
    photograph = _saved(pixels, "JPEG")
    drawing = _saved(pixels, "PNG")
    return (photograph, "jpg") if len(photograph) <= len(drawing) else (drawing, "png")


def _saved(pixels: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "JPEG":
        pixels.save(out, kind, quality=_QUALITY, optimize=True, progressive=True)
    else:
        pixels.save(out, kind, optimize=True)
    return out.getvalue()


# pictures of a text


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Leaves whose pictures have their final addresses, and the files at their paths."""

    leaves: tuple[Leaf, ...]
    files: Mapping[str, bytes]
    left_out: tuple[Message, ...]
    paths: Mapping[str, str]
    """The path of each picture by the address it had before."""


def with_clean_pictures(taken: TakenIn, up: str = "") -> Cleaned:
    """`taken` with its pictures made anew and named by their content.

    `up` leads from the folder of the page to the top of the toolkit (`../`). A picture that cannot
    be kept leaves the text; why is said in `left_out`.
    """
    files: dict[str, bytes] = {}
    paths: dict[str, str] = {}
    left_out: list[Message] = []
    for address, data in taken.pictures.items():
        try:
            picture = clean_picture(data)
        except Refused as refused:
            if refused.message not in left_out:
                left_out.append(refused.message)
            continue
        files[picture.path] = picture.data
        paths[address] = picture.path
    addresses = {address: up + path for address, path in paths.items()}
    leaves = (_with_addresses(leaf, taken.pictures, addresses) for leaf in taken.leaves)
    kept = tuple(leaf for leaf in leaves if leaf is not None)
    return Cleaned(kept, files, tuple(left_out), paths)


def _with_addresses(
    leaf: Leaf, known: Mapping[str, bytes], addresses: Mapping[str, str]
) -> Leaf | None:
    """`leaf` with the final addresses; None where nothing is left of it."""
    if not any(run.style.picture for run in leaf.runs):
        return leaf
    kept: list[Run] = []
    for run in leaf.runs:
        picture = run.style.picture
        if picture is None or picture.src not in known:
            kept.append(run)
        elif picture.src in addresses:
            style = replace(run.style, picture=replace(picture, src=addresses[picture.src]))
            kept.append(Run(run.text, style))
    if not any(run.text.strip() for run in kept) and not leaf.level and not leaf.path:
        return None
    return leaf.with_runs(*kept)


def _too_large() -> Refused:
    return Refused(
        say("A picture is too large to be brought in. Make it smaller first, or take another.")
    )


def _not_a_picture() -> Refused:
    return Refused(
        say("This is not a picture that can be kept. Save it as JPEG or PNG and add it again.")
    )


def _broken() -> Refused:
    return Refused(say("A picture is damaged and cannot be read. Add it again from where it was."))


def undescribed(taken: TakenIn) -> list[str]:
    """The addresses of the pictures in `taken` that have no alternative text, each once."""
    shown = [run.style.picture for leaf in taken.leaves for run in leaf.runs if run.style.picture]
    return list(dict.fromkeys(p.src for p in shown if not p.alt and p.src in taken.pictures))


def described(taken: TakenIn, words: Mapping[str, str]) -> TakenIn:
    """`taken` with alternative texts for the pictures at these addresses."""

    def told(run: Run) -> Run:
        picture = run.style.picture
        alt = plain_alt(words.get(picture.src, "")) if picture else ""
        if picture is None or not alt:
            return run
        return Run(run.text, replace(run.style, picture=replace(picture, alt=alt)))

    return replace(
        taken, leaves=tuple(leaf.with_runs(*map(told, leaf.runs)) for leaf in taken.leaves)
    )
