"""All keys are replaced in a window: step by step, stopped on the way, and what is left."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import messages
from practicenotes.app import keeping, replacing
from practicenotes.app.watching import Watch
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.errors import (
    DiskFull,
    FolderNotWritable,
    PassphraseRefused,
    StoreClosed,
    WrongPassphrase,
    WrongRecoveryKey,
    WrongSecondPassphrase,
)
from practicenotes.records import backups, settings
from practicenotes.ui.passphrase_dialog import DIFFER
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.replacing import (
    Came,
    KeyCare,
    NewRecoveryKey,
    ReplaceKeys,
    dialog,
    done,
    recovery,
    secrets,
)
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.vault import RecoveryKey, Vault, anchor, shelf
from practicenotes.vault.audit import entries


OLD, NEW = "correct horse battery staple", "seven quiet herons by the weir"
OWN = "a quiet garden behind the house"
KEY = RecoveryKey(bytes(range(20)))
MADE_AT = datetime(2025, 11, 18, 17, 2, tzinfo=UTC)


def said(page: QWidget) -> str:
    """Return every word that is seen."""
    labels = [label for label in page.findChildren(QLabel) if label.isVisible()]
    return " ".join(label.accessibleName() or label.text() for label in labels)


def press(qtbot: QtBot, page: QWidget, words: str) -> None:
    """Press the button with these words, by keyboard."""
    buttons = [b for b in page.findChildren(QPushButton) if b.isVisible()]
    wanted = next(b for b in buttons if b.text().replace("&", "") == words)
    wanted.setFocus()
    qtbot.keyClick(wanted, Qt.Key.Key_Space)


def type_here(qtbot: QtBot, words: str) -> None:
    """Type where the keyboard is."""
    qtbot.keyClicks(QApplication.focusWidget(), words)


def type_key(qtbot: QtBot, key: str) -> None:
    """Type the groups of a key; the cursor goes on by itself."""
    for sign in key.replace("-", ""):
        type_here(qtbot, sign)


# --- the whole way, on a real practice ---------------------------------------------------------


@pytest.fixture
def remembered(tmp_path: Path) -> Path:
    """Give the folder in which this computer remembers how far a practice went."""
    return tmp_path / "anchors"


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, vault: Vault, work: Work, broadcast: Broadcast, remembered: Path
) -> Iterator[PracticePage]:
    """Show the practice page of a real practice, with the way to other keys."""
    door = Tasks(vault.record.submit, broadcast)
    shown = PracticePage(door, work, keeping.care(vault), times.utc_now)
    watch = Watch(remembered)
    assert watch.look(vault) is None
    replacing.offer(shown, vault, work, watch)
    qtbot.addWidget(shown)
    shown.resize(1100, 760)
    shown.show()
    shown.activateWindow()
    shown.refresh()
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.waitUntil(lambda: not door.busy)
    yield shown
    vault.close()
    door.deleteLater()


def test_the_whole_way_by_keyboard(
    qtbot: QtBot,
    page: PracticePage,
    vault: Vault,
    recovery_key: RecoveryKey,
    remembered: Path,
    tmp_path: Path,
) -> None:
    """Secrets, the sheet typed back, the work; afterwards the new ones open it and no old one."""
    stick = tmp_path / "stick"
    vault.record.run(backups.add, str(stick), times.utc_now())
    old_copy = vault.backup(stick, at=MADE_AT)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.copies.places) == 1)
    press(qtbot, page, "Replace all keys…")
    steps = page.window().findChild(ReplaceKeys)
    qtbot.waitUntil(steps.isActiveWindow)
    for words in (OLD, NEW, NEW):
        type_here(qtbot, words)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if isinstance(QApplication.focusWidget(), QPushButton):  # *Show*, beside each field
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    steps.secrets.again.field.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Your recovery key" in said(steps))
    groups = steps._groups
    press(qtbot, steps, "I have it on paper. Check it")
    type_key(qtbot, "-".join(groups))
    qtbot.waitUntil(lambda: "All keys are replaced" in said(steps))

    assert done.TRIED in said(steps)
    assert done.COPIED in said(steps)
    qtbot.waitUntil(lambda: [each.known for each in shelf.find(vault, stick)] == [True, False])
    assert old_copy.name in said(steps)
    assert old_copy.exists()
    assert vault.record.run(settings.get, known.RECOVERY_TRIED) is True
    assert steps.secrets.secrets() == ("", "", "")
    row = steps.after.rows[old_copy]
    press(qtbot, row, "Delete…")
    assert QApplication.focusWidget() is row.keep
    press(qtbot, row, "Delete it")
    qtbot.waitUntil(lambda: done.GONE in said(row))
    assert not old_copy.exists()
    assert anchor.look(vault, remembered) is None
    assert list(remembered.iterdir())
    qtbot.keyClick(steps, Qt.Key.Key_Escape)
    vault.close()
    for right in (NEW, RecoveryKey.parse("-".join(groups))):
        Vault.open(vault.folder, right, {}, at=times.utc_now()).close()
    for wrong, refusal in ((OLD, WrongPassphrase), (recovery_key, WrongRecoveryKey)):
        with pytest.raises(refusal):
            Vault.open(vault.folder, wrong, {}, at=times.utc_now())


def test_a_new_recovery_key_by_keyboard(
    qtbot: QtBot, page: PracticePage, vault: Vault, recovery_key: RecoveryKey
) -> None:
    """Passphrase, the new sheet typed back: it is tried for real, and the old one opens nothing."""
    press(qtbot, page, "New recovery key…")
    steps = page.window().findChild(NewRecoveryKey)
    qtbot.waitUntil(steps.isActiveWindow)
    type_here(qtbot, OLD)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Your recovery key" in said(steps))
    groups = steps._groups
    vault.check_key(recovery_key)  # until the new one was typed back, the old one is in force
    press(qtbot, steps, "I have it on paper. Check it")
    type_key(qtbot, "-".join(groups))
    qtbot.waitUntil(lambda: recovery.DONE in said(steps))

    vault.check_key(RecoveryKey.parse("-".join(groups)))
    vault.check_key(OLD)
    with pytest.raises(WrongRecoveryKey):
        vault.check_key(recovery_key)
    assert vault.record.run(settings.get, known.RECOVERY_TRIED) is True
    assert "replace recovery key" in [entry.act for entry in vault.record.run(entries)]
    assert recovery.TRIED in said(steps)
    with qtbot.waitSignal(steps.accepted):
        press(qtbot, steps, "Close")


# --- the steps, one by one ---------------------------------------------------------------------


class World:
    """What the steps ask for, and what they did with it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.deleted: list[Path] = []
        self.trouble: Exception | None = None
        self.tried = True
        self.came = Came(tried=True, executor=False, copied=False, left=())
        self.until: Callable[[], bool] = lambda: True
        self.second = False

    def care(self) -> KeyCare:
        return KeyCare(
            strength=lambda text: min(4, len(text) // 8),
            has_second=lambda: self.second,
            begin=self.begin,
            sheet=lambda _groups: b"",
            replace=self.replace,
            delete=self.delete,
            fresh=self.fresh,
            renew=self.renew,
        )

    def begin(self, old: str, new: str, kept: str) -> tuple[str, ...]:
        self.asked.append((old, new, kept))
        if self.trouble:
            raise self.trouble
        return KEY.groups

    def replace(
        self, old: str, new: str, kept: str, typed: str, tell: Callable[[float], None]
    ) -> Came:
        self.asked.append((old, new, kept, typed))
        tell(0.4)
        while not self.until():
            tell(0.5)
        if self.trouble:
            raise self.trouble
        return self.came

    def fresh(self, passphrase: str) -> tuple[str, ...]:
        return self.begin(passphrase, "", "")

    def renew(self, passphrase: str, typed: str) -> bool:
        self.asked.append((passphrase, typed))
        if self.trouble:
            raise self.trouble
        return self.tried

    def delete(self, path: Path) -> None:
        if self.trouble:
            raise self.trouble
        self.deleted.append(path)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def steps(
    qtbot: QtBot, theme: Theme, work: Work, world: World, request: pytest.FixtureRequest
) -> Iterator[ReplaceKeys]:
    """Show the steps over a window; a parameter says whether there is a second passphrase."""
    world.second = getattr(request, "param", False)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    shown = ReplaceKeys(world.care(), work, window)
    shown.open()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    yield shown
    window.close()


def give(
    qtbot: QtBot, steps: ReplaceKeys, old: str = OLD, new: str = NEW, again: str = NEW
) -> None:
    """Type the three passphrases and go on."""
    step = steps.secrets
    for asked, words in ((step.old, old), (step.new, new), (step.again, again)):
        asked.field.clear()
        asked.field.setFocus()
        type_here(qtbot, words)
    press(qtbot, steps, "Go on")


def reach_the_check(qtbot: QtBot, steps: ReplaceKeys) -> None:
    """Go on until the key is typed back."""
    give(qtbot, steps)
    qtbot.waitUntil(lambda: "Your recovery key" in said(steps))
    press(qtbot, steps, "I have it on paper. Check it")


def test_what_is_amiss_is_said_beneath_its_field(
    qtbot: QtBot, steps: ReplaceKeys, world: World
) -> None:
    """Nothing typed, two that differ, a wrong one and a weak one each have their place."""
    give(qtbot, steps, old="")
    assert steps.secrets.old.said() == secrets.EMPTY
    give(qtbot, steps, again=NEW[:-1])
    assert steps.secrets.again.said() == DIFFER
    assert world.asked == []
    for trouble, asked in (
        (WrongPassphrase(), steps.secrets.old),
        (PassphraseRefused("same"), steps.secrets.new),
    ):
        world.trouble = trouble
        give(qtbot, steps)
        qtbot.waitUntil(lambda asked=asked: bool(asked.said()))
        assert asked.said() == messages.sentence(trouble)
    world.trouble = FolderNotWritable(Path("there"))
    give(qtbot, steps)
    qtbot.waitUntil(lambda: bool(steps.secrets.problem()))
    assert steps.secrets.next.isEnabled()


@pytest.mark.parametrize("steps", [True], indirect=True)
def test_the_second_passphrase_stays_only_if_it_is_given(
    qtbot: QtBot, steps: ReplaceKeys, world: World
) -> None:
    """It is said before that it would be gone; a wrong one is told beneath, a right one is kept."""
    world.came = Came(tried=True, executor=False, copied=False, left=(), kept=True)
    assert secrets.SECOND in said(steps)
    steps.secrets.kept.field.setFocus()
    type_here(qtbot, OWN)
    world.trouble = WrongSecondPassphrase()
    give(qtbot, steps)
    qtbot.waitUntil(lambda: bool(steps.secrets.kept.said()))
    assert steps.secrets.kept.said() == messages.sentence(world.trouble)
    assert steps.secrets.old.said() == ""
    assert steps.secrets.kept.visibleRegion().boundingRect() == steps.secrets.kept.rect()
    world.trouble = None
    reach_the_check(qtbot, steps)
    type_key(qtbot, str(KEY))
    qtbot.waitUntil(lambda: done.KEPT in said(steps))
    assert world.asked == [(OLD, NEW, OWN)] * 2 + [(OLD, NEW, OWN, str(KEY))]
    assert steps.secrets.secrets() == ("", "", "")


def test_a_slip_in_the_key_starts_nothing(qtbot: QtBot, steps: ReplaceKeys, world: World) -> None:
    """A wrong group is named, and the keys stay as they are until the paper is right."""
    reach_the_check(qtbot, steps)
    type_key(qtbot, "".join((*KEY.groups[:-1], "0000")))

    assert "Group 9 differs from the key." in said(steps)
    assert len(world.asked) == 1


def test_leaving_before_the_work_changes_nothing(
    qtbot: QtBot, steps: ReplaceKeys, world: World
) -> None:
    """Escape closes the steps and lets go of all that was typed."""
    reach_the_check(qtbot, steps)
    with qtbot.waitSignal(steps.rejected):
        qtbot.keyClick(steps, Qt.Key.Key_Escape)

    assert len(world.asked) == 1
    assert steps.secrets.secrets() == ("", "", "")
    assert steps._groups == ()


def test_it_can_be_stopped_and_tried_again(qtbot: QtBot, steps: ReplaceKeys, world: World) -> None:
    """*Stop* ends the work, Escape and a late Enter do not; afterwards it can go on."""
    stopped = [False]
    world.until = lambda: stopped[0]
    reach_the_check(qtbot, steps)
    type_key(qtbot, str(KEY))
    qtbot.waitUntil(lambda: "40 % done." in said(steps) or "50 % done." in said(steps))
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        qtbot.keyClick(steps, key)
    assert steps.isVisible()
    assert not steps.working.was_stopped
    press(qtbot, steps, "Stop")
    qtbot.waitUntil(lambda: dialog.STOPPED in said(steps))

    assert dialog.AS_BEFORE in said(steps)
    stopped[0] = True
    press(qtbot, steps, "I have it on paper. Check it")
    type_key(qtbot, str(KEY))
    qtbot.waitUntil(lambda: "All keys are replaced" in said(steps))
    assert world.asked[-1] == (OLD, NEW, "", str(KEY))


@pytest.mark.parametrize("trouble", [DiskFull(Path("there")), StoreClosed()])
def test_a_failure_says_what_is_so(
    qtbot: QtBot, steps: ReplaceKeys, world: World, trouble: Exception
) -> None:
    """One plain sentence of what happened, and that the old secrets are still the right ones."""
    reach_the_check(qtbot, steps)
    world.trouble = trouble
    type_key(qtbot, str(KEY))
    qtbot.waitUntil(lambda: dialog.AS_BEFORE in said(steps))

    assert messages.sentence(trouble) in said(steps)
    assert dialog.STOPPED not in said(steps)


def test_what_is_left_is_told(
    qtbot: QtBot, steps: ReplaceKeys, world: World, tmp_path: Path
) -> None:
    """A void sheet of an executor, a key that waits for its trial, and each old copy by name."""
    one, other = tmp_path / "one.backup", tmp_path / "other.backup"
    world.came = Came(tried=False, executor=True, copied=False, left=(one, other))
    reach_the_check(qtbot, steps)
    with qtbot.waitSignal(steps.replaced):
        type_key(qtbot, str(KEY))
    told = said(steps)
    for words in (done.NOT_TRIED, done.EXECUTOR, done.OLD_COPIES, "one.backup", "other.backup"):
        assert words in told
    row = steps.after.rows[one]
    press(qtbot, row, "Delete…")
    press(qtbot, row, "Keep it")
    assert QApplication.focusWidget() is row.delete
    world.trouble = FolderNotWritable(tmp_path)
    press(qtbot, row, "Delete…")
    press(qtbot, row, "Delete it")
    qtbot.waitUntil(lambda: bool(steps.after.problem()))

    assert world.deleted == []
    assert row.delete.isVisible()
    with qtbot.waitSignal(steps.backup_wanted):
        press(qtbot, steps, "Back up now")


def test_a_recovery_key_that_cannot_be_renewed_says_why(
    qtbot: QtBot,
    theme: Theme,
    work: Work,
    world: World,
    clipped: Callable[[QWidget], list[str]],
    unnamed: Callable[[QWidget], list[str]],
) -> None:
    """Nothing typed, a wrong passphrase, a full disk: told in place, and it can be tried again."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    steps = NewRecoveryKey(world.care(), work, window)
    steps.open()
    steps.activateWindow()
    qtbot.waitUntil(steps.isActiveWindow)
    press(qtbot, steps, "Go on")
    assert steps.proof.asked.said() == secrets.EMPTY
    for trouble, said_there in (
        (WrongPassphrase(), steps.proof.asked.said),
        (StoreClosed(), steps.proof.problem),
    ):
        world.trouble = trouble
        steps.proof.asked.field.setFocus()
        type_here(qtbot, OLD)
        press(qtbot, steps, "Go on")
        qtbot.waitUntil(lambda t=trouble, there=said_there: there() == messages.sentence(t))
    world.trouble = None
    press(qtbot, steps, "Go on")
    qtbot.waitUntil(lambda: "Your recovery key" in said(steps))
    assert (clipped(steps), unnamed(steps)) == ([], [])
    press(qtbot, steps, "I have it on paper. Check it")
    world.trouble = DiskFull(Path("there"))
    type_key(qtbot, str(KEY))
    qtbot.waitUntil(lambda: bool(steps.check.problem()))
    world.trouble, world.tried = None, False
    press(qtbot, steps, "Check the key")
    qtbot.waitUntil(lambda: recovery.DONE in said(steps))

    assert done.NOT_TRIED in said(steps)
    assert steps.proof.asked.field.text() == ""
    assert world.asked[-1][1] == str(KEY)


@pytest.mark.parametrize(("size", "width", "height"), [(100, 1280, 800), (200, 1024, 700)])
def test_nothing_is_clipped_and_everything_has_a_name(
    qtbot: QtBot,
    theme: Theme,
    work: Work,
    world: World,
    clipped: Callable[[QWidget], list[str]],
    unnamed: Callable[[QWidget], list[str]],
    size: int,
    width: int,
    height: int,
) -> None:
    """At each step every word is whole and every control can be named, also in large text."""
    theme.set_text_size(size)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    world.second = True
    steps = ReplaceKeys(world.care(), work, window)
    steps.open()
    path = Path("/media/stick/backups/PracticeNotes_00000000_20251118T130244Z.backup")
    steps._begun(KEY.groups)
    steps.after.show_what_came(Came(True, executor=True, copied=False, left=(path,), kept=True))
    for step in (steps.secrets, steps.key, steps.check, steps.working, steps.after):
        steps._go(step)
        QApplication.processEvents()
        assert clipped(steps) == []
        assert unnamed(steps) == []
