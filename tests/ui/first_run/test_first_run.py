"""The way to a new practice: nothing is promised that is not kept, and nothing can be skipped."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import disks
from outgoing import Papers
from practicenotes.documents import recovery
from practicenotes.errors import (
    FolderNotWritable,
    PassphraseRefused,
    RecoveryKeyMistyped,
    WrongRecoveryKey,
)
from practicenotes.ui.first_run import Beginning, FirstRun, Needs
from practicenotes.ui.first_run.recovery import CheckStep
from practicenotes.ui.printing.dialog import OPEN_FILE, QUEUE
from practicenotes.ui.tasks import Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.meter import LEVELS, StrengthMeter


KEY = ("7QM4", "X0TB", "9HKD", "2WVE", "R3NA", "6ZPC", "84GJ", "YF1S", "D5M8")
SIX_WORDS = "canyon violet timber ladle orbit muffin"


def sheet(groups: tuple[str, ...]) -> bytes:
    """Return the page with a key."""
    return recovery.draw("Practice", groups, date(2025, 11, 18))


class World:
    """What the steps ask for, and what they did with it."""

    def __init__(self, folder: Path) -> None:
        self.made: list[tuple[Path, str]] = []
        self.tried: list[str] = []
        self.threads: list[int] = []
        self.folder = folder
        self.trouble: Exception | None = None

    def needs(self) -> Needs:
        return Needs(
            folder=self.folder,
            strength=lambda text: min(4, len(text) // 8),
            check=self.check,
            suggest=lambda: SIX_WORDS,
            create=self.create,
            try_recovery=self.try_recovery,
            recovery_sheet=sheet,
        )

    def check(self, text: str) -> None:
        if len(text) < 15:
            raise PassphraseRefused("too_short", 15)

    def create(self, folder: Path, passphrase: str) -> tuple[str, ...]:
        self.threads.append(threading.get_ident())
        if self.trouble:
            raise self.trouble
        self.made.append((folder, passphrase))
        return KEY

    def try_recovery(self, key: str) -> None:
        self.threads.append(threading.get_ident())
        self.tried.append(key)
        if self.trouble:
            raise self.trouble


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "Main.practice")


@pytest.fixture
def run(qtbot: QtBot, theme: Theme, work: Work, world: World) -> FirstRun:
    """Show the first run."""
    page = FirstRun(world.needs(), work)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.activateWindow()
    return page


def seen(page: QWidget) -> str:
    """Return all words that can be seen."""
    labels = [label for label in page.findChildren(QLabel) if label.isVisible()]
    return " ".join(label.accessibleName() or label.text() for label in labels)


def named(page: QWidget, name: str) -> QLineEdit:
    """Return the field of this name."""
    return next(f for f in page.findChildren(QLineEdit) if f.accessibleName() == name)


def press(qtbot: QtBot, page: QWidget, words: str) -> None:
    """Press the button with these words."""
    buttons = [b for b in page.findChildren(QPushButton) if b.isVisible()]
    wanted = next(b for b in buttons if b.text().replace("&", "") == words)
    qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)


def choose(qtbot: QtBot, run: FirstRun, text: str = "six plain words are enough") -> None:
    """Type a passphrase twice and go on."""
    qtbot.keyClicks(named(run, "Passphrase"), text)
    qtbot.keyClicks(named(run, "Passphrase again"), text)
    press(qtbot, run, "Make my practice")


def reach_the_key(qtbot: QtBot, run: FirstRun) -> None:
    choose(qtbot, run)
    qtbot.waitUntil(lambda: "Your recovery key" in seen(run))


def reach_the_check(qtbot: QtBot, run: FirstRun) -> None:
    reach_the_key(qtbot, run)
    press(qtbot, run, "I have it on paper. Check it")


def type_key(qtbot: QtBot, run: QWidget, groups: tuple[str, ...] = KEY) -> None:
    for sign in "".join(groups):
        qtbot.keyClicks(run.focusWidget(), sign)


def test_the_whole_way_by_keyboard(qtbot: QtBot, run: FirstRun, world: World) -> None:
    """A passphrase twice, Enter, the key from paper, and a beginning: no mouse is needed."""
    qtbot.keyClicks(run.focusWidget(), "six plain words are enough")
    qtbot.keyClick(run.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(run.focusWidget(), "six plain words are enough")
    qtbot.keyClick(run.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Your recovery key" in seen(run))
    qtbot.keyClick(run.focusWidget(), Qt.Key.Key_Space)
    type_key(qtbot, run)
    qtbot.waitUntil(lambda: "Ready" in seen(run))
    with qtbot.waitSignal(run.finished) as finished:
        qtbot.keyClick(run.focusWidget(), Qt.Key.Key_Space)

    assert finished.args == [Beginning.FIRST_CLIENT]
    assert world.made == [(world.folder, "six plain words are enough")]
    assert world.tried == ["-".join(KEY)]
    assert threading.get_ident() not in world.threads


def test_it_is_said_before_anything_is_made_that_nobody_else_can_open_it(run: FirstRun) -> None:
    """The price of encryption stands on the first page, in words."""
    assert "If you lose both, nobody can open them, and that includes us." in seen(run)


def test_a_passphrase_that_breaks_a_rule_is_explained(
    qtbot: QtBot, run: FirstRun, world: World
) -> None:
    """The rule is named, the text stays selected, and nothing is made."""
    choose(qtbot, run, "too short")

    assert "A passphrase needs at least 15 characters." in seen(run)
    assert named(run, "Passphrase").selectedText() == "too short"
    assert world.made == []


def test_two_passphrases_that_differ_make_nothing(
    qtbot: QtBot, run: FirstRun, world: World
) -> None:
    """A slip in one of them is found before it locks anyone out."""
    qtbot.keyClicks(named(run, "Passphrase"), "six plain words are enough")
    qtbot.keyClicks(named(run, "Passphrase again"), "six plain words are enouhg")
    press(qtbot, run, "Make my practice")

    assert "The two passphrases differ." in seen(run)
    assert named(run, "Passphrase again").hasFocus()
    assert world.made == []
    qtbot.keyClicks(named(run, "Passphrase again"), "x")
    assert "The two passphrases differ." not in seen(run)


def test_six_words_are_suggested_in_sight(qtbot: QtBot, run: FirstRun) -> None:
    """The suggestion can be read and learnt, and is typed once more by hand."""
    press(qtbot, run, "Suggest six words")

    first = named(run, "Passphrase")
    assert first.text() == SIX_WORDS
    assert first.echoMode() is QLineEdit.EchoMode.Normal
    assert named(run, "Passphrase again").text() == ""
    assert named(run, "Passphrase again").hasFocus()


def test_strength_is_said_in_words_after_a_pause(qtbot: QtBot, run: FirstRun) -> None:
    """The estimate waits for a pause in typing, and goes when the field is empty."""
    field = named(run, "Passphrase")
    qtbot.keyClicks(field, "x" * 24)
    qtbot.waitUntil(lambda: LEVELS[3] in seen(run))
    field.clear()

    assert not any(level in seen(run) for level in LEVELS)


@pytest.mark.parametrize("level", range(5))
def test_each_strength_looks_and_reads_differently(qtbot: QtBot, theme: Theme, level: int) -> None:
    """The bar grows part by part, and the sentence says what it means."""
    meter, stronger = StrengthMeter(), StrengthMeter()
    for shown, at in ((meter, level), (stronger, (level + 1) % 5)):
        qtbot.addWidget(shown)
        shown.resize(300, 60)
        shown.show_level(at)

    assert meter.said() == LEVELS[level]
    assert meter.grab().toImage() != stronger.grab().toImage()


def test_an_empty_folder_is_taken_and_a_used_one_gets_a_room_inside(
    qtbot: QtBot, run: FirstRun, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A practice never moves in among other files."""
    used = tmp_path / "Documents"
    used.mkdir()
    (used / "letter.txt").write_text("x")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(used))
    press(qtbot, run, "Change folder")
    assert named(run, "Folder of the practice").text() == str(used / "Main.practice")
    empty = tmp_path / "Empty"
    empty.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(empty))
    press(qtbot, run, "Change folder")
    choose(qtbot, run)
    qtbot.waitUntil(lambda: bool(world.made))

    assert world.made[0][0] == empty


