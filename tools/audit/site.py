"""A built site as files and the addresses they are published under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit


@dataclass(frozen=True, slots=True)
class Site:
    """The files of a site, by their path relative to ``folder``, and its base URL.

    ``base_url`` ends with a slash. Paths are compared letter for letter, capitals included,
    whatever the file system does.
    """

    folder: Path
    base_url: str
    paths: frozenset[str]

    @classmethod
    def read(cls, folder: Path, base_url: str) -> Site:
        """List ``folder``; files whose name starts with a dot are not published and left out."""
        files = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
        published = (
            file.as_posix()
            for file in files
            if not file.name.startswith(".") or file.parts[0] == ".well-known"
        )
        return cls(folder, base_url.rstrip("/") + "/", frozenset(published))

    def with_suffix(self, *suffixes: str) -> Iterator[str]:
        """Yield the paths that end in one of ``suffixes``, in order."""
        return (path for path in sorted(self.paths) if path.endswith(suffixes))

    def data(self, path: str) -> bytes:
        """Return the bytes of the file at ``path``."""
        return (self.folder / path).read_bytes()

    def text(self, path: str) -> str:
        """Return the file at ``path`` as text; bytes that are not UTF-8 become U+FFFD."""
        return self.data(path).decode("utf-8", "replace")

    def url(self, path: str) -> str:
        """Return the absolute address of a file; ``index.html`` is its folder."""
        if path == "index.html" or path.endswith("/index.html"):
            path = path.removesuffix("index.html")
        return urljoin(self.base_url, quote(path))

    def owns(self, url: str) -> bool:
        """Say whether an absolute URL is on this site's host (by HTTP or HTTPS)."""
        parts, own = urlsplit(url), urlsplit(self.base_url)
        return parts.scheme in ("http", "https") and parts.netloc == own.netloc

    def file(self, url: str) -> str:
        """Return the path that an own URL names, existing or not.

        Raises ``ValueError``, with a sentence, where the URL leads outside the base URL.
        """
        root = unquote(urlsplit(self.base_url).path)
        path = unquote(urlsplit(url).path) or "/"
        if not path.startswith(root):
            raise ValueError(f"outside the base URL {self.base_url}")
        path = path.removeprefix(root)
        return path + "index.html" if path == "" or path.endswith("/") else path

    def missing(self, url: str) -> str:
        """Return what is wrong with an own URL, or nothing if it names a file of the site."""
        try:
            path = self.file(url)
        except ValueError as error:
            return str(error)
        if path in self.paths:
            return ""
        if f"{path}/index.html" in self.paths:
            return "a folder: the final slash is missing"
        return f"there is no {path}"
