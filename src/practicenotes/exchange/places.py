"""Folders that a service copies to other computers: what is saved there does not stay there."""

import re
from pathlib import Path


_SERVICES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "icloud": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "box sync": "Box",
    "megasync": "MEGA",
    "proton drive": "Proton Drive",
    "yandex.disk": "Yandex Disk",
    "tresorit": "Tresorit",
}
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".tresorit": "Tresorit",
}
_AFTER_NAME = re.compile(r"\s*(?:\(.*\)|-.*)$")  # "Dropbox (Practice)", "OneDrive - Practice"


def synchronised_by(path: Path) -> str:
    """Return which service copies what lies here, or an empty text; names and marks tell it."""
    for folder in path.absolute().parents:
        name = folder.name.casefold()
        plain = _AFTER_NAME.sub("", name)
        if service := _SERVICES.get(name) or _SERVICES.get(plain):
            return service
        for mark, service in _MARKS.items():
            if (folder / mark).exists():
                return service
        if any(folder.glob(".sync_*.db")):
            return "Nextcloud"
    return ""