def test_a_folder_that_cannot_be_written_leads_back_to_the_choice(
    qtbot: QtBot, run: FirstRun, world: World
) -> None:
    """Nothing is made by halves: what is wrong is said, and the step can be tried again."""
    world.trouble = FolderNotWritable(world.folder)
    choose(qtbot, run)
    qtbot.waitUntil(lambda: "PracticeNotes may not write in" in seen(run))
    assert run.focusWidget().text() == "&Change folder"
    world.trouble = None
    press(qtbot, run, "Make my practice")
    qtbot.waitUntil(lambda: "Your recovery key" in seen(run))

    assert len(world.made) == 1


def test_the_passphrase_is_let_go_once_the_practice_is_made(qtbot: QtBot, run: FirstRun) -> None:
    """No field holds it while the key is being written down."""
    reach_the_key(qtbot, run)

    assert not [f for f in run.findChildren(QLineEdit) if "six plain" in f.text()]


def test_the_key_stands_in_nine_numbered_groups(qtbot: QtBot, run: FirstRun) -> None:
    """All groups are seen, spelt out for the ear."""
    reach_the_key(qtbot, run)

    for group in KEY:
        assert " ".join(group) in seen(run)


def test_a_covered_key_is_not_in_the_window(qtbot: QtBot, run: FirstRun) -> None:
    """While someone looks over the shoulder no label holds a group; then it comes back."""
    reach_the_key(qtbot, run)
    press(qtbot, run, "Cover it")
    labels = run.findChildren(QLabel)
    assert not [x for x in labels if x.text() in KEY or x.accessibleName().replace(" ", "") in KEY]
    press(qtbot, run, "Uncover it")

    assert [x.text() for x in labels if x.text() in KEY] == list(KEY)


