"""``python -m sitegen`` and the ``sitegen`` command."""

from __future__ import annotations


def main() -> None:
    """Runs the command line."""
    from sitegen.cli import command

    command(prog_name="sitegen")


if __name__ == "__main__":
    main()
