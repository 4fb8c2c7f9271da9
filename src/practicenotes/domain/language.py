"""Words that judge a person, each with a question that leads to a description instead."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageHelper:
    """Some words of one kind, and what to ask oneself about them."""

    words: tuple[str, ...]
    instead: str


@dataclass(frozen=True, slots=True)
class LanguageHelpers:
    """The whole list, as `resources/language/judging.toml` holds it."""

    helpers: tuple[LanguageHelper, ...]
