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
        """Return one line for the check and one for each problem, in order.

        What is wrong in the same words in many files, a link in a menu say, is one line.
        """
        places: dict[str, list[str]] = {}
        for problem in sorted(self.problems):
            places.setdefault(problem.message, []).append(problem.path)
        count = f"{len(places)} problem{'s' if len(places) > 1 else ''}"
        lines = [f"{self.name}: {self.looked_at}: {count if places else 'fine'}"]
        for message, paths in places.items():
            more = f" (and {len(paths) - 1} more)" if len(paths) > 1 else ""
            lines.append(f"  {paths[0]}: {message}{more}")
        return "\n".join(lines)
