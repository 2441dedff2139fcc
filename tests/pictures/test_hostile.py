"""Broken, huge and lying pictures are problems with a place, and never a traceback."""

from __future__ import annotations

import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import ImageFile

from sitegen.pictures.facts import MOST_BYTES, look
from sitegen.pictures.make import Unmade, make
from tests.pictures.files import camera, jpeg, png, webp
from tests.support import build, output, post, problems, run, site, write


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is that large."""

    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def said(tmp_path: Path, data: bytes, name: str = "x.png") -> list[str]:
    """What a build says of a text that shows such a picture."""
    files = {"content/posts/a.md": post(body=f"Words.\n\nSee ![A]({name})\n")}
    root = site(tmp_path, files)
    write(root, {f"content/posts/{name}": data})
    found = problems(root)
    assert not (root / "output").exists()
    assert problems(root) == found, "the next build says the same"
    return found


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"not a picture", "it is not a picture in a form that sitegen knows"),
        (b"", "it is not a picture in a form that sitegen knows"),
        (bomb(10_000, 10_000), "it has more than 64 million pixels"),
        (bomb(100_000, 100_000), "it has more than 64 million pixels"),
        (bomb(8_001, 8_000), "it has 8001 × 8000 pixels, which is more than 64 million"),
        (bomb(2_000, 2_000), "it is damaged: "),
        (jpeg(900, 600)[:3000], "it is damaged: "),
        (png(900, 600)[:1000], "it is damaged: "),
        (webp(900, 600)[:200], "it is damaged: "),
    ],
    ids=["words", "empty", "bomb", "larger bomb", "large", "hollow", "jpeg", "png", "webp"],
)
def test_a_bad_picture_is_a_problem_where_it_is_shown(
    data: bytes, words: str, tmp_path: Path
) -> None:
    found = said(tmp_path, data)
    assert found
    for one in found:
        place = "content/posts/a.md:8:10: error[bad-picture]"
        assert one.startswith(f"{place}: the picture `content/posts/x.png` can't be shown: {words}")
        assert "See ![A](x.png)" in one
        assert "hint: " in one


@pytest.mark.parametrize("data", [jpeg(900, 600)[:3000], bomb(2_000, 2_000)], ids=["jpeg", "png"])
def test_damage_is_seen_where_others_overlook_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    """WeasyPrint tells Pillow to make do with what there is, for the whole process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert said(tmp_path, data)


def test_a_bad_cover_is_a_problem_in_the_front_matter(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post(image="x.png")})
    write(root, {"content/posts/x.png": b"no"})
    (found,) = problems(root)
    assert found.startswith("content/posts/a.md:4:1: error[bad-picture]: the picture")


def test_a_damaged_picture_that_nothing_shows_is_named_itself(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post()})
    write(root, {"static/x.jpg": jpeg(900, 600)[:3000]})
    found = problems(root)
    assert {one.partition(":")[0] for one in found} == {"static/x.jpg"}


def test_what_nobody_shows_may_be_anything(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post()})
    write(root, {"content/posts/x.png": b"no picture"})
    assert problems(root) == []
    assert output(root)["posts/x.png"] == b"no picture"


def test_a_wrong_ending_makes_no_difference(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post(body="![A](x.jpg)\n")})
    write(root, {"content/posts/x.jpg": webp()})
    assert problems(root) == []


def test_a_file_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    facts = look(path, MOST_BYTES + 1)
    assert facts.fault == "it has 67 MB; a picture may have 67 MB"
    assert len(facts.digest) == 32


def test_check_finds_damage_and_writes_nothing(tmp_path: Path) -> None:
    files = {"content/posts/a.md": post(body="![A](x.jpg)\n")}
    root = site(tmp_path, files)
    write(root, {"content/posts/x.jpg": jpeg(900, 600)[:3000]})
    done = run(root, "check")
    assert done.exit_code == 3
    assert "a.md:6:6: error[bad-picture]" in done.stderr
    assert not (root / ".sitegen").exists()
    assert not (root / "output").exists()


def test_a_mended_picture_builds(tmp_path: Path) -> None:
    files = {"content/posts/a.md": post(body="![A](x.jpg)\n")}
    root = site(tmp_path, files)
    write(root, {"content/posts/x.jpg": jpeg(900, 600)[:3000]})
    assert problems(root)
    write(root, {"content/posts/x.jpg": jpeg(900, 600)})
    assert build(root).problems == ()


@pytest.mark.parametrize("maker", [jpeg, png, webp], ids=["jpeg", "png", "webp"])
def test_noise_in_a_picture_never_gets_through(maker: object, tmp_path: Path) -> None:
    """Whatever bytes are wrong, there are facts, and versions or a word why not."""
    assert callable(maker)
    whole, chance = bytearray(maker(120, 80, exif=camera())), random.Random(7)
    ends: list[str] = []
    for number in range(60):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(data)
        facts = look(path, len(data))
        assert facts.fault or facts.width > 0
        if facts.scales:
            try:
                (made,) = make(path, [("webp", 60, 40, 80)])
                assert made.startswith(b"RIFF")
            except Unmade as fault:
                ends.append(str(fault))
    assert all(ends)