def test_the_sheet_is_printed_and_saved(
    qtbot: QtBot, run: FirstRun, papers: Papers, tmp_path: Path
) -> None:
    """The same page goes to the printer or into the chosen file; both say what that means."""
    file, printed = tmp_path / "sheet.pdf", tmp_path / "printed.pdf"
    reach_the_key(qtbot, run)
    press(qtbot, run, "Print the recovery sheet")
    window = papers.window(run)
    assert QUEUE in seen(window)
    papers.print_to(run, printed)
    qtbot.waitUntil(lambda: not papers.open(run))
    press(qtbot, run, "Save as PDF")
    window = papers.window(run)
    assert OPEN_FILE in seen(window)
    papers.save_to(run, file)
    qtbot.waitUntil(file.exists)

    assert file.read_bytes() == sheet(KEY)
    assert printed.read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: not papers.open(run))


def test_a_sheet_that_cannot_be_saved_says_so(
    qtbot: QtBot, run: FirstRun, papers: Papers, tmp_path: Path
) -> None:
    """A full disk is told over the page, where the key still stands."""
    reach_the_key(qtbot, run)
    with disks.small(tmp_path / "stick", "64k") as stick:
        disks.stuff(stick)
        press(qtbot, run, "Save as PDF")
        papers.save_to(run, stick / "s.pdf")
        qtbot.waitUntil(lambda: "is full" in seen(run))
        assert [file.name for file in stick.iterdir()] == ["ballast"]

    assert " ".join(KEY[0]) in seen(run)
    papers.window(run).reject()


def test_the_key_is_covered_while_it_is_typed_back(qtbot: QtBot, run: FirstRun) -> None:
    """It has to come from paper: no label shows it meanwhile."""
    reach_the_check(qtbot, run)

    assert not [label for label in run.findChildren(QLabel) if label.text() in KEY]


def test_a_wrong_group_is_named(qtbot: QtBot, run: FirstRun, world: World) -> None:
    """The therapist learns which group on the paper to look at; mending it is enough."""
    reach_the_check(qtbot, run)
    type_key(qtbot, run, (*KEY[:3], "2WVX", *KEY[4:]))
    assert "Group 4 differs from the key." in seen(run)
    assert world.tried == []
    type_key(qtbot, run, ("2WVE",))
    press(qtbot, run, "Check the key")
    qtbot.waitUntil(lambda: "Ready" in seen(run))


def test_several_wrong_groups_are_named_together(qtbot: QtBot, run: FirstRun) -> None:
    """One look at the paper is enough."""
    reach_the_check(qtbot, run)
    type_key(qtbot, run, ("AAAA", *KEY[1:7], "AAAA", "AAAA"))

    assert "Groups 1, 8 and 9 differ from the key." in seen(run)


def test_signs_that_look_alike_are_forgiven(qtbot: QtBot, run: FirstRun, world: World) -> None:
    """O for 0 and I or L for 1 are what paper makes of them."""
    reach_the_check(qtbot, run)
    type_key(qtbot, run, ("7QM4", "XOTB", *KEY[2:7], "YFLS", "D5M8"))
    qtbot.waitUntil(lambda: "Ready" in seen(run))

    assert len(world.tried) == 1


