"""What every kind of letter can say, word for word: a change of wording is made on purpose."""

import pytest

from practicenotes import catalog


SAID = {
    "attendance": (
        (
            "I have been asked by the person named above to confirm attendance at appointments "
            "with me."
        ),
        (
            "I confirm that the person named above has attended {times_met}, first on "
            "{first_seen} and most recently on {last_seen}."
        ),
        "The appointments are regular ({rhythm}).",
        "The appointments take place {how} and last {minutes} minutes.",
        "The dates and times were: {appointments}.",
        "I am not able to say more than this by letter.",
    ),
    "client_summary": (
        "This is a short account of our work together, as I see it today.",
        "You came because of this: {reason}.",
        "We have met {times_met}, for the first time on {first_seen}.",
        "These goals have been reached: {goals_reached}.",
        "Most of our time went to {what we worked on}.",
        "We have both noticed this: {what we both noticed}.",
        "You said that this helped: {what helped}.",
        (
            "On the {measure} questionnaire, your answers added up to {first_total} on "
            "{first_on}, and to {last_total} on {last_on}."
        ),
        "In everyday words: {what a change means}.",
        "This is what we are working towards now: {goals}.",
        "Next comes this: {what comes next}.",
        (
            "If you would put something in other words, or leave it out, tell me and I will "
            "change it."
        ),
    ),
    "consultation": (
        (
            "I would be grateful for your view on my work with a client, who has a code name "
            "here. My question is this: {your question}."
        ),
        "We have met {times_met} so far.",
        "The reason for coming was {reason}.",
        "We are working towards the following: {goals}.",
        "What I have tried: {what you have tried}.",
        "I could speak {when you could speak}.",
    ),
    "court": (
        (
            "You wrote to me on {date of the request}. I answer on the following basis: "
            "{agreement or order}; and for this purpose: {purpose}. I am the treating therapist "
            "of the person named above. I have not carried out an evaluation, and this is not an "
            "expert report."
        ),
        "My training and registration: {training and registration}.",
        "The date of birth in my records is {born}.",
        "We have met {times_met}, first on {first_seen} and most recently on {last_seen}.",
        "Sessions were held {how} and lasted {minutes} minutes.",
        "The dates and times were: {appointments}.",
        "Appointments cancelled: {cancelled}; missed: {missed}.",
        "The methods used were {methods by name}.",
        "In the sessions I myself observed the following: {what I observed myself}.",
        "As told to me, the reason for coming was {reason}.",
        (
            "On the {measure}, which is filled in by the person treated, the total was {total} on"
            " {measured_on}."
        ),
        "I was told of this medication: {medication}.",
        (
            "All this rests on my own records and on what I was told in sessions; I have not "
            "looked into it elsewhere. I can say nothing about people whom I have not seen. I "
            "give no opinion on custody, on fitness or on causation, and none on any question of "
            "law."
        ),
    ),
    "ending": (
        "I am writing to you about the end of our work together.",
        "We met {times_met}, first on {first_seen} and last on {last_seen}.",
        "It ends on {last day}.",
        "We planned this ending together.",
        "You decided to end here, and I respect that.",
        (
            "We have not met for some time, so I am closing your file for now. There can be many "
            "reasons for that, and none needs explaining."
        ),
        "From now on, {who goes on with you} will be there for you.",
        (
            "I can keep {day of a last appointment} free for you. You could come for a last hour,"
            " come back at another time, or leave it at this; please let me know by {by when to "
            "answer}."
        ),
        "You came because of this: {reason}.",
        "These goals have been reached: {goals_reached}.",
        "These goals are still open: {goals}.",
        "This has changed since then: {what changed}.",
        "This is still open, too: {what is still open}.",
        "These early signs are worth noticing: {early signs}.",
        "We spoke about what could support you from here: {what was suggested}.",
        "If you would like to come back: {how to come back}.",
        (
            "I am not able to help in an emergency. When it is urgent, please call {whom to call "
            "when it is urgent}."
        ),
    ),
    "insurance": (
        (
            "You wrote to me on {date of the request}. The client has authorised me to answer; "
            "the authorisation is dated {date of the authorisation} and ends {end of the "
            "authorisation}. I answer what you asked, and nothing beyond it."
        ),
        "You asked: {first question} My answer: {first answer}.",
        "You asked: {second question} My answer: {second answer}.",
        "You asked: {third question} My answer: {third answer}.",
        "The date of birth in my records is {born}.",
        "We have met {times_met}, first on {first_seen} and most recently on {last_seen}.",
        "The dates and times were: {appointments}.",
        "Sessions are planned as follows: {rhythm}.",
        "Sessions are held {how} and last {minutes} minutes.",
        "The goals of the treatment are: {goals}.",
        "The diagnosis code is {diagnosis code, as authorised}.",
        "The plan is as follows: {plan}.",
        ("In daily life, this is possible again or for the first time: {progress in daily life}."),
        "The treatment is expected to take this much longer: {how much longer}.",
    ),
    "onward_referral": (
        (
            "With the client’s agreement, I am writing to ask you for the following: {what you "
            "ask for}."
        ),
        "The client’s date of birth is {born}.",
        "The reason for asking now is {why now}.",
        "As to how soon: {how soon}.",
        "We have met {times_met}, first on {first_seen} and most recently on {last_seen}.",
        "The reason for coming to me was {reason}.",
        "We have been working towards the following: {goals}.",
        "The {measure} total was {total} on {measured_on}.",
        "So far, this has been tried: {what has been tried}.",
        "I last asked about risk on {risk_on}: {risk}.",
        "I have been told of this medication: {medication}.",
        "My own part from here on: {what you go on doing}.",
        "The client is best reached like this: {how to reach the client}.",
        "Please let me know whether you can take this on, or who might.",
    ),
    "progress": (
        (
            "Thank you for your referral. With the client’s agreement, I am writing to let you "
            "know how the work is going."
        ),
        "The client’s date of birth is {born}.",
        "We have met {times_met} since {first_seen}, most recently on {last_seen}.",
        "Appointments cancelled so far: {cancelled}; missed: {missed}.",
        "The reason for coming was {reason}.",
        "Together we are working towards the following: {goals}.",
        "These goals have been reached: {goals_reached}.",
        "The {measure} total was {first_total} on {first_on} and {last_total} on {last_on}.",
        "I last asked about risk on {risk_on}: {risk}.",
        "I have been told of this medication: {medication}.",
        "About this, we have agreed on the following: {what is being done about risk}.",
        "I would like to ask you for the following: {what you ask of the reader}.",
        (
            "If there is anything that you would like to add or to ask, I would be glad to hear "
            "from you."
        ),
        "The best way to reach me is {how you can be reached}.",
    ),
    "records_request": (
        (
            "On {date of the request} you asked for the following: {what was asked for}. I "
            "enclose: {what is enclosed}."
        ),
        "The first session was on {first_seen}, and the most recent one on {last_seen}.",
        "I release it on the following basis: {agreement or order}.",
        "It covers the time from {first day covered} to {last day covered}.",
        "It has {number of pages} pages.",
        "I have left out {what was left out}, for this reason: {why it was left out}.",
        (
            "In place of the whole record I enclose a summary; {who agreed to a summary} agreed "
            "to this."
        ),
        "The rest follows {when the rest follows}.",
        ("If pages have reached you by mistake, please tell me, and send everything back unread."),
    ),
    "treatment_summary": (
        (
            "With the client’s agreement, I am sending you this summary of the treatment with me."
            " It is meant for the following purpose: {purpose}."
        ),
        "The client’s date of birth is {born}.",
        "We have met {times_met}, first on {first_seen} and most recently on {last_seen}.",
        "Sessions were held {how} and lasted {minutes} minutes.",
        "The reason for coming was {reason}.",
        "I have been told of this medication: {medication}.",
        "The diagnosis is {diagnosis}; it was made by {who made the diagnosis}.",
        "The goals of the treatment are: {goals}.",
        "These goals have been reached: {goals_reached}.",
        "The {measure} total was {first_total} on {first_on} and {last_total} on {last_on}.",
        "The methods used were {methods by name}.",
        "The response was as follows: {how the client responded}.",
        "I last asked about risk on {risk_on}: {risk}.",
        "You asked about the outlook. In my view, {outlook, as asked}.",
        "I would recommend the following: {recommendations}.",
        (
            "If something that you need is missing, please ask me, so that I can speak with the "
            "client about it."
        ),
    ),
}


@pytest.mark.parametrize("kind_id", sorted(SAID))
def test_a_kind_says_what_it_said(kind_id: str) -> None:
    """Part by part: what always stands there, then each fact, then each sentence to tick."""
    kind = catalog.letter_kind(kind_id)
    said: list[str] = []
    for part in kind.parts:
        said += [part.opening] if part.opening else []
        said += [rule.sentence for rule in part.offers]
        said += [phrase.sentence for phrase in part.phrases]
    assert tuple(said) == SAID[kind_id]


def test_every_kind_is_here_word_for_word() -> None:
    """The large summary is the same as the small one, which another test sees to."""
    known = {kind.id for kind in catalog.letter_kinds()}
    assert known == set(SAID) | {"client_summary_large"}
