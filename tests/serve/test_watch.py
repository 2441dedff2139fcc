"""Every save leads to one right rebuild, however an editor or a tool goes about it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from watchdog.events import (
    DirModifiedEvent,
    FileClosedEvent,
    FileClosedNoWriteEvent,
    FileModifiedEvent,
    FileOpenedEvent,
)
from watchdog.observers import Observer

from sitegen import watch
from sitegen.config import Config
from sitegen.serve import Channel, Session, live_config, run
from sitegen.wanted import Wanted
from sitegen.watch import FEW, Watcher
from tests.serve.live import ADDRESS, OUTPUT, SETTINGS, THEME, Live, living
from tests.support import NOW, build, config, output, post, site, write

LONG = 30.0


@pytest.fixture(autouse=True)
def _no_shipped_themes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What others do to the themes of this checkout meanwhile is not the tests' business."""
    (tmp_path / "shipped").mkdir()
    monkeypatch.setattr(watch, "shipped_themes", lambda: tmp_path / "shipped")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    posts = {
        "content/posts/one.md": post("One", date="2026-02-01"),
        "content/posts/two.md": post("Two", date="2026-01-01"),
    }
    return site(tmp_path, {**THEME, **posts, "data/facts.yaml": "word: first\n"}, SETTINGS)


@pytest.fixture(params=[False, True], ids=["told", "polling"])
def live(
    root: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Live]:
    monkeypatch.setattr(watch, "POLL", 0.05)
    with living(root, polling=request.param) as found:
        assert found.watcher.polling is request.param
        yield found


@pytest.fixture
def told(root: Path) -> Iterator[Live]:
    """A site whose system tells of changes, which is what most tests need."""
    with living(root) as found:
        yield found


# --------------------------------------------------------------------------- how editors save


