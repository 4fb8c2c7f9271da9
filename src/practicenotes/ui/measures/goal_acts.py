"""What is done with goals: each act is one press or one small dialog."""

from functools import partial

from practicenotes.domain.people import ClientId, Goal
from practicenotes.domain.unfinished import Mark
from practicenotes.records import goals
from practicenotes.records.measure_overview import MeasureOverview
from practicenotes.ui import damage
from practicenotes.ui.measures.asking import GoalDialog
from practicenotes.ui.measures.keeping import Asked, Keeping


SHEET = "goal"


class GoalActs(Keeping):
    """Adds, rewords, reaches, opens again, takes out and brings back."""

    def add(self, client_id: ClientId) -> None:
        """Ask for a goal."""
        dialog = GoalDialog(None, self.today, self._page)

        def asked() -> Asked:
            typed = dialog.form.values()
            return goals.add, (client_id, typed["text"].strip(), typed["on"])

        mark = Mark(SHEET, (client_id, ""))
        self.ask(dialog, asked, partial(self.done, dialog, "The goal is added."), mark)

    def change(self, goal: Goal) -> None:
        """Ask for other words."""
        dialog = GoalDialog(goal, self.today, self._page)

        def asked() -> Asked:
            return goals.change, (goal.id, dialog.form.values()["text"].strip())

        mark = Mark(SHEET, (goal.client_id, goal.id))
        self.ask(dialog, asked, partial(self.done, dialog, "The goal is kept."), mark)

    def again(self, overview: MeasureOverview, mark: Mark) -> None:
        """Ask once more for what a sheet that was left open asked for."""
        client_id, goal_id = mark.about
        if not goal_id:
            self.add(ClientId(client_id))
        for goal in overview.goals:
            if goal.id == goal_id:
                self.change(goal)

    def reach(self, goal: Goal) -> None:
        """Say that a goal was reached today."""
        self.write("The goal was reached today.", goals.reach, goal.id, self.today)

    def reopen(self, goal: Goal) -> None:
        """Say that a goal is worked towards again."""
        self.write("The goal is worked towards again.", goals.reach, goal.id, None)

    def remove(self, goal: Goal) -> None:
        """Take a goal out; it can be brought back."""
        words = f"“{damage.words(goal.text)}” was taken out."
        self.write(words, goals.remove, goal.id, undo=partial(self.restore, goal))

    def restore(self, goal: Goal) -> None:
        """Bring a goal back."""
        self.write("The goal is back.", goals.restore, goal)
