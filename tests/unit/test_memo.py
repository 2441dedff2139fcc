"""What builds remember only ever saves work: damage to it costs time and nothing else."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sitegen import memo as memos
from sitegen.memo import Memo, pack, unpack
from tests.support import build, output, post, site, write

VALUES = [
    None,
    True,
    0,
    -(2**80),
    1.5,
    "é\ud800",
    b"\0",
    (1, ("a",)),
    [1],
    {"a": {1: (2,)}},
    (),
    "",
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_values_come_back(value: object) -> None:
    assert unpack(pack(value)) == value


@pytest.mark.parametrize("blob", [b"", b"abc", b"\0\0\0\0", pack((1, 2))[:-1], pack("a") + b"x"])
def test_changed_bytes_are_noticed(blob: bytes) -> None:
    with pytest.raises((ValueError, EOFError)):
        unpack(blob)


def test_a_table_takes_and_drops_rows(tmp_path: Path) -> None:
    path = tmp_path / "memo.db"
    wanted = {str(number): (str(number),) for number in range(100)}
    with closing(Memo(path)) as memo:
        memo.update("t", wanted)
        memo.save()
    for gone, new in (("5", "x"), ("x", "5"), ("6", "y")):
        del wanted[gone]
        wanted[new] = (gone,)
        with closing(Memo(path)) as memo:
            memo.update("t", {new: (gone,)}, gone=[gone])
            memo.save()
            assert memo.table("t") == wanted
        with closing(Memo(path)) as memo:
            assert memo.table("t") == wanted
    with closing(Memo(path)) as memo:
        memo.update("t", {"only": 1}, whole=True)
        memo.save()
    with closing(Memo(path)) as memo:
        assert memo.table("t") == {"only": 1}


def test_every_flipped_bit_is_noticed() -> None:
    whole = pack(("a", 1, {"b": "c"}))
    for place in range(len(whole)):
        for bit in range(8):
            damaged = bytearray(whole)
            damaged[place] ^= 1 << bit
            with pytest.raises(ValueError, match="damaged"):
                unpack(bytes(damaged))


def test_nothing_is_kept_until_it_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "memo.db"
    with closing(Memo(path)) as memo:
        memo.set("a", 1)
        memo.save()
        memo.set("a", 2)
        memo.set("b", 3)
    with closing(Memo(path)) as memo:
        assert (memo.get("a"), memo.get("b"), memo.get("b", "none")) == (1, None, "none")


def test_bodies(tmp_path: Path) -> None:
    with closing(Memo(tmp_path / "memo.db")) as memo:
        memo.keep_bodies({"x": (1,), "y": (2,)})
        memo.save()
    with closing(Memo(tmp_path / "memo.db")) as memo:
        assert (memo.body("x"), memo.body("z")) == ((1,), None)
        assert memo.body("y") == (2,)


def test_bodies_that_no_one_wants_are_dropped_once_there_are_many() -> None:
    with closing(Memo(None)) as memo:
        memo.keep_bodies({str(number): (number,) for number in range(300)})
        memo.forget_bodies([str(number) for number in range(150)])
        assert all(memo.body(str(number)) for number in range(300))
        memo.forget_bodies(["7"])
        assert [number for number in range(300) if memo.body(str(number))] == [7]


# --------------------------------------------------------------------------- damage


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    """A site that was built twice, with bodies, lists and terms to remember."""
    files = {f"content/posts/{n}.md": post(f"P{n}", tags=f"[t{n % 3}]") for n in range(5)}
    root = site(tmp_path, files)
    build(root)
    assert build(root).written == ()
    return root


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def shorten_by_one(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garble(path: Path) -> None:
    path.write_bytes(b"not a database at all\n" * 500)


def garble_all_but_the_head(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xff" * (len(data) - 100))


def garble_the_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(5000, len(data), 97):
        data[place] ^= 0xFF
    path.write_bytes(bytes(data))


def garble_the_values(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE shelf SET value = x'00' || value WHERE name != 'format'")
        db.execute("UPDATE bodies SET value = x'00'")
        db.commit()


def drop_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE bodies")
        db.execute("DROP TABLE shelf")
        db.execute("CREATE TABLE shelf (other TEXT)")
        db.commit()


def another_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE shelf SET value = ? WHERE name = 'format'", (pack("0"),))
        db.commit()


def remove(path: Path) -> None:
    path.unlink()


def remove_all(path: Path) -> None:
    shutil.rmtree(path.parent)


DAMAGE = [
    truncate, shorten_by_one, empty, garble, garble_all_but_the_head, garble_the_pages,
    garble_the_values, drop_tables, another_version, remove, remove_all,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_damage_is_mended_in_silence(finished: Path, damage: Callable[[Path], None]) -> None:
    before = output(finished)
    damage(finished / ".sitegen/memo.db")
    assert build(finished).problems == ()
    assert output(finished) == before
    write(finished, {"content/posts/0.md": post("Changed", tags="[other]")})
    build(finished)
    with_memo = output(finished)
    shutil.rmtree(finished / "output")
    shutil.rmtree(finished / ".sitegen")
    build(finished)
    assert output(finished) == with_memo
    assert build(finished).written == ()


def test_another_form_of_the_file_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "memo.db"
    with closing(Memo(path)) as memo:
        memo.set("a", 1)
        memo.save()
    monkeypatch.setattr(memos, "FORMAT", "another")
    with closing(Memo(path)) as memo:
        assert memo.get("a") is None
    with closing(Memo(path)) as memo:
        memo.set("a", 2)
        memo.save()
    with closing(Memo(path)) as memo:
        assert memo.get("a") == 2


# --------------------------------------------------------------------------- the manifest


def test_only_what_builds_made_is_removed(finished: Path) -> None:
    write(finished, {"output/posts/mine/x.txt": "mine", "output/.nojekyll": ""})
    (finished / "content/posts/0.md").unlink()
    removed = build(finished).removed
    assert "posts/0/index.html" in removed
    assert not (finished / "output/posts/0").exists()
    assert (finished / "output/posts/mine/x.txt").read_text() == "mine"
    assert (finished / "output/.nojekyll").exists()


def test_a_page_that_someone_changed_is_made_again(finished: Path) -> None:
    before = output(finished)
    write(finished, {"output/posts/0/index.html": "mine"})
    (finished / "output/posts/1/index.html").unlink()
    assert set(build(finished).written) == {"posts/0/index.html", "posts/1/index.html"}
    assert output(finished) == before