def save(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def save_twice(path: Path, text: str) -> None:
    path.write_text("", "utf-8")
    path.write_text(text, "utf-8")


def save_by_rename(path: Path, text: str) -> None:
    """As Vim, GNOME's editors and most others do."""
    other = path.with_name(f".{path.name}.XYZ")
    other.write_text(text, "utf-8")
    other.replace(path)


def save_with_backup(path: Path, text: str) -> None:
    """As Vim with backup, and Emacs: the old file moves away first."""
    path.rename(path.with_name(f"{path.name}~"))
    path.write_text(text, "utf-8")


def save_from_elsewhere(path: Path, text: str) -> None:
    other = path.parents[4] / "elsewhere.md"
    other.write_text(text, "utf-8")
    other.replace(path)


def save_by_removing(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, "utf-8")


def save_through_a_link(path: Path, text: str) -> None:
    target = path.with_name("target.txt")
    target.write_text(text, "utf-8")
    path.unlink()
    path.symlink_to(target.name)


def save_same_size_and_time(path: Path, text: str) -> None:
    """Only the inode tells that it is another file."""
    before = path.stat()
    other = path.with_name(".other")
    data = text.encode().ljust(before.st_size)
    other.write_bytes(data)
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


SAVES: list[Callable[[Path, str], None]] = [
    save, save_twice, save_by_rename, save_with_backup, save_from_elsewhere, save_by_removing,
    save_through_a_link, save_same_size_and_time,
]  # fmt: skip


def test_every_way_to_save(live: Live) -> None:
    for number, way in enumerate(SAVES):
        way(live.root / "content/posts/one.md", post("One", f"Words of {number}.\n"))
        live.until_page("posts/one/index.html", f"Words of {number}.")
    assert not (live.root / OUTPUT / "posts/one.md~/index.html").exists()


# --------------------------------------------------------------------------- what changes


def test_files_come_move_and_go(live: Live) -> None:
    posts = live.root / "content/posts"
    write(live.root, {"content/posts/three.md": post("Three")})
    live.until_page("posts/three/index.html", "Three")
    (posts / "three.md").rename(posts / "four.md")
    live.until_page("posts/four/index.html", "Three")
    assert not (live.root / OUTPUT / "posts/three").exists()
    (posts / "four.md").unlink()
    live.until_page("posts/four/index.html", None)
    assert "Three" not in live.page("index.html")


def test_folders_come_move_and_go(live: Live) -> None:
    """What is in a new folder may be there before anyone can watch it."""
    posts = live.root / "content/posts"
    write(
        live.root,
        {"content/posts/deep/er/index.md": post("Deeper"), "content/posts/deep/x.txt": "x"},
    )
    live.until_page("index.html", "Deeper")
    write(live.root, {"content/posts/deep/er/index.md": post("Edited there")})
    live.until_page("index.html", "Edited there")
    (posts / "deep").rename(posts / "moved")
    write(live.root, {"content/posts/moved/er/index.md": post("Edited again")})
    live.until_page("index.html", "Edited again")
    shutil.rmtree(posts / "moved")
    live.until_page("index.html", "One|Two|")
    write(live.root, {"content/posts/moved/er/index.md": post("Back")})
    live.until_page("index.html", "Back")


def test_a_folder_from_elsewhere(live: Live, tmp_path: Path) -> None:
    write(tmp_path, {"made/inner/index.md": post("From elsewhere")})
    (tmp_path / "made").rename(live.root / "content/posts/made")
    live.until_page("index.html", "From elsewhere")
    (live.root / "content/posts/made").rename(tmp_path / "made")
    live.until_page("index.html", "One|Two|")


@pytest.mark.parametrize(
    ("name", "text", "page", "words"),
    [
        ("data/facts.yaml", "word: second\n", "index.html", "second"),
        ("templates/post.html", "own {{ entry.title }}\n", "posts/one/index.html", "own One"),
        ("themes/tiny/templates/post.html", "<p>new</p>\n", "posts/one/index.html", "<p>new</p>"),
        ("themes/tiny/static/style.css", "p { color: red }\n", "assets/dev/style.css", "p {"),
        ("themes/tiny/static/new.css", "b {}\n", "assets/dev/new.css", "b {}"),
        ("static/own.txt", "own\n", "own.txt", "own"),
        ("static/.well-known/security.txt", "mail\n", ".well-known/security.txt", "mail"),
        ("static/assets/style.css", "i {}\n", "assets/dev/style.css", "i {}"),
        ("sitegen.toml", SETTINGS.replace("Test", "Other"), "feed.json", "Other"),
    ],
)  # fmt: skip
def test_other_sources(live: Live, name: str, text: str, page: str, words: str) -> None:
    before = (live.root / name).read_text() if (live.root / name).exists() else None
    write(live.root, {name: text})
    live.until_page(page, words)
    if before is None:
        (live.root / name).unlink()
    else:
        write(live.root, {name: before})
    live.until(lambda outcome: outcome.changed)
    assert not (live.root / OUTPUT / page).exists() or words not in live.page(page)


def test_settings_broken_and_mended(live: Live) -> None:
    write(live.root, {"sitegen.toml": "title = \n"})
    failed = live.until(lambda outcome: outcome.problems)
    assert failed.built is None
    assert failed.problems[0].location.path == "sitegen.toml"
    assert "One" in live.page("index.html")
    write(live.root, {"sitegen.toml": SETTINGS.replace("Test", "Mended")})
    assert live.until(lambda outcome: outcome.built).problems == ()


def test_settings_that_go_and_come_back(told: Live) -> None:
    (told.root / "sitegen.toml").unlink()
    told.next()
    write(told.root, {"sitegen.toml": SETTINGS})
    told.until(lambda outcome: outcome.built and not outcome.problems)
    write(told.root, {"content/posts/one.md": post("Again")})
    told.until_page("index.html", "Again")


def test_the_settings_name_another_folder(live: Live) -> None:
    """The new folder is watched from then on, and what was there before counts."""
    write(live.root, {"words/posts/here.md": post("Here")})
    write(live.root, {"sitegen.toml": 'content = "words"\n' + SETTINGS})
    live.until_page("index.html", "Here")
    write(live.root, {"words/posts/here.md": post("There")})
    live.until_page("index.html", "There")
    write(live.root, {"content/posts/one.md": post("Nobody reads this")})
    write(live.root, {"words/posts/here.md": post("Everywhere")})
    live.until_page("index.html", "Everywhere|")
    assert "Nobody" not in live.page("index.html")


def test_folders_below_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source may be deeper than the root can see; it too may go and come back."""
    settings = 'content = "src/deep/words"\n' + SETTINGS
    root = site(tmp_path, {**THEME, "src/deep/words/posts/one.md": post("One")}, settings)
    with living(root) as live:
        shutil.rmtree(root / "src")
        live.until_page("index.html", "></head><body></body>")
        write(root, {"src/deep/words/posts/two.md": post("Two")})
        live.until_page("index.html", "Two|")
        write(root, {"src/deep/words/posts/two.md": post("Three")})
        live.until_page("index.html", "Three|")


@pytest.mark.parametrize("name", ["content", "themes", "data", "templates", "static"])
def test_a_whole_folder_vanishes_and_returns(name: str, live: Live, tmp_path: Path) -> None:
    """As by ``git stash`` or a checkout; by moving, and by removing and making it anew."""
    marks = {
        "content": ("content/posts/mark.md", post("Mark {}"), "index.html"),
        "themes": ("themes/tiny/templates/post.html", "Mark {}", "posts/one/index.html"),
        "data": ("data/facts.yaml", "word: Mark {}\n", "index.html"),
        "templates": ("templates/post.html", "Mark {}", "posts/one/index.html"),
        "static": ("static/mark.txt", "Mark {}", "mark.txt"),
    }
    file, text, page = marks[name]
    write(live.root, {file: text.replace("{}", "0")})
    live.until_page(page, "Mark 0")
    (live.root / name).rename(tmp_path / "away")
    live.next()
    (tmp_path / "away").rename(live.root / name)
    live.until(
        lambda outcome: (
            not outcome.problems
            and (live.root / OUTPUT / page).exists()
            and "Mark 0" in live.page(page)
        )
    )
    write(live.root, {file: text.replace("{}", "1")})
    live.until_page(page, "Mark 1")
    for number in (2, 3):
        shutil.copytree(live.root / name, tmp_path / f"kept-{number}")
        shutil.rmtree(live.root / name)
        shutil.copytree(tmp_path / f"kept-{number}", live.root / name)
        write(live.root, {file: text.replace("{}", str(number))})
        live.until_page(page, f"Mark {number}")


def test_vanished_while_nothing_was_built(told: Live) -> None:
    """Gone and back at once, as a folder with the number of the one before."""
    for number in range(4):
        told.hold.clear()
        shutil.rmtree(told.root / "content")
        write(told.root, {"content/posts/one.md": post(f"Round {number}")})
        told.hold.set()
        told.until_page("index.html", f"Round {number}|")
        write(told.root, {"content/posts/one.md": post(f"Then {number}")})
        told.until_page("index.html", f"Then {number}|")


# --------------------------------------------------------------------------- how often


def test_hundreds_of_files_are_one_rebuild(told: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by a checkout. A last edit shows that nothing else was built in between."""
    monkeypatch.setattr(watch, "QUIET", 0.5)
    monkeypatch.setattr(watch, "PATIENCE", LONG)
    told.hold.clear()
    write(told.root, {"content/posts/one.md": post("Begun")})
    told.until_page("index.html", "Begun|")
    # The loop stands still here; all these are one burst, which it finds when it goes on.
    write(told.root, {f"content/posts/n{n}.md": post(f"N{n}") for n in range(300)})
    before = told.builds
    told.hold.set()
    told.until_page("index.html", "N299|")
    page = told.page("index.html")
    assert all(f"N{n}|" in page for n in range(300))
    assert told.builds == before + 1
    write(told.root, {"content/posts/one.md": post("Ended")})
    told.until_page("index.html", "Ended|")
    assert told.builds == before + 2, "a build sets none off"


def test_a_burst_that_does_not_end_is_acted_upon(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something writes all the time: a look once a second all the same."""
    monkeypatch.setattr(watch, "PATIENCE", 0.2)
    watcher = Watcher(config(root))
    path = root / "content/posts/one.md"

    class Restless:
        """An event each time that it is waited for one."""

        def clear(self) -> None:
            pass

        def set(self) -> None:
            pass

        def wait(self, seconds: float) -> bool:
            return True

    monkeypatch.setattr(watcher, "_poked", Restless())
    watcher.dispatch(FileModifiedEvent(str(path)))
    assert path in watcher.wait()
    watcher.close()


class Quiet(Watcher):
    """A watcher that is told by the test alone."""

    def _start(self) -> Any:
        return Observer()

    def _refresh(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


def noted(root: Path, *events: Any) -> set[Path]:
    watcher = Quiet(config(root))
    for event in events:
        watcher.dispatch(event)
    return watcher.wait(0)


def test_reading_is_no_change(root: Path) -> None:
    """Else each build would set off the next."""
    path = str(root / "content/posts/one.md")
    events = [FileOpenedEvent(path), FileClosedEvent(path), FileClosedNoWriteEvent(path)]
    assert noted(root, *events) == set()
    assert noted(root, FileModifiedEvent(path)) == {Path(path)}


@pytest.mark.parametrize(
    "name",
    ["output/index.html", ".sitegen/memo.db", ".git/index", "content/posts/one.md~",
     "content/posts/.one.md.swp", "content/posts/#one.md#", "notes.txt", "node_modules/x/y.js",
     "content/.git/x", "themes/tiny/.DS_Store", "static/.git/index"],
)  # fmt: skip
def test_what_is_not_a_source_is_no_change(root: Path, name: str) -> None:
    assert noted(root, FileModifiedEvent(str(root / name)), DirModifiedEvent(str(root))) == set()


@pytest.mark.parametrize(
    "name",
    ["sitegen.toml", "pyproject.toml", "content/x.md", "content", "themes", "static/.htaccess",
     "static/.well-known/x", "data/x.yaml", "templates/a/b.html"],
)  # fmt: skip
def test_what_is_a_source(root: Path, name: str) -> None:
    assert noted(root, FileModifiedEvent(str(root / name))) == {root / name}


def test_a_folder_whose_change_is_told_is_not_listed_anew(root: Path) -> None:
    """A save changes the folder too; to look at all of its files takes long in a large one."""
    folder = root / "content/posts"
    touched = DirModifiedEvent(str(folder))
    assert noted(root, touched) == {folder}
    assert noted(root, FileModifiedEvent(f"{folder}/one.md"), touched) == {folder / "one.md"}
    assert noted(root, touched, FileModifiedEvent(str(root / "content/x.md"))) == {
        folder,
        root / "content/x.md",
    }


def test_a_folder_is_listed_anew_where_that_may_be_news(root: Path) -> None:
    folder = root / "content/posts"
    many = [FileModifiedEvent(f"{folder}/{number}.md") for number in range(FEW + 1)]
    assert folder in noted(root, *many, DirModifiedEvent(str(folder)))
    gone = root / "content/gone"
    events = [FileModifiedEvent(f"{gone}/x.md"), DirModifiedEvent(str(gone))]
    assert noted(root, *events) == {gone, gone / "x.md"}


def test_a_wait_ends_by_itself_and_when_closed(root: Path) -> None:
    watcher = Quiet(config(root))
    assert watcher.wait(0.0) == set()
    watcher.close()
    real = Watcher(config(root))
    real.close()
    assert isinstance(real.wait(), set)


# --------------------------------------------------------------------------- no watches left


def test_without_watches_it_looks_for_itself(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def schedule(self: Any, *args: Any, **kw: Any) -> Any:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watch, "POLL", 0.05)
    with monkeypatch.context() as patch:
        patch.setattr(Observer, "schedule", schedule)
        with living(root) as live:
            assert live.watcher.polling
            write(root, {"content/posts/one.md": post("Seen")})
            live.until_page("index.html", "Seen|")


def test_watches_that_run_out_later(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "POLL", 0.05)

    def schedule(self: Any, *args: Any, **kw: Any) -> Any:
        raise OSError(24, "inotify instance limit reached")

    with living(root) as live, monkeypatch.context() as patch:
        assert not live.watcher.polling
        patch.setattr(Observer, "schedule", schedule)
        write(root, {"templates/post.html": "own {{ entry.title }}"})
        live.until_page("posts/one/index.html", "own One")
        write(root, {"templates/post.html": "more {{ entry.title }}"})
        live.until_page("posts/one/index.html", "more One")
        assert live.watcher.polling


# --------------------------------------------------------------------------- mistakes


def test_mistakes_come_and_go(live: Live) -> None:
    write(live.root, {"content/posts/one.md": post("One", "[nowhere](gone.md)\n")})
    write(live.root, {"content/posts/two.md": "---\ntitle: [\n---\n"})
    failed = live.until(lambda outcome: len({p.location.path for p in outcome.problems}) == 2)
    assert failed.built is None
    assert {problem.location.path for problem in failed.problems} == {
        "content/posts/one.md",
        "content/posts/two.md",
    }
    assert "Two" in live.page("posts/two/index.html"), "the last good page"
    write(live.root, {"content/posts/two.md": post("Two")})
    one = live.until(lambda outcome: len(outcome.problems) == 1)
    assert one.problems[0].location.path == "content/posts/one.md"
    write(live.root, {"content/posts/one.md": post("One", "Mended.\n")})
    assert live.until(lambda outcome: outcome.built).problems == ()
    assert "Mended." in live.page("posts/one/index.html")


def test_a_mistake_is_told_once(root: Path) -> None:
    session = Session(lambda: config(root), lambda: NOW, Wanted(NOW))
    write(root, {"content/posts/one.md": post("One", "[nowhere](gone.md)\n")})
    first = session.build()
    assert len(session.news(first)) == 1
    session.survey.forget(root / "content")
    assert session.news(session.build([root / "content"])) == []
    write(root, {"content/posts/two.md": post("Two", "[lost](gone.md)\n")})
    second = session.build([root / "content/posts/two.md"])
    assert [p.location.path for p in session.news(second)] == ["content/posts/two.md"]
    assert len(second.problems) == 2
    write(root, {"content/posts/one.md": post("One")})
    assert session.news(session.build([root / "content/posts/one.md"])) == []
    write(root, {"content/posts/one.md": post("One", "[nowhere](gone.md)\n")})
    again = session.build([root / "content/posts/one.md"])
    assert [p.location.path for p in session.news(again)] == ["content/posts/one.md"]
    session.close()


# --------------------------------------------------------------------------- time


def test_a_post_comes_up_and_expires_while_it_is_served(root: Path) -> None:
    """The clock is a stand-in that goes on by what the loop means to wait."""
    write(root, {"content/posts/soon.md": post("Soon", date="2026-06-01T13:00:00+00:00",
                                               expires="2026-06-03T13:00:00+00:00")})  # fmt: skip
    now = NOW
    waits: list[float | None] = []
    homes: list[str] = []

    class Stood(Quiet):
        def wait(self, seconds: float | None = None) -> set[Path]:
            nonlocal now
            homes.append((root / OUTPUT / "index.html").read_text())
            waits.append(seconds)
            self.closed = seconds is None or len(waits) > 6
            now += timedelta(seconds=seconds or 0)
            return set()

    def clock() -> datetime:
        return now

    def settings() -> Config:
        return live_config(config(root), ADDRESS)

    session = Session(settings, clock, Wanted(NOW, live=True))
    run(session, Stood(config(root)), Channel(), lambda outcome: None)
    session.close()
    # An hour until it comes up, two days until it expires: a look at least every day.
    assert waits == [3600.0, 86400.0, 86400.0, None]
    assert ["Soon" in home for home in homes] == [False, True, True, False]


# --------------------------------------------------------------------------- what it remembers


def test_its_memory_is_removed_while_it_runs(told: Live) -> None:
    """``.sitegen/`` is safe to delete, also now."""
    shutil.rmtree(told.root / ".sitegen")
    write(told.root, {"content/posts/one.md": post("After")})
    told.until_page("index.html", "After|")
    assert "Two" in told.page("posts/two/index.html")


def test_another_build_writes_to_the_same_memo(root: Path) -> None:
    """``build`` beside ``build --watch``: neither takes the other's pages for strangers'."""
    with living(root, live=False) as live:
        live.hold.clear()
        write(root, {"content/posts/three.md": post("Three")})
        build(root)
        write(root, {"content/posts/four.md": post("Four")})
        live.hold.set()
        last = live.until(lambda outcome: "Four" in output(root)["index.html"].decode())
        assert last.problems == ()
        write(root, {"content/posts/five.md": post("Five")})
        last = live.until(lambda outcome: "Five" in output(root)["index.html"].decode())
        assert last.problems == ()
    assert build(root).written == ()