def test_a_pasted_key_is_refused_with_the_reason(qtbot: QtBot, run: FirstRun) -> None:
    """Pasting would prove the clipboard, not the paper."""
    reach_the_check(qtbot, run)
    QGuiApplication.clipboard().setText("-".join(KEY))
    qtbot.keyClick(run.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert "Type it from the paper." in seen(run)


def test_a_key_of_too_few_signs_is_not_tried(qtbot: QtBot, run: FirstRun, world: World) -> None:
    """The button says what is missing instead of failing later."""
    reach_the_check(qtbot, run)
    press(qtbot, run, "Check the key")

    assert "differ from the key" in seen(run)
    assert world.tried == []


def test_back_shows_the_key_once_more(qtbot: QtBot, run: FirstRun) -> None:
    """Whoever finds the paper unreadable can write it anew."""
    reach_the_check(qtbot, run)
    press(qtbot, run, "Back")

    assert " ".join(KEY[0]) in seen(run)


def test_the_first_run_ends_only_after_a_real_unlock(
    qtbot: QtBot, run: FirstRun, world: World
) -> None:
    """A key that looks right and does not open the practice does not pass."""
    world.trouble = WrongRecoveryKey()
    reach_the_check_with(qtbot, run, world)
    qtbot.waitUntil(lambda: "That recovery key belongs to another practice" in seen(run))

    assert "Ready" not in seen(run)


def reach_the_check_with(qtbot: QtBot, run: FirstRun, world: World) -> None:
    """Reach the check in a world whose trouble begins there."""
    trouble, world.trouble = world.trouble, None
    reach_the_check(qtbot, run)
    world.trouble = trouble
    type_key(qtbot, run)


def test_a_key_nobody_knows_here_is_judged_by_the_practice_alone(
    qtbot: QtBot, theme: Theme
) -> None:
    """For a practice made in a terminal the same page asks, and shows what the practice answers."""
    page = CheckStep()
    qtbot.addWidget(page)
    page.show()
    page.setFocus()
    with qtbot.waitSignal(page.typed) as typed:
        type_key(qtbot, page)
    page.refuse(RecoveryKeyMistyped((7,)))

    assert typed.args == ["-".join(KEY)]
    assert "Look at group 7 again." in seen(page)
    assert page.focusWidget().accessibleName() == "Group 7 of 9"
    assert "of 3" not in seen(page)


@pytest.mark.parametrize(
    ("words", "beginning"),
    [
        ("Add a first client", Beginning.FIRST_CLIENT),
        ("Open the sample practice", Beginning.SAMPLE),
        ("Later", Beginning.LATER),
    ],
)
def test_there_are_three_ways_to_begin(
    qtbot: QtBot, run: FirstRun, words: str, beginning: Beginning
) -> None:
    """A client, a sample, or neither yet."""
    reach_the_check(qtbot, run)
    type_key(qtbot, run)
    qtbot.waitUntil(lambda: "Ready" in seen(run))
    with qtbot.waitSignal(run.finished) as finished:
        press(qtbot, run, words)

    assert finished.args == [beginning]


def test_without_a_sample_none_is_offered(
    qtbot: QtBot, theme: Theme, work: Work, world: World
) -> None:
    """Nothing is shown that does not exist."""
    page = FirstRun(replace(world.needs(), offers_sample=False), work)
    qtbot.addWidget(page)

    assert not [b for b in page.findChildren(QPushButton) if "sample" in b.text()]


def test_the_key_is_let_go_at_the_end(qtbot: QtBot, run: FirstRun) -> None:
    """After its proof no label and no field holds a group."""
    reach_the_check(qtbot, run)
    type_key(qtbot, run)
    qtbot.waitUntil(lambda: "Ready" in seen(run))

    held = run.findChildren(QLabel) + run.findChildren(QLineEdit)
    assert not [w for w in held if w.text() in KEY]


@pytest.mark.parametrize("step", ["passphrase", "key", "check", "end"])
@pytest.mark.parametrize(("size", "width"), [(100, 1280), (100, 1024), (200, 1024)])
def test_every_step_is_named_and_whole(
    qtbot: QtBot,
    theme: Theme,
    run: FirstRun,
    unnamed: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
    step: str,
    size: int,
    width: int,
    work: Work,
    world: World,
) -> None:
    """In a small window with large text, too, everything is seen whole and has a name."""
    theme.set_text_size(size)
    page = FirstRun(world.needs(), work)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    page.activateWindow()
    if step != "passphrase":
        reach_the_key(qtbot, page)
    if step in {"check", "end"}:
        press(qtbot, page, "I have it on paper. Check it")
    if step == "check":
        type_key(qtbot, page, ("AAAA", *KEY[1:]))
    if step == "end":
        type_key(qtbot, page)
        qtbot.waitUntil(lambda: "Ready" in seen(page))
    qtbot.wait(10)

    assert clipped(page) == []
    assert unnamed(page) == []


def test_the_side_says_where_one_is(qtbot: QtBot, run: FirstRun) -> None:
    """Steps are done, here or to come, in words for the ear."""
    assert "Step 1, Passphrase: you are here" in seen(run)
    reach_the_key(qtbot, run)

    assert "Step 1, Passphrase: done" in seen(run)
    assert "Step 2, Recovery key: you are here" in seen(run)
    assert "Step 3, First client, or a sample: to come" in seen(run)
    assert QApplication.focusWidget() is not None
