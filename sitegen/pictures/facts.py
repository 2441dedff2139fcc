"""What a picture's file says of itself: its sort, its size, and whether it tells too much."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import NamedTuple

from sitegen import digest
from sitegen.pictures.clean import cleaned
from sitegen.pictures.svg import Drawing, read_drawing

RASTER = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp")
ENDINGS = (*RASTER, ".gif", ".avif", ".svg")
MOST_PIXELS = 64_000_000  # a camera's 61 million fit; each takes 3 or 4 bytes of memory
MOST_BYTES = 64 * 1024 * 1024

FORMATS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp", "GIF": "gif",
            "AVIF": "avif"}  # fmt: skip
OPENED = [name for name in FORMATS if name != "MPO"]  # which JPEG turns into by itself
SCALED = frozenset({"jpeg", "png", "webp"})
_TURNED = 5  # EXIF orientations from here on lie on their side


class Facts(NamedTuple):
    """One picture. ``width`` and ``height`` are as it is shown; 0 where that is not known.

    ``format`` is what the file holds, whatever its name says. ``moves`` tells of an animation;
    ``telling`` of metadata, or of an SVG's scripts, that should not be published. ``fault`` says
    why it can't be shown, and ``hint`` what to do. ``taken`` is what is taken out of an SVG and
    deserves a word, with the line and column of the first.
    """

    digest: str
    format: str = ""
    width: int = 0
    height: int = 0
    moves: bool = False
    telling: bool = False
    fault: str = ""
    hint: str = ""
    taken: tuple[str, ...] = ()
    line: int = 0
    column: int = 0

    @property
    def scales(self) -> bool:
        """Whether smaller versions of it can be made."""
        return self.format in SCALED and not self.moves and not self.fault


def look(path: Path, size: int) -> Facts:
    """Looks into the picture at ``path``. Raises OSError if it can't be read."""
    if size > MOST_BYTES:
        with path.open("rb") as file:
            mark = digest.of_file(file)
        return Facts(mark, fault=f"it has {size / 1e6:.0f} MB; a picture may have "
                     f"{MOST_BYTES / 1e6:.0f} MB", hint=_SMALLER)  # fmt: skip
    data = path.read_bytes()
    mark = digest.of_bytes(data)
    if path.suffix.lower() == ".svg":
        return _of_drawing(mark, read_drawing(data))
    return _of_raster(mark, data)


def _of_drawing(mark: str, drawing: Drawing) -> Facts:
    return Facts(
        mark, "svg", drawing.width, drawing.height, False, drawing.data is not None,
        drawing.fault, drawing.hint, drawing.taken, drawing.line, drawing.column,
    )  # fmt: skip


def _of_raster(mark: str, data: bytes) -> Facts:
    from io import BytesIO

    from PIL import Image, UnidentifiedImageError

    strictly()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.simplefilter("ignore", UserWarning)  # of metadata that Pillow can't read
            with Image.open(BytesIO(data), formats=OPENED) as image:
                return _of_image(mark, image, data)
    except UnidentifiedImageError:
        return Facts(
            mark, fault="it is not a picture in a form that sitegen knows", hint=SAVE_AGAIN
        )
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        fault = f"it has more than {MOST_PIXELS / 1e6:.0f} million pixels"
        return Facts(mark, fault=fault, hint=_SMALLER)
    except Exception as fault:  # each format's reader has exceptions of its own
        return Facts(mark, fault=f"it is damaged: {words_of(fault)}", hint=SAVE_AGAIN)


def _of_image(mark: str, image: object, data: bytes) -> Facts:
    from PIL import Image

    assert isinstance(image, Image.Image)
    width, height = image.size
    if width * height > MOST_PIXELS:
        fault = (f"it has {width} × {height} pixels, which is more than "
                 f"{MOST_PIXELS / 1e6:.0f} million")  # fmt: skip
        return Facts(mark, fault=fault, hint=_SMALLER)
    kind = FORMATS[image.format or ""]
    moves = bool(getattr(image, "is_animated", False)) and image.format != "MPO"
    turned = kind in SCALED and image.getexif().get(_ORIENTATION, 1) >= _TURNED
    if turned:
        width, height = height, width
    telling = cleaned(data, kind) is not None
    return Facts(mark, kind, width, height, moves, telling)


_ORIENTATION = 0x0112
_SMALLER = "make it smaller, or link to it instead of showing it"
SAVE_AGAIN = "open it in a program for pictures and save it as JPEG, PNG or WebP"
"""The hint for what is damaged, or no picture."""


def strictly() -> None:
    """Has damage told of: WeasyPrint has Pillow overlook it, for the whole process."""
    from PIL import ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False


def words_of(fault: Exception) -> str:
    """What a library says is wrong, on one line."""
    return " ".join(str(fault).split())[:200] or type(fault).__name__
