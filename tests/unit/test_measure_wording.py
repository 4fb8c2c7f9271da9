"""The words of every shipped questionnaire, one by one: none is ever changed by anybody here."""

import pytest

from practicenotes import catalog


QUESTIONS = {
    "phq9": (
        "Little interest or pleasure in doing things",
        "Feeling down, depressed, or hopeless",
        "Trouble falling or staying asleep, or sleeping too much",
        "Feeling tired or having little energy",
        "Poor appetite or overeating",
        (
            "Feeling bad about yourself - or that you are a failure or have let yourself or"
            " your family down"
        ),
        ("Trouble concentrating on things, such as reading the newspaper or watching television"),
        (
            "Moving or speaking so slowly that other people could have noticed? Or the "
            "opposite - being so fidgety or restless that you have been moving around a lot"
            " more than usual"
        ),
        "Thoughts that you would be better off dead or of hurting yourself in some way",
    ),
    "gad7": (
        "Feeling nervous, anxious, or on edge",
        "Not being able to stop or control worrying",
        "Worrying too much about different things",
        "Trouble relaxing",
        "Being so restless that it is hard to sit still",
        "Becoming easily annoyed or irritable",
        "Feeling afraid as if something awful might happen",
    ),
    "phq15": (
        "Stomach pain",
        "Back pain",
        "Pain in your arms, legs, or joints (knees, hips, etc.)",
        "Menstrual cramps or other problems with your periods",
        "Headaches",
        "Chest pain",
        "Dizziness",
        "Fainting spells",
        "Feeling your heart pound or race",
        "Shortness of breath",
        "Pain or problems during sexual intercourse",
        "Constipation, loose bowels, or diarrhea",
        "Nausea, gas, or indigestion",
        "Feeling tired or having low energy",
        "Trouble sleeping",
    ),
    "k10": (
        "... tired out for no good reason?",
        "... nervous?",
        "... so nervous that nothing could calm you down?",
        "... hopeless?",
        "... restless or fidgety?",
        "... so restless you could not sit still?",
        "... depressed?",
        "... that everything was an effort?",
        "... so sad that nothing could cheer you up?",
        "... worthless?",
    ),
    "k6": (
        "... nervous?",
        "... hopeless?",
        "... restless or fidgety?",
        "... so depressed that nothing could cheer you up?",
        "... that everything was an effort?",
        "... worthless?",
    ),
    "pcl5": (
        "Repeated, disturbing, and unwanted memories of the stressful experience?",
        "Repeated, disturbing dreams of the stressful experience?",
        (
            "Suddenly feeling or acting as if the stressful experience were actually "
            "happening again (as if you were actually back there reliving it)?"
        ),
        "Feeling very upset when something reminded you of the stressful experience?",
        (
            "Having strong physical reactions when something reminded you of the stressful "
            "experience (for example, heart pounding, trouble breathing, sweating)?"
        ),
        "Avoiding memories, thoughts, or feelings related to the stressful experience?",
        (
            "Avoiding external reminders of the stressful experience (for example, people, "
            "places, conversations, activities, objects, or situations)?"
        ),
        "Trouble remembering important parts of the stressful experience?",
        (
            "Having strong negative beliefs about yourself, other people, or the world (for"
            " example, having thoughts such as: I am bad, there is something seriously "
            "wrong with me, no one can be trusted, the world is completely dangerous)?"
        ),
        (
            "Blaming yourself or someone else for the stressful experience or what happened"
            " after it?"
        ),
        "Having strong negative feelings such as fear, horror, anger, guilt, or shame?",
        "Loss of interest in activities that you used to enjoy?",
        "Feeling distant or cut off from other people?",
        (
            "Trouble experiencing positive feelings (for example, being unable to feel "
            "happiness or have loving feelings for people close to you)?"
        ),
        "Irritable behavior, angry outbursts, or acting aggressively?",
        "Taking too many risks or doing things that could cause you harm?",
        'Being "superalert" or watchful or on guard?',
        "Feeling jumpy or easily startled?",
        "Having difficulty concentrating?",
        "Trouble falling or staying asleep?",
    ),
}
ANSWERS = {
    "phq9": (
        (0, "Not at all"),
        (1, "Several days"),
        (2, "More than half the days"),
        (3, "Nearly every day"),
    ),
    "gad7": (
        (0, "Not at all"),
        (1, "Several days"),
        (2, "More than half the days"),
        (3, "Nearly every day"),
    ),
    "phq15": (
        (0, "Not bothered at all"),
        (1, "Bothered a little"),
        (2, "Bothered a lot"),
    ),
    "k10": (
        (1, "None of the time"),
        (2, "A little of the time"),
        (3, "Some of the time"),
        (4, "Most of the time"),
        (5, "All of the time"),
    ),
    "k6": (
        (0, "None of the time"),
        (1, "A little of the time"),
        (2, "Some of the time"),
        (3, "Most of the time"),
        (4, "All of the time"),
    ),
    "pcl5": (
        (0, "Not at all"),
        (1, "A little bit"),
        (2, "Moderately"),
        (3, "Quite a bit"),
        (4, "Extremely"),
    ),
}
INSTRUCTIONS = {
    "phq9": (
        "Over the last 2 weeks, how often have you been bothered by any of the following problems?"
    ),
    "gad7": "Over the last 2 weeks, how often have you been bothered by the following problems?",
    "phq15": (
        "During the past 4 weeks, how much have you been bothered by any of the following problems?"
    ),
    "k10": "During the past 30 days, about how often did you feel ...",
    "k6": "During the past 30 days, about how often did you feel ...",
    "pcl5": (
        "Below is a list of problems that people sometimes have in response to a very "
        "stressful experience. Keeping your worst event in mind, please read each "
        "problem carefully and then select one of the numbers to the right to indicate "
        "how much you have been bothered by that problem in the past month."
    ),
}
LICENCES = {
    "phq9": (
        (
            "Copyright (c) Pfizer Inc. All rights reserved. Developed by Drs. Robert L. "
            "Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational"
            " grant from Pfizer Inc. No permission required to reproduce, translate, "
            "display or distribute."
        ),
        (
            "Kroenke K, Spitzer RL, Williams JBW. The PHQ-9: validity of a brief depression"
            " severity measure. J Gen Intern Med 2001;16:606-613."
        ),
    ),
    "gad7": (
        (
            "Copyright (c) Pfizer Inc. All rights reserved. Developed by Drs. Robert L. "
            "Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational"
            " grant from Pfizer Inc. No permission required to reproduce, translate, "
            "display or distribute."
        ),
        (
            "Spitzer RL, Kroenke K, Williams JBW, Loewe B. A brief measure for assessing "
            "generalized anxiety disorder: the GAD-7. Arch Intern Med 2006;166:1092-1097."
        ),
    ),
    "phq15": (
        (
            "Copyright (c) Pfizer Inc. All rights reserved. Developed by Drs. Robert L. "
            "Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational"
            " grant from Pfizer Inc. No permission required to reproduce, translate, "
            "display or distribute."
        ),
        (
            "Kroenke K, Spitzer RL, Williams JBW. The PHQ-15: validity of a new measure for"
            " evaluating the severity of somatic symptoms. Psychosom Med 2002;64:258-266."
        ),
    ),
    "k10": (
        (
            "(c) World Health Organization 2003. The K6/K10 scales are available for "
            "unrestricted use; include the WHO copyright and the citation of the source "
            "publication."
        ),
        (
            "Kessler RC, Barker PR, Colpe LJ, et al. Screening for serious mental illness "
            "in the general population. Arch Gen Psychiatry 2003;60:184-189."
        ),
    ),
    "k6": (
        (
            "(c) World Health Organization 2003. The K6/K10 scales are available for "
            "unrestricted use; include the WHO copyright and the citation of the source "
            "publication."
        ),
        (
            "Kessler RC, Barker PR, Colpe LJ, et al. Arch Gen Psychiatry 2003;60:184-189. "
            "Moderate band: Prochaska JJ et al. Int J Methods Psychiatr Res 2012;21:88-97."
        ),
    ),
    "pcl5": (
        (
            "Weathers FW, Litz BT, Keane TM, Palmieri PA, Marx BP, Schnurr PP (2013). The "
            "PTSD Checklist for DSM-5 (PCL-5) - Standard. National Center for PTSD. "
            "Developed by staff at VA's National Center for PTSD; in the public domain and "
            "not copyrighted."
        ),
        "Weathers FW et al. 2013, www.ptsd.va.gov",
    ),
}
DIFFICULTY = (
    "If you checked off any problems, how difficult have these problems made it for"
    " you to do your work, take care of things at home, or get along with other "
    "people?"
)

