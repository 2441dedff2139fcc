"""What one worksheet holds, as it is read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sitegen.worksheets.attributes import Attributes
from sitegen.worksheets.definition import GROUPS, Block, Definition, Field, List
from sitegen.worksheets.faults import Fault, Faults, Spot
from sitegen.worksheets.ids import RESERVED, identify
from sitegen.worksheets.phrases import Phrases
from sitegen.worksheets.settle import settle


@dataclass(slots=True)
class Use:
    """One place where a field is asked or filled in.

    ``number`` is 1 for the field's own widget and more for those that repeat its answer;
    ``whole`` says that nothing but this blank and its label stands in its paragraph or item,
    ``bare`` that no words stand beside it, so that a page must name it for those who can't see.
    """

    field: Field
    letter: bool = False
    number: int = 1
    whole: bool = False
    bare: bool = False

    @property
    def element(self) -> str:
        """The id of the widget in the page. The buttons of a group are numbered themselves."""
        if self.number == 1:
            return f"ws__{self.field.id}"
        repeat = "repeat-" if self.field.kind in GROUPS else ""
        return f"ws__{self.field.id}--{repeat}{self.number}"


@dataclass(slots=True)
class _Asked:
    """A field with all of its uses, and where it was asked first."""

    field: Field
    spot: Spot
    uses: list[Use]
    explicit: bool
    kind_said: bool
    letter: bool


@dataclass(frozen=True, slots=True)
class Pending:
    """A computed field whose formula can be read when all names are known."""

    id: str
    source: str
    spot: Spot


class Sheet:
    """Collects fields, lists and blocks, and complains."""

    def __init__(self, faults: Faults, words: Phrases) -> None:
        self.faults = faults
        self.words = words
        self.lists: dict[str, List] = {}
        self.list_spots: dict[str, Spot] = {}
        self.blocks: list[Block] = []
        self.block = Block(id="", kind="section", title="")
        self.formulas: list[Pending] = []
        self.timelines: list[tuple[str, Spot]] = []  # the list that each shows
        self.curves: list[tuple[Block, Spot]] = []
        self._asked: dict[str, _Asked] = {}

    # ----------------------------------------------------------------------- complaints

    def complain(
        self,
        code: str,
        message: str,
        spot: Spot,
        hint: str = "",
        near: tuple[str, Iterable[str]] = ("", ()),
        severity: str = "error",
    ) -> None:
        self.faults.complain(code, message, spot, hint, near, severity)

    def complain_of(self, faults: Iterable[Fault], spot: Spot) -> None:
        """Mistakes in braces; their places count from the start of the spot's token."""
        for fault in faults:
            code = "unknown-attribute" if fault.word else "bad-attribute"
            near = (fault.word, fault.known)
            place = Spot(spot.token, fault.at)
            self.complain(code, fault.message, place, fault.hint, near, fault.severity)

    # ----------------------------------------------------------------------- fields

    def ask(
        self, label: str, said: Attributes, spot: Spot, kind: str = "text", **more: Any
    ) -> Use | None:
        """A blank with this label; None, and a finding, where it has neither label nor id."""
        values = {**settle(said, kind), **more}
        self.complain_of(said.faults, spot)
        name = said.id or identify(label) if label else said.id
        if not name:
            message = "this blank has no label"
            self.complain("bad-blank", message, spot, "write it before the blank, on the same line")
            return None
        self._check_reserved(name, spot)
        field = Field(id=name, label=label or name, block=self.block.id, **values)
        return self._claim(field, said, spot)

    def fill(self, label: str, said: Attributes, spot: Spot) -> Use | None:
        """A blank in a letter: the field of this name if there is one anywhere in the sheet."""
        values = settle(said, "text")
        self.complain_of(said.faults, spot)
        name = said.id or identify(label)
        known = self._asked.get(name)
        if known is None:
            self._check_reserved(name, spot)
            field = Field(id=name, label=label, block=self.block.id, **values)
            use = Use(field, letter=True)
            self._asked[name] = _Asked(field, spot, [use], bool(said.id), bool(said.kind), True)
            return use
        use = Use(known.field, letter=True)
        known.uses.append(use)
        return use

    def _check_reserved(self, name: str, spot: Spot) -> None:
        if name in RESERVED:
            message = f"the id `{name}` has a meaning of its own"
            self.complain("reserved-id", message, spot, f"give it another: `{{#the-{name}}}`")

    def _claim(self, field: Field, said: Attributes, spot: Spot) -> Use:
        known = self._asked.get(field.id)
        use = Use(field)
        explicit, kind_said = bool(said.id), bool(said.kind)
        if known is None:
            self._asked[field.id] = _Asked(field, spot, [use], explicit, kind_said, False)
            return use
        if known.letter:  # the letter came first; what is asked in full says what it is
            del self._asked[field.id]
            uses = [*known.uses, use]
            self._asked[field.id] = _Asked(field, spot, uses, explicit, kind_said, False)
            return use
        known.uses.append(use)
        self._check_repeat(known, field, explicit, kind_said, spot)
        return use

    def _check_repeat(
        self, known: _Asked, field: Field, explicit: bool, kind_said: bool, spot: Spot
    ) -> None:
        if field.kind in ("option", "computed"):
            message = f"there is a `{field.id}` above already"
            hint = "change the words, or give it an id of its own: `{#another}`"
            self.complain("repeated-label", message, spot, hint)
        elif not (known.explicit and explicit):
            hint = f"for one answer in both places write `{{#{field.id}}}` after both; "
            hint += "else change the words, or give one of them an id of its own"
            message = f"`{field.label}` is asked above already"
            self.complain("repeated-label", message, spot, hint)
        elif kind_said and field.kind != known.field.kind:
            message = f"`{field.id}` is `{known.field.kind}` where it is asked first"
            hint = "the same answer has the same kind; leave the second kind out"
            self.complain("repeated-label", message, spot, hint)

    def field(self, name: str) -> Field | None:
        asked = self._asked.get(name)
        return asked.field if asked else None

    def fields(self) -> Iterable[Field]:
        return (asked.field for asked in self._asked.values())

    def change(self, name: str, **values: Any) -> None:
        """Replace what is known of a field."""
        asked = self._asked[name]
        asked.field = replace(asked.field, **values)

    # ----------------------------------------------------------------------- lists

    def add_list(self, found: List, spot: Spot) -> None:
        if found.id in self.lists:
            message = f"there is a table `{found.id}` above already"
            hint = "give it an id: write a line above it that ends in `{#id}`"
            self.complain("repeated-id", message, spot, hint)
        else:
            self.lists[found.id] = found
            self.list_spots[found.id] = spot

    # ----------------------------------------------------------------------- the end

    def number_uses(self) -> None:
        """Choose each field's own widget: the first one that is not in a letter, or the first."""
        for asked in self._asked.values():
            primary = next((use for use in asked.uses if not use.letter), asked.uses[0])
            number = 1
            for use in asked.uses:
                use.field = asked.field
                if use is not primary:
                    number += 1
                    use.number = number

    def definition(self) -> Definition:
        fields = tuple(self.fields())
        return Definition(tuple(self.blocks), fields, tuple(self.lists.values()))

    def old_names(self) -> Iterable[tuple[str, Spot]]:
        """What each ``was:`` names, and where."""
        for asked in self._asked.values():
            if asked.field.was:
                yield asked.field.was, asked.spot
