"""A sheet for supervision holds what was released and nothing else."""

from dataclasses import replace
from datetime import date, timedelta

from practicenotes.domain.reflections import sheets
from practicenotes.domain.reflections.sheet_drafts import SheetDraft
from practicenotes.domain.reflections.sheets import Sentence
from practicenotes.domain.supervision import DisguisedSheet, KnownName, NameBook


ON = date(2025, 11, 18)
BOOK = NameBook((KnownName("Heron", "", "the client’s code name"),), (ON - timedelta(7), ON))
QUESTION, PASSAGE = "What do I miss with Heron?", "Heron paused. I spoke. It rained."


def sheet_draft(**told: object) -> SheetDraft:
    """Return a draft about Heron."""
    return replace(SheetDraft(sheets.draft(QUESTION, PASSAGE), "A", BOOK, ON), **told)


# --- sentences on their way ------------------------------------------------------------------


def test_a_draft_has_question_and_passage_sentence_by_sentence() -> None:
    """Nothing is released at first, and each sentence knows whether it asks."""
    draft = sheets.draft("Why? And how?", "He paused. I spoke.")

    assert [(each.words, each.asks) for each in draft] == [
        ("Why?", True),
        ("And how?", True),
        ("He paused.", False),
        ("I spoke.", False),
    ]
    assert not any(each.released for each in draft)


def test_work_on_a_sentence_outlives_a_change_elsewhere() -> None:
    """When the question is written anew, the passage keeps its disguise and its releases."""
    before = sheets.draft("Why?", "Heron paused. I spoke.")
    worked = sheets.release(sheets.reword(before, 1, "A paused."), 1)

    after = sheets.draft("Why now?", "Heron paused. I spoke.", worked)

    assert [each.words for each in after] == ["Why now?", "A paused.", "I spoke."]
    assert [each.released for each in after] == [False, True, False]


def test_the_same_words_in_question_and_passage_are_two_sentences() -> None:
    """Releasing the one does not release the other."""
    before = sheets.release(sheets.draft("Why?", "Why?"), 0)
    after = sheets.draft("Why?", "Why?", before)
    assert [each.released for each in after] == [True, False]


def test_a_release_can_be_taken_back() -> None:
    """Released, then not."""
    draft = sheets.release(sheets.draft("", "One. Two."), 1)
    assert [each.released for each in draft] == [False, True]
    assert not any(s.released for s in sheets.release(draft, 1, released=False))


def test_other_words_are_not_released() -> None:
    """Whoever writes a sentence anew has to release it anew; white space changes nothing."""
    draft = sheets.release(sheets.draft("", "One two."), 0)
    assert sheets.reword(draft, 0, "  One\n two. ")[0].released
    changed = sheets.reword(draft, 0, "One three.")
    assert changed[0] == Sentence("One two.", "One three.")


def test_a_sheet_holds_released_sentences_alone() -> None:
    """In their order, the question apart; an emptied sentence leaves no trace."""
    draft = sheets.draft("Why? How?", "One. Two. Three.")
    for number in (1, 2, 4):
        draft = sheets.release(draft, number)
    draft = (*draft[:4], replace(draft[4], words=""))

    sheet = sheets.sheet("A", draft, ON)

    assert sheet == DisguisedSheet("A", "How?", ("One.",), ON)
    assert not sheet.is_empty


def test_a_sheet_without_releases_is_empty() -> None:
    """Nothing goes out by default."""
    assert sheets.sheet("A", sheets.draft(QUESTION, PASSAGE), ON).is_empty


# --- a sheet in the making -------------------------------------------------------------------


def test_a_sentence_with_a_name_is_not_released() -> None:
    """First everything in it is looked at; after that it can be."""
    draft = sheet_draft()

    held = draft.release(0)
    freed = draft.put("Heron", "A").release(0)

    assert not held.sentences[0].released
    assert freed.sentences[0].released
    assert freed.sheet(ON).question == "What do I miss with A?"


def test_a_sentence_whose_words_are_left_so_is_released() -> None:
    """The therapist may say that a word is no name."""
    draft = sheet_draft().leave("Heron").release(0)
    assert draft.finds == ()
    assert draft.sheet(ON).question == QUESTION


def test_a_release_is_always_taken_back() -> None:
    """Taking back asks nothing."""
    released = sheet_draft().put("Heron", "A").release(1)
    assert released.sheet(ON).sentences == ("A paused.",)
    assert released.release(1, released=False).sheet(ON).is_empty


def test_what_was_released_before_a_name_was_known_stays_out() -> None:
    """A name that the files learn later holds a sentence back, though it was released."""
    draft = SheetDraft(sheets.draft("", "we spoke of birch trees"), "A", NameBook(), ON)
    released = draft.release(0)
    known = NameBook((KnownName("Birch", "another client", "another client’s code name"),))

    assert released.sheet(ON).sentences == ("we spoke of birch trees",)
    assert replace(released, book=known).sheet(ON).is_empty


def test_an_alias_that_tells_is_not_on_the_sheet() -> None:
    """The code name as an alias never reaches the page."""
    draft = sheet_draft().put("Heron", "A").release(1)
    assert draft.named(" Heron ").alias_tells
    assert draft.named("Heron").sheet(ON).alias == ""
    assert draft.named(" B ").sheet(ON).alias == "B"


def test_another_alias_is_suggested_from_then_on() -> None:
    """What stands for the client in a suggestion is the alias of the moment."""
    assert {find.instead for find in sheet_draft(alias="K").finds} == {"K"}


def test_rewording_a_released_sentence_takes_it_off() -> None:
    """It has to be read and released again."""
    draft = sheet_draft().release(2)
    assert draft.sheet(ON).sentences == ("I spoke.",)
    assert draft.reword(2, "I spoke too soon.").sheet(ON).is_empty


def test_finds_are_told_by_sentence() -> None:
    """Each sentence knows its own."""
    draft = sheet_draft()
    assert [len(draft.finds_in(number)) for number in range(4)] == [1, 1, 0, 0]


def test_a_draft_shows_no_name_when_it_is_printed_in_an_error() -> None:
    """The book of names stays out of a trace."""
    assert "code name" not in repr(SheetDraft(book=BOOK))


def test_a_sentence_has_no_sign_that_nobody_sees() -> None:
    """What is looked through is what is read: nothing unseen parts a name."""
    [sentence] = sheets.draft("", "Jo\u00adnas left.")
    assert (sentence.words, sentence.original) == ("Jonas left.", "Jo\u00adnas left.")
    assert sheets.reword([sentence], 0, "J\u200bonas went.")[0].words == "Jonas went."


def test_the_names_are_laid_out_once_for_a_sheet() -> None:
    """Each act looks the sentences through by the same index; another book has another."""
    one, two = NameBook((KnownName("Tom", "", "a person"),)), NameBook(())
    draft = SheetDraft(sheets.draft("", "Tom left."), "A", one)
    acted = draft.leave("Ida").named("B")

    assert acted.index is draft.index
    assert [find.words for find in acted.finds] == ["Tom"]
    assert [find.what for find in replace(acted, book=two).finds] == ["perhaps a name"]
