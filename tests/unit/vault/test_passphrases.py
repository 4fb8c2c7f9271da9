"""A passphrase is long, not common and not about oneself; nothing else is asked of it."""

import itertools
import random
import unicodedata
from collections import Counter

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from practicenotes.errors import PassphraseRefused
from practicenotes.resources import read_text
from practicenotes.vault import passphrases


def refusal(text: str, *context: str) -> str:
    """Return why a passphrase is refused."""
    with pytest.raises(PassphraseRefused) as caught:
        passphrases.check(text, context)
    return caught.value.reason


@pytest.mark.parametrize(
    "text",
    [
        "velvet harbour seven lanterns",
        "kq8zv2mx7wp4tjd",
        "Ein Igel trägt 3 Äpfel heim",
        "七つの港と古い灯台そして静かな夜明け",
        "x" * 3 + "velvet harbour lanterns" * 40,
    ],
)
def test_a_long_and_uncommon_passphrase_is_taken(text: str) -> None:
    """Any script, any length to 1,024 bytes, no rule of composition."""
    passphrases.check(text, ("Practice", "Dr. Marlow"))


@pytest.mark.release(28)
def test_fourteen_signs_are_too_few_and_fifteen_enough() -> None:
    """The limit is fifteen code points."""
    assert refusal("kq8zv2mx7wp4tj") == "too_short"
    passphrases.check("kq8zv2mx7wp4tjd")


def test_signs_are_counted_after_they_are_put_together() -> None:
    """A letter and its accent, typed apart, are one sign: fourteen of them stay fourteen."""
    apart = unicodedata.normalize("NFD", "éàüöëïñçôûêîâä")
    assert len(apart) == 28
    assert refusal(apart) == "too_short"


def test_more_than_1024_bytes_are_too_many() -> None:
    """The length is bounded in bytes, so that it never has to be cut."""
    assert refusal("velvet harbour " * 80) == "too_long"
    assert refusal("\N{SLICE OF PIZZA}" * 257) == "too_long"


def test_half_a_sign_is_refused() -> None:
    """What no keyboard gives a second time cannot become part of a passphrase."""
    assert refusal("velvet harbour \udcff lanterns") == "half_sign"


@pytest.mark.release(28)
def test_every_listed_password_is_refused() -> None:
    """Each entry of the lists that is long enough to be asked about is refused as common."""
    listed = {word for words in FREQUENCY_LISTS.values() for word in words}
    long_ones = [word for word in listed if len(word) >= passphrases.LEAST_SIGNS]
    assert len(long_ones) > 20
    assert {refusal(word) for word in long_ones} <= {"common", "about_you"}


@pytest.mark.parametrize(
    "text",
    [
        "aaaaaaaaaaaaaaaaaa",
        "123456789012345678",
        "passwordpassword",
        "Password1Password1",
        "qwertyuiopasdfghjkl",
        "abcabcabcabcabcabc",
    ],
)
@pytest.mark.release(28)
def test_what_is_guessed_at_once_is_refused(text: str) -> None:
    """Repetitions, rows of keys and doubled passwords are common, however long."""
    assert refusal(text) == "common"


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("PracticeNotes 2025!", ()),
        ("practicenotespracticenotes", ()),
        ("Marlow Counselling", ("Marlow Counselling",)),
        ("marlow-marlow-2024", ("Marlow",)),
        ("MyPractice MyPractice", ("MyPractice",)),
    ],
)
@pytest.mark.release(28)
def test_a_passphrase_about_oneself_is_refused(text: str, context: tuple[str, ...]) -> None:
    """The program's name, the practice's and the therapist's leave too little behind them."""
    assert refusal(text, *context) == "about_you"


def test_a_name_inside_a_strong_passphrase_does_no_harm() -> None:
    """Only what is left without the name has to be strong."""
    passphrases.check("Marlow kq8zv2mx7wp4tjd", ("Marlow",))


def test_more_guesses_never_make_a_lower_level() -> None:
    """The meter grows with the estimate, from nothing to five random words."""
    texts = (
        "",
        "secret",
        "velvet harbour",
        "velvet harbour seven",
        "velvet harbour seven lanterns",
    )
    found = [passphrases.strength(text) for text in texts]
    assert found == sorted(found, key=lambda strength: strength.guesses_log10)
    assert [strength.level for strength in found] == sorted(strength.level for strength in found)
    assert found[0].level == 0
    five = passphrases.strength("velvet harbour seven lanterns oboe")
    assert five.level == 4


def test_plain_words_are_counted_word_by_word() -> None:
    """Four words from the list cannot be worth more than four draws, repeated words one."""
    four = passphrases.strength("anthology stammer unboxed granny")
    assert four.guesses_log10 <= 4 * 3.8908
    repeated = passphrases.strength("granny granny granny granny unboxed")
    assert repeated.guesses_log10 <= 2 * 3.8908


def test_a_very_long_text_is_measured_without_trouble() -> None:
    """A thousand signs get an estimate; the first of them suffice for it."""
    assert passphrases.strength("velvet harbour 7 " * 60).level >= 1


def test_six_different_draws_make_a_suggestion() -> None:
    """The six words come from the list that is shipped, and are taken by the rules."""
    words = read_text("words", "eff_large.txt").split()
    assert len(words) == 7776
    suggested = passphrases.suggest(words, random.Random(1).randbytes)
    assert len(suggested.split()) == 6
    assert set(suggested.split()) <= set(words)
    passphrases.check(suggested)


def test_every_word_is_equally_likely() -> None:
    """Draws that would favour the first words are thrown away: all 256 bytes give even counts."""
    counts: Counter[str] = Counter()
    every_byte = itertools.cycle(range(256))

    def entropy(size: int) -> bytes:
        return bytes(next(every_byte) for _ in range(size))

    for _ in range(60):
        counts.update(passphrases.suggest(["one", "two", "three"], entropy).split())
    assert max(counts.values()) - min(counts.values()) <= 2
    assert sum(counts.values()) == 360
