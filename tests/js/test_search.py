"""The search index beside one that MiniSearch makes itself of the same entries."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from sitegen.search.parts import FIELDS
from tests.js.test_javascript import node
from tests.support import build, post, site

pytestmark = pytest.mark.skipif(not node(), reason="there is no Node.js")
SCRIPT = Path(__file__).parent / "search_beside.js"
SETTINGS = 'title = "Test"\nbase_url = "https://example.org/"\ntheme = "bare"\n'
TITLES = ["Plan the week", "Ωμέγα και άλφα", "計画を立てる", "A café in Łódź", "__proto__"]
QUERIES = [
    "plan", "weak", "plam nine", "καὶ", "ωεγα", "計画", "caffe lod", "proto", "word1", "sevenn",
    "wrds pla",
]  # fmt: skip


@pytest.mark.parametrize("one_file", [0, 400])
def test_it_finds_the_same(tmp_path: Path, one_file: int) -> None:
    texts = [
        f"Words of {title}. Plan seven, plan nine: word{number}."
        for number, title in enumerate(TITLES * 25)
    ]
    files = {
        f"content/posts/{number:03}.md": post(title, text)
        for number, (title, text) in enumerate(zip(TITLES * 25, texts, strict=True))
    }
    files["themes/bare/theme.toml"] = 'name = "bare"\n'
    files["themes/bare/templates/search.html"] = "<title>Search</title>"
    root = site(tmp_path, files, f"{SETTINGS}[search]\none_file = {one_file}\n")
    build(root)
    fields = tmp_path / "fields.json"
    assert FIELDS == ("text", "title", "headings", "topics")
    known = [[text, title, "", ""] for text, title in zip(texts, TITLES * 25, strict=True)]
    fields.write_text(json.dumps(known))
    command = [node(), str(SCRIPT), str(root / "output" / "search"), str(fields), *QUERIES]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    ours, theirs, our_terms, their_terms = json.loads(done.stdout)
    assert our_terms == their_terms
    for query, found, wanted in zip(QUERIES, ours, theirs, strict=True):
        assert wanted, query
        by_id = {id: (score, terms) for id, score, terms in found}
        assert by_id.keys() == {id for id, _, _ in wanted}, query
        for id, score, terms in wanted:
            assert by_id[id][0] == pytest.approx(score), query
            assert by_id[id][1] == terms, query
