from __future__ import annotations

import pytest

from sitegen.plan.lists import cut, full_pages


def letters(count: int) -> list[str]:
    """Newest first, so that a new one is put before the others."""
    return [str(number) for number in range(count, 0, -1)]


def shape(count: int, size: int) -> list[int]:
    return [len(part.ids) for part in cut(letters(count), size, "/")]


@pytest.mark.parametrize(
    ("count", "lengths"),
    [
        (0, [0]), (1, [1]), (3, [3]), (5, [5]), (6, [3, 3]), (7, [4, 3]), (8, [5, 3]),
        (9, [3, 3, 3]), (12, [3, 3, 3, 3]),
    ],
)  # fmt: skip
def test_lengths(count: int, lengths: list[int]) -> None:
    assert shape(count, 3) == lengths
    assert full_pages(count, 3) == len(lengths) - 1


@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_every_id_once_and_in_order(size: int) -> None:
    for count in range(45):
        parts = cut(letters(count), size, "/x/")
        assert [id for part in parts for id in part.ids] == letters(count)
        assert all(len(part.ids) == size for part in parts[1:])
        assert len(parts[0].ids) < 2 * size


@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_a_new_entry_changes_no_full_page(size: int) -> None:
    for count in range(45):
        before = {part.url: part.ids for part in cut(letters(count), size, "/")}
        after = {part.url: part.ids for part in cut(letters(count + 1), size, "/")}
        del before["/"]
        assert before.items() <= after.items()
        assert len(after) <= len(before) + 2


def test_neighbours_lead_from_the_newest_to_the_oldest_and_back() -> None:
    parts = cut(letters(11), 3, "/x/")
    assert [part.url for part in parts] == ["/x/", "/x/page/2/", "/x/page/1/"]
    assert [part.number for part in parts] == [0, 2, 1]
    assert [part.older for part in parts] == ["/x/page/2/", "/x/page/1/", ""]
    assert [part.newer for part in parts] == ["", "/x/", "/x/page/2/"]
