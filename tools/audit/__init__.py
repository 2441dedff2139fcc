"""Checks of a built site, by rules and tools that are not sitegen's own."""
