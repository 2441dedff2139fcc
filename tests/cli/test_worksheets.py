"""Worksheets on the command line: ``worksheet lock``, ``plans read``, lists, a first sheet."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sitegen import pdf
from sitegen.config import LOCK_NAME
from sitegen.worksheets.schemas import plan_schema
from tests.pdf.filling import fill
from tests.pdf.sheets import CONTENT, DEFINITION, print_sheet
from tests.support import CONFIG, output, run, site, snapshot, write

PLAN = "content/worksheets/account-plan.md"


def sheet(body: str, version: int = 1, id: str = "account-plan", more: str = "") -> str:
    front = f"title: Account plan\nworksheet: {id}\nversion: {version}\n{more}"
    return f"---\n{front}---\n{body}"


ASKS = sheet("- Customer: ____\n- Stage: ____ {choose: Prospect | Client}\n- Worth: ____ {money}\n")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return site(tmp_path, {PLAN: ASKS})


# ------------------------------------------------------------------ worksheet lock


def test_the_first_lock(root: Path) -> None:
    done = run(root, "worksheet", "lock")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"1 worksheet locked in {LOCK_NAME}.\n"
    locked = json.loads((root / LOCK_NAME).read_text("utf-8"))["worksheets"]["account-plan"]
    assert locked["fields"]["stage"]["options"] == ["Prospect", "Client"]
    strict = run(root, "build", "--strict")
    assert (strict.exit_code, strict.stderr) == (0, "")


def test_a_lock_that_is_up_to_date_is_left_alone(root: Path) -> None:
    run(root, "worksheet", "lock")
    before = (root / LOCK_NAME).stat()
    done = run(root, "worksheet", "lock")
    assert (done.exit_code, done.stdout) == (0, f"{LOCK_NAME} is up to date.\n")
    assert (root / LOCK_NAME).stat() == before
    said = json.loads(run(root, "worksheet", "lock", "--json").stdout)
    assert said == {"ok": True, "written": False, "changes": []}


def test_it_says_what_readers_will_see_of_a_change(root: Path) -> None:
    run(root, "worksheet", "lock")
    body = (
        "- Name: ____ {was:customer}\n- Stage: ____ {choose: Prospect | Lost}\n- Day: ____ {date}\n"
    )
    write(root, {PLAN: sheet(body, version=2)})
    assert run(root, "build").exit_code == 0
    done = run(root, "worksheet", "lock")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "  account-plan: What they wrote under `customer` is now under “Name”.",
        "  account-plan: The question “Customer” is called “Name” now; answers stay.",
        "  account-plan: “Stage” no longer offers “Client”; who chose it must choose again.",
        "  account-plan: “Stage” offers “Lost” as well.",
        "  account-plan: The question “Worth” is gone; what they wrote is kept under "
        "“Answers whose question has gone”.",
        "  account-plan: There is a new question, “Day”.",
        f"1 worksheet locked in {LOCK_NAME}.",
    ]


def test_a_worksheet_that_went_is_told_and_let_go(root: Path) -> None:
    run(root, "worksheet", "lock")
    (root / PLAN).unlink()
    assert "[worksheet-gone]" in run(root, "build").stderr
    said = json.loads(run(root, "worksheet", "lock", "--json").stdout)
    assert said["written"] is True
    assert said["changes"] == [
        "account-plan: the page is gone; readers keep their plans under “My plans”."
    ]
    done = run(root, "build", "--strict")
    assert (done.exit_code, done.stderr) == (0, "")


def test_drafts_are_not_locked(root: Path) -> None:
    write(
        root, {"content/worksheets/next.md": sheet("- Day: ____\n", id="next", more="draft: yes\n")}
    )
    assert run(root, "worksheet", "lock").exit_code == 0
    assert "next" not in json.loads((root / LOCK_NAME).read_text("utf-8"))["worksheets"]


@pytest.mark.parametrize("text", ["", "{", "<<<<<<< HEAD\n{}\n", '{"format": "worksheets-lock/2"}'])
def test_a_damaged_lock_is_not_written_over(root: Path, text: str) -> None:
    write(root, {LOCK_NAME: text})
    before = snapshot(root)
    done = run(root, "worksheet", "lock")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{LOCK_NAME}:1:")
    assert "error[worksheet-lock]: " in done.stderr.splitlines()[0]
    said = json.loads(run(root, "worksheet", "lock", "--json").stdout)
    assert (said["ok"], said["problems"][0]["code"]) == (False, "worksheet-lock")
    assert snapshot(root) == before


def test_nothing_is_locked_while_a_worksheet_has_mistakes(root: Path) -> None:
    write(root, {"content/worksheets/b.md": sheet("- Customer: ____ {dat}\n", id="b")})
    done = run(root, "worksheet", "lock")
    assert done.exit_code == 1
    assert "content/worksheets/b.md:6:19: error[unknown-attribute]" in done.stderr
    assert not (root / LOCK_NAME).exists()


# ------------------------------------------------------------------ plans read


@pytest.fixture(scope="module")
def filled() -> bytes:
    """A worksheet's PDF with an answer. CI can make PDFs, so there a lack of it is a failure."""
    lack = pdf.available()
    if lack and not os.environ.get("CI"):
        pytest.skip(lack)
    assert lack == ""
    return fill(print_sheet(DEFINITION, CONTENT), {"customer": "Müller & Söhne"})


