"""sitegen: Markdown in, a blog with planning worksheets out."""

__version__ = "0.1.0"