each_form = pytest.mark.parametrize("measure_id", QUESTIONS)


@each_form
def test_every_question_reads_as_on_the_form(measure_id: str) -> None:
    """All questions stand in their order, letter by letter."""
    items = catalog.measure(measure_id).items

    assert [item.text for item in items] == list(QUESTIONS[measure_id])
    assert [item.n for item in items] == list(range(1, len(items) + 1))


@each_form
def test_every_answer_reads_as_on_the_form(measure_id: str) -> None:
    """All answers stand in their order with their values."""
    options = catalog.measure(measure_id).options

    assert [(option.value, option.label) for option in options] == list(ANSWERS[measure_id])


@each_form
def test_every_instruction_reads_as_on_the_form(measure_id: str) -> None:
    """What is said before the questions is that of the form."""
    assert catalog.measure(measure_id).instruction == INSTRUCTIONS[measure_id]


@each_form
def test_every_licence_stands_whole(measure_id: str) -> None:
    """The statement and the publication are as their holders want them."""
    licence = catalog.measure(measure_id).licence

    assert (licence.statement, licence.cite) == LICENCES[measure_id]


@pytest.mark.parametrize("measure_id", ["phq9", "gad7"])
def test_the_question_that_is_not_counted(measure_id: str) -> None:
    """Both forms end with the same question."""
    extra = catalog.measure(measure_id).extra_item
    assert extra
    assert extra.text == DIFFICULTY
