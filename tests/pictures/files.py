"""Pictures for tests, made here, so that none has to be kept."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageDraw

UPRIGHT, ON_ITS_LEFT = 1, 6
"""EXIF orientations: the second must be turned by a quarter to the right."""

SVG = 'xmlns="http://www.w3.org/2000/svg"'


def drawn(width: int, height: int, colour: str = "#336699", mode: str = "RGB") -> Image.Image:
    """A picture whose upper left quarter is red."""
    image = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(image).rectangle((0, 0, width // 2 - 1, height // 2 - 1), "#ff0000")
    return image.convert(mode)


def camera(orientation: int = UPRIGHT) -> Image.Exif:
    """What a telephone notes: which way is up, who made it, and where it was."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Zebracam"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 30.0, 0.0)})
    return exif


def jpeg(width: int = 900, height: int = 600, **options: Any) -> bytes:
    return saved(drawn(width, height), "JPEG", **options)


def png(width: int = 900, height: int = 600, colour: str = "#336699", **options: Any) -> bytes:
    return saved(drawn(width, height, colour), "PNG", **options)


def webp(width: int = 900, height: int = 600, **options: Any) -> bytes:
    return saved(drawn(width, height), "WEBP", **options)


def moving(form: str, width: int = 900) -> bytes:
    """An animation of two pictures."""
    second = drawn(width, 300, "#00ff00")
    return saved(drawn(width, 300), form, save_all=True, append_images=[second], duration=100)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    target = BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


@cache
def profile() -> bytes:
    """A colour profile in which red and green have changed places; the second is in it."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return data.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
