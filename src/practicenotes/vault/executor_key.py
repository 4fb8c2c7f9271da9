"""The executor's key: on paper like a recovery key, but it opens the record and nothing else.

It can be laid down in two parts. Each part alone is twenty random bytes and tells nothing.
"""

from collections.abc import Callable

from practicenotes.errors import ExecutorKeyMistyped, RecoveryKeyMistyped
from practicenotes.vault.recovery import RecoveryKey


class ExecutorKey(RecoveryKey):
    """The secret behind the executor slot, or one of the two parts of it."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str, part: int = 0) -> "ExecutorKey":
        """Read one typed key or part; raises ExecutorKeyMistyped with the doubtful groups."""
        try:
            return cls(RecoveryKey.parse(text).secret)
        except RecoveryKeyMistyped as error:
            raise ExecutorKeyMistyped(error.groups, part) from None

    @classmethod
    def new(cls, entropy: Callable[[int], bytes]) -> "ExecutorKey":
        """Return a fresh key."""
        return cls(RecoveryKey.new(entropy).secret)

    def split(self, entropy: Callable[[int], bytes]) -> "tuple[ExecutorKey, ExecutorKey]":
        """Return two parts that are only together the key."""
        part = ExecutorKey.new(entropy)
        return part, self.with_part(part)

    def with_part(self, part: "ExecutorKey") -> "ExecutorKey":
        """Return what two parts are together, in whatever order they come."""
        return ExecutorKey(bytes(a ^ b for a, b in zip(self.secret, part.secret, strict=True)))


def read(*typed: str) -> ExecutorKey:
    """Return the key that was typed whole, or in its two parts; raises ExecutorKeyMistyped."""
    if len(typed) == 1:
        return ExecutorKey.parse(typed[0])
    one, two = (ExecutorKey.parse(text, part) for part, text in enumerate(typed, 1))
    return one.with_part(two)
