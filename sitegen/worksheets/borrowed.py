"""What other tools call our kinds, and where else a newcomer's hand may slip in braces."""

from __future__ import annotations

import re

_OURS = {
    "`number`": "int integer float decimal numeric count amount",
    "`text`": "string str input short shorttext singleline",
    "`3 lines`": "textarea paragraph multiline long longtext essay memo",
    "`choose: A | B`": "dropdown select radio options option choice choices list pick",
    "`money`": "currency usd eur dollar dollars euro price",
    "`percent`": "percentage %",
    "`date`": "day datetime datepicker calendar",
    "`time`": "hour clock",
    "`yes/no`": "boolean bool toggle switch yes yesorno",
    "`tick`": "checkbox check checked checklist",
    "`phone`": "tel telephone mobile cell",
    "`email`": "mail e-mail",
    "`url`": "link website web",
    "`required`": "mandatory must obligatory *",
    "`e.g. 10 calls`": "placeholder example hint help sample",
}
_MEANT = {word: ours for ours, words in _OURS.items() for word in words.split()}
_LINES = re.compile(r"(\d{1,2})-?lines?", re.IGNORECASE)
_ID = re.compile(r"id[=:]([a-z0-9-]+)", re.IGNORECASE)
_EXAMPLE = ("eg", "e.g", "ex")
CURLY = re.compile(
    "([\\w-]+)=[\u201c-\u201f\u2018-\u201b\u00ab\u00bb'](.*?)[\u201c-\u201f\u2018-\u201b\u00ab\u00bb'](?!\\w)"
)


def hint_for(word: str) -> str:
    """What to write in place of a word that other tools have; empty if it is none of theirs."""
    if lines := _LINES.fullmatch(word):
        return f"write `{lines[1]} lines`"
    if id := _ID.fullmatch(word):
        return f"write `#{id[1].lower()}`"
    if word.lower() in ("optional", "required=no", "required=false"):
        return "leave it out: nothing has to be answered"
    meant = _MEANT.get(re.split("[:=]", word.lower())[0])
    return f"write {meant}" if meant else ""


def takes_the_rest(word: str, rest: str) -> bool:
    """Whether what follows an unknown word belongs to it, and is no mistake of its own."""
    return word[-1] in ":=" or "|" in rest or word.lower().strip(".:") in _EXAMPLE
