"""What a check hands back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong: the file it stands in, relative to the site's folder, and what it is."""

    path: str
    message: str

    def __str__(self) -> str:
        """Return ``path: message``."""
        return f"{self.path}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one check: its name, what it looked at, and what it found wrong."""

    name: str
    looked_at: str
    problems: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        """Return one line for the check and one for each problem, in order."""
        verdict = f"{len(self.problems)} problems" if self.problems else "fine"
        lines = [f"{self.name}: {self.looked_at}: {verdict}"]
        return "\n".join([*lines, *(f"  {problem}" for problem in sorted(self.problems))])
