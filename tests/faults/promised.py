"""The sixty-four things that are tried before a release, each with what must come of it.

A test says with `@pytest.mark.release(13)` which of them it tries. What nobody can try here has its
reason in place of a test, so that the table at the end has no gap.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing that is tried; `not_here` says what of it cannot be, on this system, and why."""

    number: int
    what: str
    mark: str
    not_here: str = ""


_ELSEWHERE = "needs Windows or macOS"
_OTHERS = "needs Windows and macOS, and each Python from 3.11 on"
_SOAK = "takes 24 hours: make soak"
_AUDIT = "the list of known weaknesses needs a network: make audit"
_BENCH = "make bench measures it"
_LARGE = "make bench measures it, with 50,000 sessions"

PROMISED = (
    Promise(1, "Kills while saving", "0 lost, torn or corrupt"),
    Promise(2, "Power cuts while saving", "0 lost, torn or corrupt"),
    Promise(3, "Power cuts while making, changing, restoring", "the old state or the new"),
    Promise(4, "The n-th call to the disk fails", "0 lost, each failure told"),
    Promise(5, "Disk full at random sizes", "0 lost, saves again without a restart"),
    Promise(6, "The n-th allocation fails", "0 lost, 0 corrupt"),
    Promise(7, "Settings of every connection", "all as decided"),
    Promise(8, "Missing, empty and cut files", "never an empty practice"),
    Promise(9, "Read-only file, folder, medium", "can be read, 0 accidents"),
    Promise(10, "Disk gone in the middle of typing", "the draft is kept"),
    Promise(11, "A day of continuous saving", "0 errors, no growth", _SOAK),
    Promise(12, "A large practice", "open, save and search in time", _LARGE),
    Promise(13, "One bit flipped in each page", "0 wrong notes"),
    Promise(14, "Random flips over the file", "0 unnoticed, 0 crashes"),
    Promise(15, "What a flip leaves readable", "95 % and more, in the median"),
    Promise(16, "Cut, zeroed, swapped, appended", "refused or right, never empty"),
    Promise(17, "An old page put back", "each that changes a note is found"),
    Promise(18, "A whole older vault put back", "asked about, each time"),
    Promise(19, "Torn free page", "opens, backs up, no alarm"),
    Promise(20, "Damaged vault and a good backup", "all restored, damaged file kept"),
    Promise(21, "First 16 bytes destroyed", "opens"),
    Promise(22, "Every bit of the key file flipped", "0 accepted"),
    Promise(23, "Key file fuzz", "one kind of error, little memory"),
    Promise(24, "Key file that asks for too much", "refused before any derivation"),
    Promise(25, "One key file lost, damaged, older", "opens, and mends it"),
    Promise(26, "Cost of a guess", "never below 64 MiB, 3 passes, 4 lanes"),
    Promise(27, "Known answers, frozen files", "all equal, all open"),
    Promise(28, "Rules for passphrases", "15 signs, none cut off, lists refused"),
    Promise(29, "Recovery keys and slips in typing", "all come back, all slips caught"),
    Promise(30, "Passphrase changed", "old refused, databases untouched"),
    Promise(31, "All keys replaced", "old refused, killed: one set of keys"),
    Promise(32, "Executor sheet", "record only, read only, audited"),
    Promise(33, "Keys of the wrong form", "all refused"),
    Promise(34, "Two vaults, one passphrase", "no 16 bytes in common"),
    Promise(35, "Plaintext written anywhere", "0 writes"),
    Promise(36, "Words in logs, errors, settings", "0"),
    Promise(37, "Deleted words in the decrypted file", "0"),
    Promise(38, "Private words in the record store", "0"),
    Promise(39, "Exports lie where they were sent", "mode 0600, no copies"),
    Promise(40, "Clipboard", "cleared in time and on lock"),
    Promise(41, "Network", "0 sockets, 0 fetches"),
    Promise(42, "Memory after a lock", "0 keys, 0 words"),
    Promise(43, "What locks", "locked, with everything saved"),
    Promise(44, "Core dumps, and others reading memory", "none"),
    Promise(45, "Screen capture", "blank", _ELSEWHERE),
    Promise(46, "Time to unlock", "2 s", _BENCH),
    Promise(47, "Backups taken while somebody writes", "all whole"),
    Promise(48, "Backups killed on the way", "0 half a file"),
    Promise(49, "Mutated backups", "0 accepted, 0 written elsewhere"),
    Promise(50, "Backups of every earlier version", "all open"),
    Promise(51, "Histories of rotation", "0 with a loss"),
    Promise(52, "What the keeper of a backup sees", "0 words; one taken away is missed"),
    Promise(53, "Another program reads the files", "the same rows"),
    Promise(54, "Parallel starts", "1 writer"),
    Promise(55, "Synchronised folders", "all refused"),
    Promise(56, "File replaced or removed in use", "0 saves lost in silence"),
    Promise(57, "Imports fuzzed", "0 crashes"),
    Promise(58, "Database with strangers in it", "refused"),
    Promise(59, "Trail edited, cut, reordered", "all found"),
    Promise(60, "Earlier texts", "all retrievable, in order"),
    Promise(61, "Random releases of a record", "0 private words"),
    Promise(62, "What it stands on", "poor ones refused, each hash known", _AUDIT),
    Promise(63, "SQLAlchemy's own suite against ours", "as many as the standard library"),
    Promise(64, "Other systems and Pythons", "all pass", _OTHERS),
)
