"""What an author does to a site between two builds, and how to take it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bench import corpus
from bench.generators import Generator


@dataclass
class Author:
    """Edits the source of one site. Every edit is told apart by a word, which the page then shows.

    The post that is edited is in the middle: on no home page that matters, and in no feed.
    """

    generator: Generator
    folder: Path
    posts: int
    originals: dict[Path, bytes | None] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The post that is edited."""
        place = self.folder / self.generator.posts_folder
        return sorted(file.stem for file in place.glob("*.md"))[self.posts // 2]

    def page(self, slug: str) -> Path:
        """Return the published page of a post."""
        return self.folder / "output" / "posts" / slug / "index.html"

    def edit(self, word: str) -> Path:
        """Add a paragraph to one post; return the page that must show it."""
        slug = self.slug
        source = self.folder / self.generator.posts_folder / f"{slug}.md"
        self._keep(source)
        with source.open("a", encoding="utf-8") as end:
            end.write(f"\nEdited: {word}.\n")
        return self.page(slug)

    def template(self, word: str) -> Path:
        """Add a footer to the template of every page; return one page that must show it."""
        source = self.folder / self.generator.template
        content = self._keep(source).decode("utf-8")
        source.write_text(content.replace("</body>", f"<footer>{word}</footer>\n</body>"), "utf-8")
        return self.page(self.slug)

    def post(self, word: str) -> Path:
        """Write a new post with three tags that others have; return its page."""
        post = corpus.another(self.posts, word)
        source = self.folder / self.generator.posts_folder / f"{post.slug}.md"
        self.originals.setdefault(source, None)
        source.write_text(corpus.as_file(post, self.generator.lines), encoding="utf-8")
        return self.page(post.slug)

    def nothing(self, word: str) -> Path:
        """Change nothing; return a page that is there."""
        return self.page(self.slug)

    def restore(self) -> None:
        """Take everything back."""
        for file, content in self.originals.items():
            if content is None:
                file.unlink(missing_ok=True)
            else:
                file.write_bytes(content)
        self.originals.clear()

    def _keep(self, file: Path) -> bytes:
        """Return what a file holds, and remember what it held at first."""
        content = file.read_bytes()
        self.originals.setdefault(file, content)
        return content
