"""The alliance's place in a client's file, and the main button that stands over it."""

from practicenotes.ui.alliance.page import AlliancePage
from practicenotes.ui.clients.page import ClientPage
from practicenotes.ui.clients.tabs import Tab
from practicenotes.ui.widgets.buttons import Button


def add(client: ClientPage, alliance: AlliancePage, *, before: str) -> None:
    """Give the alliance its tab before another, and that tab its main button."""
    reflect = Button("Write a reflection", "primary", icon="feather", hint="Ctrl+R")
    reflect.setShortcut("Ctrl+R")  # heard while the button is seen, and then everywhere
    reflect.clicked.connect(alliance.write)
    alliance.can_write.connect(reflect.setEnabled)
    client.add_tab(Tab("alliance", "Alliance", private=True), alliance, reflect, before=before)