def test_a_filled_pdf_becomes_a_plan_beside_it(tmp_path: Path, filled: bytes) -> None:
    write(tmp_path, {"acme.pdf": filled})
    done = run(tmp_path, "plans", "read", "acme.pdf")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "acme.plan.json: open it on the worksheet's page, under “Open a plan”.\n"
    plan = json.loads((tmp_path / "acme.plan.json").read_text("utf-8"))
    Draft202012Validator(plan_schema("https://example.org/")).validate(plan)
    assert plan["values"]["customer"]["v"] == "Müller & Söhne"
    assert plan["worksheet"]["id"] == "account-plan"


def test_a_plan_can_be_shown(tmp_path: Path, filled: bytes) -> None:
    write(tmp_path, {"acme.pdf": filled})
    done = run(tmp_path, "plans", "read", "acme.pdf", "-o", "-")
    assert json.loads(done.stdout)["values"]["customer"]["v"] == "Müller & Söhne"
    assert [path.name for path in tmp_path.iterdir()] == ["acme.pdf"]


def test_a_plan_goes_where_it_is_asked_for(tmp_path: Path, filled: bytes) -> None:
    """Also over a file: who names it means it."""
    write(tmp_path, {"acme.pdf": filled, "mine.json": "{}"})
    done = run(tmp_path, "plans", "read", "acme.pdf", "--output", "mine.json", "--json")
    assert json.loads(done.stdout) == {"ok": True, "written": "mine.json"}
    assert json.loads((tmp_path / "mine.json").read_text("utf-8"))["format"] == "plan/1"
    done = run(tmp_path, "plans", "read", "acme.pdf", "-o", "no-folder/mine.json")
    assert done.exit_code == 1
    assert done.stderr.startswith("no-folder/mine.json: error[cannot-write]: ")


def test_a_plan_that_is_there_is_not_written_over(tmp_path: Path, filled: bytes) -> None:
    write(tmp_path, {"acme.pdf": filled, "acme.plan.json": "mine"})
    done = run(tmp_path, "plans", "read", "acme.pdf")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines()[:2] == [
        "acme.plan.json: error[exists]: there is a file of this name already",
        "  hint: name another file with --output",
    ]
    assert (tmp_path / "acme.plan.json").read_text("utf-8") == "mine"


def test_what_is_no_pdf_makes_no_plan(tmp_path: Path) -> None:
    write(tmp_path, {"acme.pdf": "Customer: Acme\n"})
    done = run(tmp_path, "plans", "read", "acme.pdf")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "acme.pdf: error[bad-pdf]: " in done.stderr
    said = json.loads(run(tmp_path, "plans", "read", "acme.pdf", "--json").stdout)
    assert [problem["code"] for problem in said["problems"]] == ["bad-pdf"]
    assert [path.name for path in tmp_path.iterdir()] == ["acme.pdf"]


