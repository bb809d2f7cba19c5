"""My photograph shows what it shows, and tells nobody where I was."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Iterator
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from toolkit_editor.base.errors import Refused
from toolkit_editor.intake.html import take_html
from toolkit_editor.intake.pictures import LONGEST_SIDE, clean_picture, with_clean_pictures
from toolkit_editor.intake.taken import TakenIn
from toolkit_editor.prose.model import OBJECT, Container, Kind, Leaf, Picture, Run, Style

SECRET = "Orsolya Quill"
SECRETS = [SECRET.encode(), SECRET.encode("utf-16-le"), b"XSecretX"]


def photograph(width: int = 64, height: int = 48) -> Image.Image:
    """Colours that change from pixel to pixel, as in a photograph."""
    red = Image.linear_gradient("L").resize((width, height))
    green = Image.radial_gradient("L").resize((width, height))
    blue = Image.effect_noise((width, height), 90)
    return Image.merge("RGB", (red, green, blue))


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def exif() -> Image.Exif:
    told = Image.Exif()
    told[0x010E] = SECRET  # description
    told[0x013B] = SECRET  # artist
    told[0x9C9D] = SECRET.encode("utf-16-le")  # author, as Windows writes it
    told.get_ifd(0x8825)[1] = "N"
    told.get_ifd(0x8825)[2] = (45.0, 30.0, 15.0)
    told.get_ifd(0x8825)[29] = "XSecretX"
    return told


def profile() -> bytes:
    """A colour profile that names a person."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    return bytes(made) + SECRET.encode()


def talkative() -> Iterator[tuple[str, bytes]]:
    """Pictures of every kind with everything in them that could tell."""
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
    trailer = b"XSecretX" * 10
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", SECRET)
    text.add_text("Comment", SECRET, zip=True)
    text.add_itxt("XML:com.adobe.xmp", xmp.decode())
    picture = photograph()
    told = exif().tobytes()
    yield (
        "jpeg",
        saved(picture, "JPEG", exif=told, comment=SECRET, icc_profile=profile(), xmp=xmp) + trailer,
    )
    yield "png", saved(picture, "PNG", exif=told, pnginfo=text, icc_profile=profile()) + trailer
    yield "webp", saved(picture, "WEBP", exif=told, xmp=xmp, icc_profile=profile()) + trailer
    yield "gif", saved(picture.quantize(64), "GIF", comment=SECRET) + trailer
    yield "tiff", saved(picture, "TIFF", exif=exif(), icc_profile=profile()) + trailer
    yield "bmp", saved(picture, "BMP") + trailer
    clear = picture.convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    yield "see-through png", saved(clear, "PNG", pnginfo=text, exif=told) + trailer


