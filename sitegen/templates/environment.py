"""The Jinja environment: our lookup, our idea of what is undefined, compiled code from the memo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, TemplateNotFound, Undefined
from jinja2.bccache import Bucket

from sitegen.memo import Memo

Source = Callable[[str], str | None]
Join = Callable[[str, str], str]


def make_environment(source: Source, join: Join, memo: Memo) -> Environment:
    """An environment for templates whose text ``source`` gives by name.

    ``join`` says which template another one means by a name.
    """
    made = _Environment(
        loader=_Loader(source),
        bytecode_cache=_Compiled(memo),
        autoescape=True,
        undefined=_Unknown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.join = join
    return made


class _Environment(Environment):
    join: Join

    def join_path(self, template: str, parent: str) -> str:
        return self.join(template, parent)


class _Loader(BaseLoader):
    def __init__(self, source: Source) -> None:
        self.source = source

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool]]:
        found = self.source(template)
        if found is None:
            raise TemplateNotFound(template)
        return found, template, lambda: True


class _Compiled(BytecodeCache):
    """Compiling a theme's templates takes longer than most builds: the memo keeps the code."""

    def __init__(self, memo: Memo) -> None:
        self.memo = memo

    def load_bytecode(self, bucket: Bucket) -> None:
        found = self.memo.table("compiled").get(bucket.key)
        if found is not None and found[0] == bucket.checksum:
            bucket.bytecode_from_string(found[1])

    def dump_bytecode(self, bucket: Bucket) -> None:
        row = (bucket.checksum, bucket.bytecode_to_string())
        self.memo.update("compiled", {bucket.key: row})


class _Unknown(Undefined):
    """Is false and can be tested, but can't be printed, looped over or reached into."""

    __slots__ = ()

    def _complain(self, *args: Any, **kwargs: Any) -> Any:
        return self._fail_with_undefined_error()

    __str__ = __iter__ = __len__ = __eq__ = __ne__ = _complain
    __hash__ = Undefined.__hash__
