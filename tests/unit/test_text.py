from __future__ import annotations

import pytest

from sitegen.text import html, plural, shorten, slugify, squeeze, xml


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Plan the first step", "plan-the-first-step"),
        ("  Many   spaces\tand\nlines ", "many-spaces-and-lines"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("C", "c"),
        ("F#", "f-sharp"),
        (".NET", "dot-net"),
        ("Node.js", "node-js"),
        ("R&D", "r-and-d"),
        ("100 %", "100-percent"),
        ("me@work", "me-at-work"),
        ("Don't stop", "dont-stop"),
        ("Don’t stop", "dont-stop"),
        ("Straße", "strasse"),
        ("ÅNGSTRÖM", "ångström"),
        ("e\u0301te\u0301", "été"),
        ("日本語", "日本語"),
        ("Вопрос?", "вопрос"),
        ("שלום עולם", "שלום-עולם"),
        ("snake_case_name", "snake-case-name"),
        ("--a--b--", "a-b"),
        ("a/b\\c", "a-b-c"),
        ("../../etc", "dot-etc"),
        ("ﬁnd", "find"),
        ("Ⅳ", "iv"),
        ("a\0b", "a-b"),
    ],
)
def test_slug(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_texts_without_letters_have_slugs_of_their_own() -> None:
    texts = ["", "!", "?", "🎉", "🎈", "—", "..."]
    slugs = {slugify(text) for text in texts}
    assert len(slugs) == len(texts) or slugify("...") == "dot"
    assert all(slug.startswith("x-") or slug == "dot" for slug in slugs)
    assert slugify("🎉") == slugify("🎉")


def test_languages_that_differ_by_a_sign_stay_apart() -> None:
    names = ["C", "C+", "C++", "C#", "C&", "C@", "C%", ".C"]
    assert len({slugify(name) for name in names}) == len(names)


def test_squeeze() -> None:
    assert squeeze("  a \n\t b\u00a0c ") == "a b c"


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("short", 5, "short"),
        ("a longer text", 13, "a longer text"),
        ("a longer text", 12, "a longer…"),
        ("a longer, text", 12, "a longer…"),
        ("unbreakable", 5, "unbr…"),
        ("one   two", 7, "one two"),
        ("a verylongwordthatgoeson", 10, "a verylon…"),
    ],
)
def test_shorten(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short
    assert len(shorten(text, limit)) <= limit


def test_escapes() -> None:
    assert (
        html("<a href=\"x\" title='y'>&") == "&lt;a href=&quot;x&quot; title=&#x27;y&#x27;&gt;&amp;"
    )
    assert xml("a\0b\x0bc\ud800d\ufffee\tf🎉&<") == "abcde\tf🎉&amp;&lt;"


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (1200, "1,200 pages")],
)
def test_plural(count: int, words: str) -> None:
    assert plural(count, "page") == words
    assert plural(3, "entry", "entries") == "3 entries"
