"""The recovery key is forgiving of how it is typed and of nothing else."""

import random

import pytest

from practicenotes.errors import RecoveryKeyMistyped
from practicenotes.vault.recovery import ALPHABET, RecoveryKey


KEYS = [RecoveryKey(random.Random(seed).randbytes(20)) for seed in range(3)]
FIXED = RecoveryKey(bytes(range(20)))


def typed(signs: str) -> str:
    """Return 36 signs in nine groups."""
    return "-".join(signs[at : at + 4] for at in range(0, 36, 4))


def test_a_fixed_secret_is_printed_as_the_format_says() -> None:
    """The bytes 0 to 19 give the nine groups that stand in docs/vault-format.md."""
    assert str(FIXED) == "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-AT36"


def test_any_key_survives_being_printed_and_typed_back() -> None:
    """A thousand random keys are read back as they were."""
    source = random.Random(20)
    for _ in range(1000):
        key = RecoveryKey.new(source.randbytes)
        assert RecoveryKey.parse(str(key)) == key


@pytest.mark.parametrize(
    "as_typed",
    [
        str.lower,
        lambda text: text.replace("-", ""),
        lambda text: text.replace("-", "  "),
        lambda text: text.replace("-", "\N{EN DASH}"),
        lambda text: f"  {text}\n",
        lambda text: text.replace("0", "O").replace("1", "l"),
        lambda text: text.replace("1", "I").replace("0", "o"),
    ],
)
def test_case_breaks_and_lookalikes_are_forgiven(as_typed: object) -> None:
    """Small letters, other breaks, O for 0 and I or L for 1 make no difference."""
    for key in (*KEYS, FIXED):
        assert RecoveryKey.parse(as_typed(str(key))) == key


@pytest.mark.parametrize("key", KEYS)
def test_every_single_wrong_sign_is_noticed_and_placed(key: RecoveryKey) -> None:
    """Each of the 36 x 31 substitutions is refused, and the group that holds it is named."""
    signs = "".join(key.groups)
    for at, sign in enumerate(signs):
        for other in set(ALPHABET) - {sign}:
            with pytest.raises(RecoveryKeyMistyped) as caught:
                RecoveryKey.parse(typed(signs[:at] + other + signs[at + 1 :]))
            assert at // 4 + 1 in caught.value.groups


@pytest.mark.parametrize("key", KEYS)
def test_every_swap_of_neighbours_is_noticed_and_placed(key: RecoveryKey) -> None:
    """Each two neighbouring signs typed the wrong way round are refused, and placed."""
    signs = "".join(key.groups)
    for at in range(35):
        if signs[at] == signs[at + 1]:
            continue
        with pytest.raises(RecoveryKeyMistyped) as caught:
            RecoveryKey.parse(typed(signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :]))
        assert {at // 4 + 1, (at + 1) // 4 + 1} & set(caught.value.groups)


def test_a_sign_that_no_key_has_is_placed() -> None:
    """The letter U and a bracket stand in no key: their groups are named."""
    groups = list(FIXED.groups)
    groups[2] = "U" + groups[2][1:]
    groups[7] = groups[7][:3] + ")"
    with pytest.raises(RecoveryKeyMistyped) as caught:
        RecoveryKey.parse("-".join(groups))
    assert caught.value.groups == (3, 8)


def test_a_group_that_is_too_short_is_placed() -> None:
    """Of nine typed groups, the one with three signs is named."""
    groups = list(FIXED.groups)
    groups[4] = groups[4][:3]
    with pytest.raises(RecoveryKeyMistyped) as caught:
        RecoveryKey.parse("-".join(groups))
    assert caught.value.groups == (5,)


@pytest.mark.parametrize("text", ["", "7QM4", "A" * 35, "A" * 37, "A" * 5000])
def test_a_key_of_another_length_is_refused(text: str) -> None:
    """What has not 36 signs is no key, and no group can be blamed."""
    with pytest.raises(RecoveryKeyMistyped) as caught:
        RecoveryKey.parse(text)
    assert caught.value.groups == ()


def test_a_key_is_never_shown_by_accident() -> None:
    """The representation, which ends up in logs and tracebacks, holds neither bytes nor groups."""
    assert repr(FIXED) == "RecoveryKey()"


def test_a_key_of_other_than_twenty_bytes_cannot_be_made() -> None:
    """Nineteen bytes are refused."""
    with pytest.raises(ValueError, match="19"):
        RecoveryKey(bytes(19))
