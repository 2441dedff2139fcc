"""The examples of Markdown in the reference, each built in a small site."""

from __future__ import annotations

from pathlib import Path

from tests.pictures.files import jpeg
from tests.support import build, post, site, text

AROUND: dict[str, str | bytes] = {
    "templates/post.html": "{{ entry.content }}",
    "content/posts/phone.jpg": jpeg(300, 200),
    "content/posts/list.pdf": b"pdf",
    "content/posts/cold-calls.md": post("Cold calls", "## Before you dial\n\nBreathe.\n"),
    "content/pages/about.md": "---\ntitle: About\n---\nUs.\n",
}
"""What the examples link to."""


def rendered(tmp_path: Path, examples: dict[str, str]) -> dict[str, str]:
    """The HTML of each of the Markdown texts, by their names."""
    files = dict(AROUND)
    for name, source in examples.items():
        files[f"content/posts/{name}.md"] = post("Example", source, "2026-05-01")
    root = site(tmp_path, files)
    done = build(root)
    assert not done.problems
    return {name: text(root, f"posts/{name}/index.html") for name in examples}