@pytest.mark.parametrize(("kind", "data"), list(talkative()), ids=lambda v: str(v)[:16])
def test_nothing_that_tells_who_or_where_is_left(kind: str, data: bytes) -> None:
    assert any(secret in data for secret in SECRETS), "the test must hide something first"
    clean = clean_picture(data)
    assert not any(secret in clean.data for secret in SECRETS)
    with Image.open(io.BytesIO(clean.data)) as again:
        again.load()
        assert (again.width, again.height) == (clean.width, clean.height)
        assert not dict(again.getexif())
        assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
            "progressive",
            "progression",
        }
    assert chunks(clean.data) <= {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"}


def chunks(data: bytes) -> set[bytes]:
    """The names of the chunks of a PNG; none for anything else."""
    if not data.startswith(b"\x89PNG"):
        return set()
    found: set[bytes] = set()
    at = 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        found.add(data[at + 4 : at + 8])
        at += 12 + length
    return found


def test_a_photograph_held_sideways_stands_upright() -> None:
    sideways = Image.Exif()
    sideways[0x0112] = 6
    picture = Image.new("RGB", (40, 20), "white")
    picture.paste("black", (0, 0, 20, 20))
    clean = clean_picture(saved(picture, "PNG", exif=sideways))
    assert (clean.width, clean.height) == (20, 40)
    with Image.open(io.BytesIO(clean.data)) as upright:
        assert upright.convert("L").getpixel((10, 5)) == 0
        assert upright.convert("L").getpixel((10, 35)) == 255


@pytest.mark.parametrize(("size", "kept"), [((4000, 1000), (1600, 400)), ((300, 200), (300, 200))])
def test_a_large_picture_becomes_small_enough_for_a_page(
    size: tuple[int, int], kept: tuple[int, int]
) -> None:
    clean = clean_picture(saved(photograph(*size), "JPEG"))
    assert (clean.width, clean.height) == kept
    assert max(kept) <= LONGEST_SIDE


def test_a_photograph_is_a_jpeg_and_a_drawing_a_png() -> None:
    drawing = Image.new("RGB", (200, 200), "white")
    drawing.paste("navy", (20, 20, 120, 120))
    assert clean_picture(saved(photograph(200, 200), "PNG")).ending == "jpg"
    assert clean_picture(saved(drawing, "BMP")).ending == "png"


def test_what_is_see_through_stays_so() -> None:
    clear = Image.new("RGBA", (10, 10), (255, 0, 0, 40))
    clean = clean_picture(saved(clear, "WEBP", lossless=True))
    with Image.open(io.BytesIO(clean.data)) as again:
        assert again.convert("RGBA").getpixel((5, 5)) == (255, 0, 0, 40)


def test_a_moving_picture_stands_still_at_its_beginning() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    with Image.open(io.BytesIO(clean_picture(data).data)) as still:
        assert getattr(still, "n_frames", 1) == 1
        assert still.convert("RGB").getpixel((4, 4)) == (255, 0, 0)


def test_the_same_picture_has_the_same_name_whatever_was_written_in_it() -> None:
    picture = photograph()
    one = clean_picture(saved(picture, "PNG"))
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", SECRET)
    other = clean_picture(saved(picture, "PNG", pnginfo=text))
    assert one == other
    assert one.path == f"media/{sha256(one.data).hexdigest()[:12]}.{one.ending}"


# what cannot be kept


def bomb(width: int, height: int) -> bytes:
    """A small file that says it is an enormous picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    body = zlib.compress(b"\0" * 100)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (bomb(50_000, 50_000), "too large"),
        (bomb(8_000, 7_000), "too large"),
        (bomb(1_000_000, 1), "damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", "not a picture"),
        (b"%PDF-1.7", "not a picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not a picture"),
        (b"", "not a picture"),
        (b"plain words", "not a picture"),
        (saved(photograph(), "ICO"), "not a picture"),
        (saved(photograph(), "JPEG")[:300], "damaged"),
        (saved(photograph(), "PNG")[:-400], "damaged"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_safe_picture_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        clean_picture(data)


@given(st.binary(max_size=300), st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "BMP"]))
def test_a_damaged_file_is_refused_and_does_nothing_else(noise: bytes, kind: str) -> None:
    whole = saved(photograph(8, 8), kind)
    cut = len(whole) // 3
    try:
        clean_picture(whole[:cut] + noise + whole[cut + len(noise) :])
    except Refused as refused:
        assert str(refused)


# pictures in a text


def test_pictures_in_a_text_get_the_address_under_which_they_are_kept() -> None:
    data = base64.b64encode(saved(photograph(), "PNG")).decode()
    taken = take_html(f"<p>Us: <img src='data:image/png;base64,{data}' alt='chairs'></p>")
    cleaned = with_clean_pictures(taken, "../")
    (path,) = cleaned.files
    assert cleaned.leaves[0].runs[1].style.picture == Picture(f"../{path}", "chairs")
    assert cleaned.left_out == ()


def test_a_picture_that_cannot_be_kept_is_told_and_leaves_no_hole() -> None:
    broken = Run(OBJECT, Style(picture=Picture("picture-1", "x")))
    row = (Container("table", 1, mark="-"), Container("row", 2))
    leaves = (
        Leaf(Kind.PARAGRAPH, (broken,)),
        Leaf(Kind.PARAGRAPH, (Run("words "), broken)),
        Leaf(Kind.CELL, (broken,), row),
    )
    cleaned = with_clean_pictures(TakenIn(leaves, {"picture-1": b"no picture"}))
    assert [leaf.text for leaf in cleaned.leaves] == ["words ", ""]
    assert len(cleaned.left_out) == 1
