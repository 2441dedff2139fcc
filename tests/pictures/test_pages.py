"""Pictures in pages and in feeds, and what an edit of one makes anew."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from sitegen.build import build as run_build
from sitegen.build import open_memo
from sitegen.wanted import Wanted
from tests.pictures.files import SVG, camera, jpeg, png
from tests.support import build, config, output, post, problems, run, site, text, write

WORDS = "![One](one.jpg)\n\nWords.\n\n![Two](two.png)\n\n![Three](/three.svg)\n"
FILES: dict[str, str | bytes] = {
    "content/posts/a.md": post(body=WORDS),
    "content/posts/one.jpg": jpeg(1000, 500, exif=camera()),
    "content/posts/two.png": png(200, 100),
    "static/three.svg": f'<svg {SVG} viewBox="0 0 4 2"/>',
}
PAGE = "posts/a/index.html"


def images(html: str) -> list[str]:
    return re.findall(r"<picture>.*?</picture>|<img[^>]*>", html)


def test_a_page_offers_what_there_is(tmp_path: Path) -> None:
    root = site(tmp_path, FILES, 'base_url = "https://example.org/b/"\ncards = {draw = false}')
    build(root)
    one, two, three = images(text(root, PAGE))
    offered = re.findall(r'<source type="image/webp" srcset="([^"]+)" sizes="([^"]+)">', one)
    ((srcset, sizes),) = offered
    found = dict(part.split(" ") for part in srcset.split(", "))
    assert list(found.values()) == ["480w", "800w", "1000w"]
    for url in found:
        assert url.removeprefix("/b/") in output(root)
    assert sizes == "(min-width: 46rem) 42rem, 100vw"
    own = (
        '<img src="/b/posts/one.jpg" alt="One" width="1000" height="500"'
        ' fetchpriority="high" decoding="async">'
    )
    assert own in one
    lazy = ' loading="lazy" decoding="async">'
    assert two == f'<img src="/b/posts/two.png" alt="Two" width="200" height="100"{lazy}'
    assert three == f'<img src="/b/three.svg" alt="Three" width="1200" height="600"{lazy}'


def test_the_published_file_tells_nothing(tmp_path: Path) -> None:
    root = site(tmp_path, FILES)
    build(root)
    assert b"Zebracam" not in output(root)["posts/one.jpg"]
    assert b"Zebracam" in (root / "content/posts/one.jpg").read_bytes()
    write(
        root, {"sitegen.toml": 'base_url = "https://example.org/"\n[images]\nkeep_metadata = true'}
    )
    build(root)
    assert output(root)["posts/one.jpg"] == (root / "content/posts/one.jpg").read_bytes()


def test_files_in_static_are_as_they_are(tmp_path: Path) -> None:
    data = jpeg(1000, 500, exif=camera())
    root = site(tmp_path, {"content/posts/a.md": post(body="![One](/one.jpg)\n")})
    write(root, {"static/one.jpg": data})
    build(root)
    assert output(root)["one.jpg"] == data
    assert "480w" in text(root, PAGE)


def test_feeds_have_plain_images_with_full_addresses(tmp_path: Path) -> None:
    root = site(tmp_path, FILES)
    build(root)
    feed = text(root, "feed.json")
    assert "<picture>" not in feed
    assert r"<img src=\"https://example.org/posts/one.jpg\" alt=\"One\" width=\"1000\"" in feed


def test_only_the_entrys_own_page_hurries(tmp_path: Path) -> None:
    files = {
        **FILES,
        "templates/home.html": "{% for e in page.entries %}{{ e.content }}{% endfor %}",
    }
    root = site(tmp_path, files)
    build(root)
    assert "fetchpriority" not in text(root, "index.html")
    assert text(root, PAGE).count("fetchpriority") == 1


def test_templates_show_the_picture_of_an_entry(tmp_path: Path) -> None:
    template = "{{ entry.picture(sizes='50vw', eager=true) }}|{{ entry.image_in_text }}"
    files = {**FILES, "templates/post.html": template}
    files["content/posts/b.md"] = post(body="Words.\n", image="one.jpg", image_alt="A <b>")
    files["content/posts/c.md"] = post(body="![x](one.jpg)\n", image="one.jpg", image_alt='""')
    root = site(tmp_path, files)
    build(root)
    shown, in_text = text(root, "posts/b/index.html").split("|")
    assert 'sizes="50vw"' in shown
    assert 'alt="A &lt;b&gt;" width="1000" height="500" fetchpriority="high"' in shown
    assert in_text == "False"
    assert text(root, "posts/c/index.html").endswith("|True")
    assert text(root, PAGE) == "|False"


def test_settings_go_before_the_theme_in_sizes(tmp_path: Path) -> None:
    files = {**FILES, "themes/t/theme.toml": 'name = "t"\nparent = "plain"\nsizes = "70vw"\n'}
    base = 'base_url = "https://example.org/"\ncards = {draw = false}\ntheme = "t"\n'
    root = site(tmp_path, files, base)
    build(root)
    assert 'sizes="70vw"' in text(root, PAGE)
    write(root, {"sitegen.toml": base + 'images = {sizes = "30vw"}\n'})
    build(root)
    assert 'sizes="30vw"' in text(root, PAGE)


def test_html_of_an_author_is_left_alone(tmp_path: Path) -> None:
    own = '<img src="one.jpg" alt="One">'
    files = {**FILES, "content/posts/a.md": post(body=f"{own}\n")}
    root = site(tmp_path, files)
    build(root)
    assert images(text(root, PAGE)) == [own.replace("one.jpg", "/posts/one.jpg")]


def test_another_picture_in_its_place_makes_the_page_anew(tmp_path: Path) -> None:
    root = site(tmp_path, FILES)
    build(root)
    before = set(output(root))
    write(root, {"content/posts/one.jpg": jpeg(700, 700)})
    done = build(root)
    assert PAGE in done.written
    assert 'width="700" height="700"' in text(root, PAGE)
    gone = before - set(output(root))
    assert {path.partition("-")[0] for path in gone} == {"assets/pictures/one"}
    assert "posts/a/index.html" not in build(root).written


def test_a_text_edit_makes_no_picture(tmp_path: Path) -> None:
    root = site(tmp_path, FILES)
    build(root)
    write(root, {"content/posts/a.md": post(body=WORDS + "More.\n")})
    written = build(root).written
    assert PAGE in written
    assert not [path for path in written if "/pictures/" in path]


def test_while_somebody_writes_pictures_are_shown_as_they_are(tmp_path: Path) -> None:
    root = site(tmp_path, FILES)
    settings = config(root)
    memo = open_memo(settings)
    run_build(settings, memo, Wanted(datetime(2026, 6, 1, tzinfo=UTC), live=True))
    memo.close()
    one = images(text(root, PAGE))[0]
    assert one.startswith('<picture><img src="/posts/one.jpg" alt="One" width="1000"')
    assert not [path for path in output(root) if path.startswith("assets/pictures/")]
    assert not (root / ".sitegen" / "pictures").exists()


def test_check_finds_images_without_words(tmp_path: Path) -> None:
    body = (
        "![](two.png) ![](two.png){decorative}\n\n<img src='two.png'>\n\n![](https://x.org/a.png)\n"
    )
    files = {**FILES, "content/posts/a.md": post(body=body, image="one.jpg")}
    files["content/posts/b.md"] = post(body="Words.\n", image="one.jpg", image_alt='""')
    root = site(tmp_path, files)
    assert problems(root) == [], "a build does not speak of it"
    done = run(root, "check")
    assert re.findall(r"a\.md:(\d+:\d+): warning\[no-alt\]", done.stderr) == [
        "4:1", "7:5", "9:1", "11:5",
    ]  # fmt: skip
    assert not re.search(r"b\.md.*no-alt", done.stderr)
    assert 'alt="" width="200"' in text(root, PAGE)
    assert "decorative" not in text(root, PAGE)
