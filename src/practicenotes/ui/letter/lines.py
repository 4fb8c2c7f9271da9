"""What stands on the sheet of a letter: its lines, their sentences, and the marks of each."""

from collections.abc import Iterator, Sequence

from practicenotes.domain import rewording
from practicenotes.domain.letters import Paragraph
from practicenotes.ui.letter import marks, tags
from practicenotes.ui.letter.marks import Mark


class LetterLines:
    """Reads lines again, and only those that changed: a letter may have forty pages."""

    def __init__(self) -> None:
        self._known: tuple[Paragraph, ...] = ()  # all that a sentence can be traced back to
        self._lines: tuple[str, ...] = ()  # those that are paragraphs
        self._marked: dict[int, tuple[Paragraph, str, int, tuple[Mark, ...]]] = {}
        self.lines: list[str] = []  # every line of the sheet
        self.paragraphs: tuple[Paragraph, ...] = ()
        self.marks: tuple[tuple[Mark, ...], ...] = ()

    def begin(self, paragraphs: Sequence[Paragraph], lines: list[str]) -> None:
        """Take over a letter, and the lines in which it stands."""
        self._known, self._marked = tuple(paragraphs), {}
        self._lines = rewording.lines_of("\n".join(lines))
        self.lines = lines
        whole = tuple(paragraph.text for paragraph in paragraphs) == self._lines
        read = tuple(paragraphs) if whole else rewording.reword(paragraphs, "\n".join(lines))
        self.paragraphs = read
        self.marks = self._mark()

    def learn(self, grown: Sequence[Paragraph]) -> None:
        """Hear of what a letter is about to become; what goes stays known, for Undo."""
        gone = [
            Paragraph((sentence,), paragraph.key)
            for paragraph in self._known
            for sentence in paragraph.sentences
            if not any(sentence in standing.sentences for standing in self.paragraphs)
        ]
        self._known = (*grown, *dict.fromkeys(gone))

    def read(self, lines: list[str]) -> range:
        """Read the lines as they stand now; return which of them look otherwise."""
        after = rewording.lines_of("\n".join(lines))
        self.paragraphs = rewording.read_on(self._known, self.paragraphs, self._lines, after)
        self._lines, self.lines, before = after, lines, self.marks
        self.marks = self._mark()
        head = _look_alike(before, self.marks)
        tail = _look_alike(before[head:][::-1], self.marks[head:][::-1])
        return range(head, len(self.marks) - tail)

    def _mark(self) -> tuple[tuple[Mark, ...], ...]:
        """Return the marks of every line; a line of blanks has none, any other is a paragraph.

        Sentences of the record are numbered through the letter, from 1.
        """
        found, number = [], 0
        kept: dict[int, tuple[Paragraph, str, int, tuple[Mark, ...]]] = {}
        waiting = iter(self.paragraphs)
        for line in self.lines:
            of_line: tuple[Mark, ...] = ()
            if line.strip():
                paragraph = next(waiting)
                *same, of_line = self._marked.get(id(paragraph), (None, "", 0, ()))
                if same[0] is not paragraph or same[1:] != [line, number]:
                    of_line = marks.of_line(paragraph, line, number)
                kept[id(paragraph)] = (paragraph, line, number, of_line)
                number += sum(mark.is_record for mark in of_line)
            found.append(of_line)
        self._marked = kept
        return tuple(found)


def _look_alike(before: Sequence[Sequence[Mark]], after: Sequence[Sequence[Mark]]) -> int:
    """Count the lines, from the first on, whose sentences take the same room."""
    count = 0
    for old, new in zip(before, after, strict=False):
        if old is not new and list(_room(old)) != list(_room(new)):
            break
        count += 1
    return count


def _room(of_line: Sequence[Mark]) -> Iterator[tuple[int, int, float]]:
    for mark in of_line:
        yield mark.start, mark.end, tags.width(mark.tag) if mark.tag else 0.0
