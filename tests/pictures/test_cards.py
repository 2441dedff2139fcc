"""Cards: titles set well, the same bytes every time, and the words that name them."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.cards import Content, Look
from sitegen.cards.draw import HEIGHT, WIDTH, Sheet, draw
from sitegen.cards.letters import BOLD, PLAIN, Words, font_at, settable
from sitegen.cards.look import COLOURS
from sitegen.cards.wrap import LARGEST, SMALLEST, set_title
from tests.pictures.files import SVG, jpeg, opened, png
from tests.support import REPOSITORY, build, output, post, problems, run, site, text, write

SETTINGS = 'title = "Field notes"\nbase_url = "https://example.org/b/"\n'
BACKGROUND, INK, ACCENT, LINE = COLOURS.values()
LOOK = Look("Field notes", BACKGROUND, INK, ACCENT, LINE, (BOLD,), (PLAIN,), "", "")
LONG = "What to say to a customer when the plan has changed for the third time this week"
CONTENT = Content(LONG, "Pearls", ("16", "November", "2026"))


def width(line: str, size: int) -> float:
    return font_at(BOLD, size).getlength(line)


def cards(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in output(root).items() if path.startswith("assets/cards/")}


def test_a_card_is_a_picture_of_the_size_that_is_asked_for() -> None:
    image = opened(draw(Content("Short", "Pearls", ("3", "May", "2026")), LOOK))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    shown = {colour for _, colour in image.convert("RGB").getcolors(10_000) or ()}
    for colour in COLOURS.values():
        assert tuple(bytes.fromhex(colour[1:])) in shown


@pytest.mark.parametrize(
    "title", ["Short", LONG, "a-long-word-with-hyphens " * 6, "Rindfleischetikettierung " * 3]
)
def test_titles_are_large_and_no_word_is_cut(title: str) -> None:
    found = set_title(title.strip(), 1040, 320, width)
    assert "".join(found.lines).replace(" ", "") == title.replace(" ", "")
    assert all(line.endswith("-") or f"{line} " in f"{title} " for line in found.lines)
    assert found.height <= 320
    assert all(width(line, found.size) <= 1040 for line in found.lines)
    assert found.size > SMALLEST


def test_lines_are_about_as_long() -> None:
    found = set_title(LONG, 1040, 320, width)
    lengths = [width(line, found.size) for line in found.lines]
    assert len(lengths) > 1
    assert min(lengths) > 0.7 * max(lengths)
    assert set_title("Short", 1040, 320, width).size == LARGEST


def test_wide_letters_break_anywhere_but_before_a_full_stop() -> None:
    found = set_title("日" * 9 + "。" + "本" * 30, 1040, 320, lambda line, size: len(line) * size)
    assert "".join(found.lines) == "日" * 9 + "。" + "本" * 30
    assert not any(line.startswith("。") for line in found.lines)


def test_a_word_longer_than_a_line_is_parted_and_a_novel_ends_with_an_ellipsis() -> None:
    found = set_title("On " + "x" * 60, 1040, 320, width)
    assert "".join(found.lines).replace("-", "") == "On" + "x" * 60
    assert all(line.endswith("x-") for line in found.lines[1:-1])
    assert found.size >= 52
    novel = set_title("word " * 900, 1040, 320, width)
    assert novel.height <= 320
    assert novel.lines[-1].endswith("word…")


@given(st.text(max_size=200), st.text(max_size=60))
@settings(max_examples=12, deadline=None, derandomize=True, database=None)
def test_any_title_makes_a_card(title: str, category: str) -> None:
    assert opened(draw(Content(title, category), LOOK)).size == (WIDTH, HEIGHT)


def test_pairs_are_kerned_without_raqm() -> None:
    assert width("AV", 92) < width("A", 92) + width("V", 92)


def test_where_text_runs_leftwards_the_line_is_on_the_right() -> None:
    assert Words("שלום OK", BOLD).runs_left
    assert not Words("5 — OK שלום", BOLD).runs_left
    sheet = Sheet(LOOK, mirrored=True)
    sheet.line()
    sheet.text("ink", (300, 200), Words("OK", BOLD), 92)
    left, _, right, _ = sheet.layers["ink"].getbbox() or (0, 0, 0, 0)
    assert 700 < left < right <= 900
    assert (sheet.layers["line"].getbbox() or (0,))[0] > 900


def test_letters_that_the_font_lacks() -> None:
    assert settable("Čeština, naïve — “quoted” €5", BOLD) is not None
    assert settable("Done 🎉", BOLD) == ("Done", BOLD)
    assert settable("日本語", BOLD) is None
    assert settable("Привет", BOLD) is None
    assert draw(Content("日本語"), LOOK) == draw(Content("Field notes"), LOOK)


def test_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from tests.pictures.test_cards import CONTENT, LOOK, draw\n"
        "print(hashlib.sha256(draw(CONTENT, LOOK)).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(REPOSITORY), "PYTHONHASHSEED": "3"},
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(draw(CONTENT, LOOK)).hexdigest()


def test_a_post_without_a_picture_names_its_card(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/posts/a.md": post("First & best", categories="[Pearls]"),
        "content/posts/b.md": post("Second", image="x.jpg", image_alt="X"),
        "content/posts/c.md": post("Third", image="x.svg", image_alt="X"),
        "content/posts/x.jpg": jpeg(100, 100),
        "content/posts/x.svg": f"<svg {SVG}/>",
        "content/pages/p.md": "---\ntitle: P\n---\nWords.\n",
    }
    root = site(tmp_path, files, SETTINGS)
    build(root)
    found = cards(root)
    assert [path.rpartition("-")[0] for path in found] == ["assets/cards/a", "assets/cards/c"]
    page = text(root, "posts/a/index.html")
    path = next(path for path in found if "/a-" in path)
    for name, value in {
        "og:image": f"https://example.org/b/{path}", "og:image:width": "1200",
        "og:image:height": "630", "og:image:alt": "First &amp; best",
    }.items():  # fmt: skip
        assert f'<meta property="{name}" content="{value}">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert "og:image:width" not in text(root, "posts/b/index.html")
    assert "og:image" not in text(root, "p/index.html")


def test_a_card_changes_with_what_is_on_it_and_not_else(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post("One")}, SETTINGS)
    build(root)
    first = cards(root)
    write(root, {"content/posts/a.md": post("One", "Other words.\n", tags="[red]")})
    build(root)
    assert cards(root) == first
    seen = [set(first)]
    for head, settings_ in (
        ("Two", SETTINGS),
        ("One", SETTINGS.replace("Field", "Other")),
        ("One", SETTINGS + 'cards = {ink = "#123456"}\n'),
    ):
        write(root, {"content/posts/a.md": post(head), "sitegen.toml": settings_})
        assert "posts/a/index.html" in build(root).written
        assert set(cards(root)) not in seen
        seen.append(set(cards(root)))
    (path,) = cards(root)
    assert path in text(root, "posts/a/index.html")


def test_off_means_off(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post()}, "cards = {draw = false}\n")
    build(root)
    assert cards(root) == {}
    assert "og:image" not in text(root, "posts/a/index.html")


def test_a_font_and_a_mark_of_the_site(tmp_path: Path) -> None:
    settings_ = SETTINGS + 'cards = {font = "data/own.ttf", mark = "static/mark.png"}\n'
    files: dict[str, str | bytes] = {
        "content/posts/a.md": post("One"),
        "data/own.ttf": Path(BOLD.replace("SemiBold", "Regular")).read_bytes(),
        "static/mark.png": png(40, 80),
    }
    root = site(tmp_path, files, settings_)
    assert problems(root, base_url="https://example.org/") == []
    (first,) = cards(root).values()
    red, green, blue = opened(first).convert("RGB").getpixel((168, 535))  # type: ignore[misc]
    assert red > 200 > green > -1 < blue
    write(root, {"static/mark.png": png(40, 80, "#00ff00")})
    build(root)
    (second,) = cards(root).values()
    assert second != first


def test_colours_of_the_theme(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": post("One"),
        "themes/t/theme.toml": 'name = "t"\nparent = "plain"\n[card]\nbackground = "#aa00bb"\n',
    }
    root = site(tmp_path, files, SETTINGS + 'theme = "t"\n')
    build(root)
    (card,) = cards(root).values()
    assert opened(card).convert("RGB").getpixel((600, 600)) == (0xAA, 0, 0xBB)


def test_check_tells_of_a_title_that_no_font_can_set(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post("日本語")}, SETTINGS)
    done = run(root, "check")
    assert re.search(r"a\.md:2:1: warning\[no-card-title\]", done.stderr)
    assert not (root / ".sitegen").exists()
    assert problems(root) == [], "a build does not speak of it"
