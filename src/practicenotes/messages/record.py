"""What is said about the record: clients, notes, forms and files."""

from collections.abc import Mapping

from practicenotes import errors
from practicenotes.domain.writing import pasting
from practicenotes.messages.phrases import Says


def form_taken(error: errors.FormTaken, way: str = "") -> str:
    """Return what is said of a form whose id is taken."""
    way = way or ("as its new version or as a copy" if error.own else "as a copy")
    return (
        f"There is a {error.what} called {error.form_id} already. Nothing was changed."
        f" The file can come in {way}."
    )


SAYS: Mapping[type[Exception], Says] = {
    errors.NotFound: (
        "This {what} is no longer there. Nothing else was changed. Go back and open it again."
    ),
    errors.NameMissing: "A client needs a code name. Nothing was saved yet. Any word will do.",
    errors.CodeNameTaken: (
        "Another client is already called {code_name}. Nothing was saved yet. Choose another name."
    ),
    errors.NoteSigned: (
        "This note is signed and stays as it is. Nothing was changed. Add an addendum to it."
    ),
    errors.PasteTooLong: (
        "That is more text than a note takes at once. Nothing was pasted and your note is as it"
        f" was. Paste it in parts of up to {pasting.LONGEST:,} characters."
    ),
    errors.SnippetKeyTaken: (
        "Another snippet has this key already. Both stay as they are. Choose another key."
    ),
    errors.DictionaryBroken: (
        "This dictionary cannot be read, so spelling is not checked. Your notes are as they were."
        " Choose another language on the Practice page."
    ),
    errors.NoteEmpty: (
        "This note is still empty, so there is nothing to sign. Write a line in it first."
    ),
    errors.NoteNotSigned: (
        "This note is still a draft. Nothing was changed. Write in the draft itself."
    ),
    errors.ReasonMissing: (
        "This is done with a reason, and none was given. Nothing was changed. Write a few words."
    ),
    errors.WithdrawalClosed: (
        "The signature of this note can no longer be withdrawn. Nothing was changed."
        " Add an amendment to it."
    ),
    errors.ReflectionStands: (
        "Another reflection was begun on that session. Nothing was changed, and this one is still"
        " in the trash. Delete the other one first."
    ),
    errors.AnswerUnseen: (
        "Question {item} of {name} asks to be seen before this note is signed. The note is saved as"
        " a draft. Acknowledge the answer, then sign."
    ),
    errors.AnswerUnknown: (
        "Question {item} of {name} does not offer that answer. Nothing was filed."
        " Take one of the answers of the form."
    ),
    errors.TotalOutside: (
        "A total of {name} lies between {least} and {most}. Nothing was filed."
        " Look at the form again."
    ),
    errors.PartsDiffer: (
        "The parts of {name} come to {parts}, and the total to {total}. Nothing was filed."
        " Look at the form again."
    ),
    errors.ResultStands: (
        "This form was filed on an earlier day and stays as it is. Nothing was changed."
        " File a new form."
    ),
    errors.RightMissing: (
        "A questionnaire is added with your declaration that you may use it. Nothing was added."
        " Tick the declaration if it is true."
    ),
    errors.MeasureTaken: (
        "There is another questionnaire called {measure_id} already. Nothing was added."
        " Give this one another id in its file."
    ),
    errors.FormTaken: form_taken,
    errors.SearchUnclear: (
        "There is nothing to search for in “{words}”. Nothing was changed. Type a word or two."
    ),
    errors.CardAsGiven: (
        "This card was filled in by the client and stays as it was given. Nothing was changed."
        " Hand over another card if there is more to say."
    ),
    errors.FileTooLarge: (
        "“{name}” is larger than {most} MB, the most for one file. Nothing was added."
        " Make it smaller, or keep it in parts."
    ),
    errors.FileEmpty: (
        "There is nothing in “{name}”. Nothing was added. Look whether it was copied whole."
    ),
    errors.NotAFile: (
        "“{name}” is a folder or a device, and not a file. Nothing was added."
        " Choose the file itself."
    ),
    errors.ReadingStopped: (
        "“{name}” stopped what reads it, or took more time or room than a file may."
        " Nothing of it was taken in. Ask for another copy of it."
    ),
    errors.ShowingStopped: (
        "“{name}” stopped what reads it, or took more time or room than a file may, so nothing of"
        " it is shown. It is kept as it came. Ask for another copy of it."
    ),
    errors.PagesUnreadable: (
        "This file is damaged or protected, so nothing of it can be shown here. It is kept as it"
        " came. Save a copy to try another program."
    ),
    errors.PictureTooLarge: (
        "This has too many dots to be shown here. It is kept as it came."
        " Save a copy to see it in another program."
    ),
    errors.FileUnshowable: (
        "Files of this kind cannot be shown here. It is kept as it came."
        " Save a copy to open it in another program."
    ),
    errors.AlreadyCompared: (
        "This {what} was already laid beside the other and stays as it was. Nothing was changed."
        " Write what you think now in the session’s reflection."
    ),
}
