"""The service worker: plans without a network, new editions, and how it goes away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import LONG
from tests.browser.hosting import Host, hosting
from tests.browser.sheets import ACCOUNT, SHEETS, answer, sheet
from tests.browser.waiting import TRIES, until
from tests.browser.watching import watching
from tests.support import build, site, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SETTINGS = """title = "Test"
base_url = "https://example.org/"
[worksheets]
pdf = false
"""
SCRIPT = "document.querySelector('script[type=module]').src"
ACTIVE = "navigator.serviceWorker.controller?.state === 'activated'"


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with hosting(site(tmp_path, SHEETS, SETTINGS)) as found:
        yield found


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab in which workers may work. No page breaks its own policy."""
    with browser.new_context() as context:
        context.set_default_timeout(LONG)
        page = context.new_page()
        with watching(page, errors="policy"):
            yield page


def visit(tab: Page, host: Host, path: str) -> None:
    """Opens a page, and waits until the worker is there for it."""
    tab.goto(host.address + path)
    until(tab, ACTIVE)


def eventually(tab: Page, expression: str) -> None:
    """Looks until ``expression``, which may wait for something itself, is true."""
    for _ in range(TRIES):
        if tab.evaluate(f"async () => Boolean({expression})"):
            return
        tab.wait_for_timeout(20)
    raise AssertionError(f"it never came to be: {expression}")


def assets(host: Host) -> str:
    text = (host.root / "output" / "sw.js").read_text()
    return text.split('"assets": "')[1].split('"')[0]


def test_plans_without_a_network(tab: Page, host: Host) -> None:
    visit(tab, host, "/worksheets/account/")
    host.shut()
    tab.reload()
    tab.get_by_label("Customer").first.fill("Acme")
    tab.goto(host.address + "/today/")
    assert "Acme" in tab.locator("main").inner_text()
    for path in ("/worksheets/", "/worksheets/brief/", "/plans/", "/today/?from=home"):
        tab.goto(host.address + path)
        assert tab.locator("h1").is_visible(), path
    tab.goto(host.address + "/worksheets/account/")
    assert answer(tab, "customer") == "Acme"
    assert tab.get_by_label("Customer").first.input_value() == "Acme"


def test_words_are_found_that_nobody_looked_for_before(tab: Page, host: Host) -> None:
    visit(tab, host, "/today/")
    host.shut()
    tab.goto(host.address + "/search/?q=brief")
    tab.locator(".search-hits a", has_text="Brief").wait_for()


def test_a_page_that_is_kept_still_may_send_nothing(tab: Page, host: Host) -> None:
    visit(tab, host, "/worksheets/account/")
    host.shut()
    tab.reload()
    policy = "document.querySelector('meta[http-equiv]').content"
    assert "connect-src 'none'" in tab.evaluate(policy)
    sent = "fetch('/feed.xml').then(() => 'sent', () => 'refused')"
    tab.evaluate("window.said = []; console.error = (words) => said.push(words)")
    assert tab.evaluate(sent) == "refused"
    assert "connect-src" in tab.evaluate("said.join()")


def test_an_edited_page_is_there_at_the_first_reload(tab: Page, host: Host) -> None:
    visit(tab, host, "/worksheets/account/")
    edit = sheet("account", "New words.\n\n" + ACCOUNT, name="{customer}")
    write(host.root, {"content/worksheets/account.md": edit})
    build(host.root)
    tab.reload()
    assert "New words." in tab.locator("main").inner_text()
    kept = "await (await caches.match('/worksheets/account/')).text()"
    eventually(tab, f"({kept}).includes('New words.')")
    host.shut()
    tab.reload()
    assert "New words." in tab.locator("main").inner_text()


def test_a_new_edition_takes_over_and_the_old_one_goes(tab: Page, host: Host) -> None:
    visit(tab, host, "/worksheets/account/")
    tab.get_by_label("Customer").first.fill("Acme")
    old = assets(host)
    write(host.root, {
        "themes/own/theme.toml": 'name = "own"\nparent = "plain"\n',
        "themes/own/static/own.css": "p { color: red }\n",
        "sitegen.toml": SETTINGS.replace("[work", 'theme = "own"\n[work'),
    })  # fmt: skip
    build(host.root)
    new = assets(host)
    assert new != old
    tab.reload()
    assert tab.evaluate("document.querySelector('script[type=module]').src").startswith(
        host.address + new
    )
    eventually(tab, f"(await caches.keys()).join() === 'offline:/:{new}'")
    until(tab, ACTIVE)
    host.shut()
    tab.reload()
    assert tab.evaluate("document.querySelector('script[type=module]').src").startswith(
        host.address + new
    )
    assert tab.get_by_label("Customer").first.input_value() == "Acme"


def test_a_page_of_a_newer_edition_is_not_kept_with_old_files(tab: Page, host: Host) -> None:
    visit(tab, host, "/today/")
    page = host.root / "output" / "today" / "index.html"
    newer = page.read_text().replace(assets(host), "/assets/0123456789ab/")
    page.write_text(newer.replace("<h1>Today</h1>", "<h1>Newer</h1>"))
    tab.reload()
    assert tab.locator("h1").inner_text() == "Newer"
    host.shut()
    tab.reload()
    assert tab.locator("h1").inner_text() == "Today"


def test_without_its_file_the_worker_goes(tab: Page, host: Host) -> None:
    visit(tab, host, "/today/")
    (host.root / "output" / "sw.js").unlink()
    tab.goto(host.address + "/plans/")
    eventually(tab, "!(await navigator.serviceWorker.getRegistration())")
    eventually(tab, "!(await caches.keys()).length")


def test_what_else_is_asked_for_goes_to_the_network(tab: Page, host: Host) -> None:
    visit(tab, host, "/today/")
    tab.goto(host.address + "/schemas/plan-1.json")
    tab.goto(host.address + "/today/")
    cache = "await caches.open((await caches.keys())[0])"
    paths = tab.evaluate(
        f"async () => (await ({cache}).keys()).map(({{ url }}) => new URL(url).pathname)"
    )
    assert "/today/" in paths
    kept = ("/assets/", "/today/", "/plans/", "/search/", "/worksheets/")
    assert all(path.startswith(kept) for path in paths), paths


def test_what_was_searched_for_is_found_again(tab: Page, host: Host) -> None:
    visit(tab, host, "/today/")
    tab.goto(host.address + "/search/?q=account")
    until(tab, "document.querySelector('.search-hits a')")
    host.shut()
    tab.goto(host.address + "/search/?q=accou")
    until(tab, "document.querySelector('.search-hits a')")