def test_a_pdf_that_is_not_there(tmp_path: Path) -> None:
    done = run(tmp_path, "plans", "read", "acme.pdf")
    assert done.exit_code == 2
    assert "acme.pdf" in done.stderr


# ------------------------------------------------------------------ PDFs that can't be made


@pytest.fixture
def no_pdfs(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without the packages that make PDFs."""
    monkeypatch.setattr("sitegen.pdf.needs._installed", lambda package: False)


@pytest.mark.usefixtures("no_pdfs")
def test_a_site_without_pdfs_is_built_and_says_so(root: Path) -> None:
    write(root, {"sitegen.toml": CONFIG.replace("pdf = false", "")})
    run(root, "worksheet", "lock")
    done = run(root, "build", "--strict")
    assert done.exit_code == 0, "a notice is not even a warning"
    assert done.stderr.splitlines() == [
        "sitegen.toml: notice[no-pdf]: worksheets have no PDFs: weasyprint and pypdf are not "
        "installed; run `pip install 'sitegen[pdf]'`",
        "  hint: or say `pdf = false` under `[worksheets]`",
    ]
    assert "worksheets/account-plan/index.html" in output(root)
    assert not [name for name in output(root) if name.endswith(".pdf")]
    checked = run(root, "check")
    assert (checked.exit_code, checked.stderr.count("[no-pdf]")) == (0, 1)


@pytest.mark.usefixtures("no_pdfs")
def test_who_wants_no_pdfs_is_told_nothing(root: Path) -> None:
    run(root, "worksheet", "lock")
    done = run(root, "build")
    assert (done.exit_code, done.stderr) == (0, "")


# ------------------------------------------------------------------ list, new


def test_list_worksheets(root: Path) -> None:
    other = sheet("- Day: ____\n", version=3, id="before-a-visit")
    draft = sheet("- Day: ____\n", id="next", more="draft: yes\n")
    write(root, {"content/worksheets/visit.md": other, "content/worksheets/next.md": draft})
    assert json.loads(run(root, "list", "worksheets", "--json").stdout) == [
        {"id": "account-plan", "version": 1, "title": "Account plan", "file": PLAN},
        {
            "id": "before-a-visit",
            "version": 3,
            "title": "Account plan",
            "file": "content/worksheets/visit.md",
        },
    ]
    assert run(root, "list", "worksheets").stdout.splitlines() == [
        f"account-plan  1  Account plan  {PLAN}",
        "before-a-visit  3  Account plan  content/worksheets/visit.md",
    ]


@pytest.mark.parametrize("title", ["After the visit", 'A "quoted" title', "Plan für Köln", "План"])
def test_a_new_worksheet_builds(tmp_path: Path, title: str) -> None:
    root = site(tmp_path, {})
    made = run(root, "new", "worksheet", title)
    assert made.exit_code == 0
    path = Path(made.stdout.strip())
    assert path.is_relative_to(root.resolve() / "content/worksheets")
    assert run(root, "worksheet", "lock").exit_code == 0
    done = run(root, "build", "--strict")
    assert (done.exit_code, done.stderr) == (0, "")
    (row,) = json.loads(run(root, "list", "worksheets", "--json").stdout)
    assert (row["title"], row["version"]) == (title, 1)


def test_a_new_worksheet_by_the_site_s_own_archetype(tmp_path: Path) -> None:
    own = sheet("- Day: ____\n").replace("account-plan", "$id").replace("Account plan", "$title")
    root = site(tmp_path, {"archetypes/worksheet.md": own})
    done = run(root, "new", "worksheet", "Before a visit", "--json")
    (made,) = json.loads(done.stdout)["made"]
    assert "worksheet: before-a-visit\n" in Path(made).read_text("utf-8")
    again = run(root, "new", "worksheet", "Before a visit")
    assert again.exit_code == 1
    assert "content/worksheets/before-a-visit.md: error[exists]" in again.stderr
