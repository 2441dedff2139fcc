"""Makes one version of a picture. The same file and recipe give the same bytes.

Pixels come the right way up, in sRGB, and without any metadata.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sitegen.pictures.clean import cleaned
from sitegen.pictures.facts import FORMATS, OPENED, strictly, words_of
from sitegen.pictures.recipes import CLEANED, Recipe

if TYPE_CHECKING:
    from PIL.Image import Image

AVIF_SPEED = 6  # libavif's own choice; 8 takes half the time for files a third larger
_WEBP_METHOD = 4
_USUAL, _LEAST = 1600, 2000  # wide versions, and what they are made from at least
_GAP = 3.0  # how much finer than needed the first step of making smaller is


class Unmade(Exception):
    """A version can't be made; the message says why, in words for the author."""


class Pixels(NamedTuple):
    """All pixels, the right way up, and the colours they mean. ``drawn`` tells of sharp edges."""

    image: Image
    profile: bytes
    drawn: bool


def make(path: Path, recipes: Iterable[Recipe]) -> Iterator[bytes]:
    """The versions by ``recipes``, in this order. Raises Unmade, also for a file that is gone.

    The file is decoded once for most of them; no version depends on the others.
    """
    data = _read(path)
    found: dict[int, Pixels] = {}
    for recipe in recipes:
        if recipe[0] == CLEANED:
            yield _cleaned(data)
            continue
        least = _LEAST if recipe[1] <= _USUAL else 0
        if least not in found:
            found[least] = _pixels(data, least)
        yield _version(found[least], *recipe)


def verify(path: Path) -> None:
    """Decodes a picture and makes nothing of it. Raises Unmade if that fails."""
    _pixels(_read(path))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise Unmade((fault.strerror or str(fault)).lower()) from None


def _cleaned(data: bytes) -> bytes:
    from PIL import Image

    with Image.open(BytesIO(data), formats=OPENED) as image:
        kind = FORMATS[image.format or ""]
    return cleaned(data, kind) or data


def _pixels(data: bytes, least: int = 0) -> Pixels:
    """The picture; a JPEG may come smaller, ``least`` pixels a side or more, for less memory."""
    from PIL import Image, ImageOps

    strictly()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a size that was looked at, and of odd metadata
            with Image.open(BytesIO(data), formats=OPENED) as image:
                if least:
                    image.draft(None, (least, least))
                form = image.format
                profile = image.info.get("icc_profile") or b""
                ImageOps.exif_transpose(image, in_place=True)
                return Pixels(_plain(image), profile, form == "PNG")
    except Exception as fault:  # each format's reader has exceptions of its own
        raise Unmade(words_of(fault)) from None


def _plain(image: Image) -> Image:
    """The picture in a mode that can be made smaller well."""
    if image.mode in ("RGB", "RGBA", "L", "CMYK"):
        return image
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in ("LA", "PA", "RGBa", "La") or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("L" if image.mode == "1" else "RGB")


def _version(pixels: Pixels, format: str, width: int, height: int, quality: int) -> bytes:
    from PIL.Image import Resampling

    image = pixels.image
    if image.size != (width, height):
        image = image.resize((width, height), Resampling.LANCZOS, reducing_gap=_GAP)
    image = _in_srgb(image, pixels.profile)
    if image.mode == "L" and format in ("webp", "avif"):
        image = image.convert("RGB")
    best = b""
    for options in _options(format, quality, pixels.drawn):
        target = BytesIO()
        image.save(target, **options)
        if not best or len(target.getvalue()) < len(best):
            best = target.getvalue()
    return best


def _in_srgb(image: Image, profile: bytes) -> Image:
    """The picture's colours as browsers take them where nothing is said: sRGB."""
    found = _converted(image, profile) if profile else None
    if found is None:  # no profile, or one that is of no use
        known = image.mode in ("RGB", "RGBA", "L")
        found = image.copy() if known else image.convert("RGB")
    found.info = {}
    return found


def _converted(image: Image, profile: bytes) -> Image | None:
    from PIL import ImageCms

    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    base = image.convert("RGB") if alpha else image
    try:
        source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        found = ImageCms.profileToProfile(base, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    if found is not None and alpha:
        found.putalpha(alpha)
    return found


def _options(format: str, quality: int, drawn: bool) -> Iterator[dict[str, Any]]:
    """How a form is written; of several ways the smallest file counts."""
    if format == "jpeg":
        yield {"format": "JPEG", "quality": quality, "progressive": True, "optimize": True}
    elif format == "png":
        yield {"format": "PNG", "compress_level": 6}
    elif format == "avif":
        yield {"format": "AVIF", "quality": max(quality * 4 // 5, 1), "speed": AVIF_SPEED,
               "max_threads": 1, "subsampling": "4:4:4" if drawn else "4:2:0"}  # fmt: skip
    else:
        yield {"format": "WEBP", "quality": quality, "method": _WEBP_METHOD}
        if drawn:
            yield {"format": "WEBP", "lossless": True, "quality": 60, "method": _WEBP_METHOD}
