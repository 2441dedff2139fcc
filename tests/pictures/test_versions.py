"""Smaller versions: their sizes, their forms, their pixels, and the same bytes every time."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from sitegen.config import ImagesConfig
from sitegen.pictures.facts import look
from sitegen.pictures.make import make
from sitegen.pictures.recipes import versions
from tests.pictures.files import (
    ON_ITS_LEFT,
    camera,
    drawn,
    jpeg,
    moving,
    opened,
    png,
    profile,
    saved,
    webp,
)
from tests.support import REPOSITORY, build, output, post, site

MAGIC = {"webp": b"RIFF", "avif": b"ftypavif", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG"}


def made(tmp_path: Path, data: bytes, name: str = "x.jpg", **options: object) -> dict[str, bytes]:
    """The versions of a picture: bytes by form and width."""
    path = tmp_path / name
    path.write_bytes(data)
    config = ImagesConfig(**options)  # type: ignore[arg-type]
    found = list(versions(name, look(path, len(data)), config).all())
    done = make(path, [version.recipe for version in found])
    return {
        f"{version.format} {version.width}": bytes_
        for version, bytes_ in zip(found, done, strict=True)
    }


def published(tmp_path: Path, data: bytes, name: str, settings: str = "") -> dict[str, bytes]:
    config = f'title = "T"\nbase_url = "https://example.org/"\ncards = {{draw = false}}\n{settings}'
    files: dict[str, str | bytes] = {f"content/posts/{name}": data}
    files["content/posts/a.md"] = post(body=f"![A]({name})\n")
    root = site(tmp_path, files, config)
    assert build(root).problems == ()
    return {path: bytes_ for path, bytes_ in output(root).items() if "pictures/" in path}


def test_widths_up_to_the_picture_and_none_above(tmp_path: Path) -> None:
    found = made(tmp_path, jpeg(1000, 500))
    assert list(found) == ["webp 480", "webp 800", "webp 1000"]
    assert [opened(data).size for data in found.values()] == [(480, 240), (800, 400), (1000, 500)]


def test_a_large_picture_has_a_fallback_in_its_own_form(tmp_path: Path) -> None:
    found = made(tmp_path, png(2000, 500), widths=(400, 900), formats=("avif", "webp"))
    assert list(found) == ["avif 400", "avif 900", "webp 400", "webp 900", "png 900"]
    assert {opened(data).format for data in found.values()} == {"AVIF", "WEBP", "PNG"}


@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x.webp"])
def test_forms_by_their_first_bytes(name: str, tmp_path: Path) -> None:
    data = {"x.jpg": jpeg, "x.png": png, "x.webp": webp}[name](1000, 600)
    found = published(tmp_path, data, name, 'images = {formats = ["avif", "webp"], widths = [500]}')
    own = name.rpartition(".")[2]
    assert sorted({path.rpartition(".")[2] for path in found}) == sorted({"avif", "webp", own})
    for path, bytes_ in found.items():
        assert MAGIC[path.rpartition(".")[2]] in bytes_[:12]
        assert re.fullmatch(r"assets/pictures/x-500-[0-9a-f]{10}\.\w+", path)


def test_small_pictures_have_no_versions(tmp_path: Path) -> None:
    assert made(tmp_path, jpeg(480, 300)) == {}


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_animations_are_left_alone(form: str, tmp_path: Path) -> None:
    assert made(tmp_path, moving(form), f"x.{form.lower()}") == {}


def test_what_lay_on_its_side_stands(tmp_path: Path) -> None:
    """The red quarter was above on the left; after a quarter turn it is above on the right."""
    found = made(tmp_path, jpeg(1200, 600, exif=camera(ON_ITS_LEFT), quality=95))
    assert list(found) == ["webp 480", "webp 600"]
    image = opened(found["webp 600"]).convert("RGB")
    assert image.size == (600, 1200)
    red, green, blue = image.getpixel((550, 100))  # type: ignore[misc]
    assert red > 220
    assert max(green, blue) < 40


def test_nothing_is_noted_in_a_version(tmp_path: Path) -> None:
    data = jpeg(2000, 900, exif=camera(), comment=b"secret")
    for bytes_ in made(tmp_path, data, formats=("avif", "webp")).values():
        assert b"Zebracam" not in bytes_
        assert b"secret" not in bytes_
        assert not opened(bytes_).getexif()
        assert "icc_profile" not in opened(bytes_).info


def test_colours_come_in_srgb(tmp_path: Path) -> None:
    """By this profile the numbers of red mean green."""
    for data in (jpeg(600, 400, icc_profile=profile()), png(600, 400, icc_profile=profile())):
        for bytes_ in made(tmp_path, data, widths=(300,)).values():
            red, green, _ = opened(bytes_).convert("RGB").getpixel((50, 50))  # type: ignore[misc]
            assert green > 200 > 60 > red


@pytest.mark.parametrize("bad", [b"no profile", b"\0" * 200])
def test_a_profile_of_no_use_is_passed_over(bad: bytes, tmp_path: Path) -> None:
    data = jpeg(600, 400, icc_profile=bad)
    assert opened(made(tmp_path, data, widths=(300,))["webp 300"]).size == (300, 200)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "I;16", "RGB"])
def test_every_mode_of_a_png(mode: str, tmp_path: Path) -> None:
    image = drawn(600, 400, mode="L" if mode == "I;16" else mode)
    light = float(image.convert("L").getpixel((500, 300)))  # type: ignore[arg-type]
    if mode == "I;16":
        image = image.convert("I").point(lambda value: value * 257).convert("I;16")
    if mode in ("LA", "RGBA"):
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    found = made(tmp_path, saved(image, "PNG"), "x.png", widths=(300,), formats=("avif", "webp"))
    assert list(found) == ["avif 300", "webp 300", "png 300"]
    for bytes_ in found.values():
        small = opened(bytes_)
        assert small.size == (300, 200)
        assert small.has_transparency_data == (mode in ("LA", "RGBA"))
        there = small.convert("RGB").convert("L").getpixel((250, 150))
        assert abs(there - light) < 12  # type: ignore[operator]


def test_black_and_white_becomes_grey(tmp_path: Path) -> None:
    found = made(tmp_path, saved(drawn(600, 400, mode="1"), "PNG"), "x.png", widths=(300,))
    assert len(opened(found["png 300"]).getcolors() or ()) > 2


def test_cmyk_becomes_rgb(tmp_path: Path) -> None:
    data = saved(drawn(600, 400, mode="CMYK"), "JPEG")
    found = made(tmp_path, data, widths=(300,))
    assert {opened(bytes_).mode for bytes_ in found.values()} == {"RGB"}


def test_sharp_drawings_are_kept_sharp(tmp_path: Path) -> None:
    """Flat colours cost less without loss, so that is what is chosen for them."""
    found = made(tmp_path, png(600, 400), "x.png", widths=(300, 600))
    assert b"VP8L" in found["webp 600"][:32]


def test_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    data = jpeg(1000, 700, exif=camera(ON_ITS_LEFT))
    here = made(tmp_path, data, formats=("avif", "webp"), widths=(200, 400))
    script = (
        "import sys, hashlib; from pathlib import Path\n"
        "from tests.pictures.test_versions import made\n"
        "data = Path(sys.argv[1]).read_bytes()\n"
        "found = made(Path(sys.argv[2]), data, formats=('avif', 'webp'), widths=(200, 400))\n"
        "print(*(hashlib.sha256(found[key]).hexdigest() for key in sorted(found)))\n"
    )
    other = tmp_path / "other"
    other.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "x.jpg"), str(other)],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(REPOSITORY), "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert done.stdout.split() == [hashlib.sha256(here[key]).hexdigest() for key in sorted(here)]


def test_no_version_depends_on_what_else_is_made(tmp_path: Path) -> None:
    data = jpeg(1500, 900)
    together = made(tmp_path, data, widths=(300, 700))
    alone = made(tmp_path, data, widths=(700,))
    assert together["webp 700"] == alone["webp 700"]


def test_an_address_changes_with_all_that_changes_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    path.write_bytes(jpeg(900, 600))
    facts = look(path, 1)
    wanted = [ImagesConfig(), ImagesConfig(quality=70), ImagesConfig(formats=("avif",))]
    first = [versions("x.jpg", facts, options).offered[0].url for options in wanted]
    other = versions("x.jpg", facts._replace(digest="other"), wanted[0]).offered[0].url
    assert len({*first, other}) == 4


def test_off_means_off(tmp_path: Path) -> None:
    assert published(tmp_path, jpeg(1000, 600), "x.jpg", "images = {resize = false}") == {}
