"""Folders that other programs keep in step with a server or another computer, known by their names.

Such a program copies the open files of a practice while they are written, and puts older copies in
their place: the practice must not lie there. Backups may.
"""

import re
from collections.abc import Sequence
from pathlib import Path


WORD = "synchronised"  # to be typed by whoever wants the practice there all the same

_SERVICES = (
    ("OneDrive", r"(one|sky)drive( ?- ?.+)?"),
    ("Dropbox", r"dropbox( \(.+\))?"),
    ("Google Drive", r"google[ -]?drive([-: ].*)?|my drive|shared drives"),
    ("iCloud Drive", r"icloud ?drive|mobile documents|com~apple~clouddocs|icloud~.+"),
    ("Nextcloud", r"nextcloud[0-9]*([-_ ].+)?"),
    ("ownCloud", r"owncloud[0-9]*([-_ ].+)?"),
    ("Syncthing", r"syncthing([-_ ].+)?"),
    ("Syncthing or Sync.com", r"sync"),
    ("pCloud", r"pcloud ?(drive|sync)?"),
    ("MEGA", r"mega|megasync( .+)?|mega (downloads|uploads)"),
    ("Box", r"box(-box| sync)?"),
    ("Tresorit", r"tresorit([-_ ].+)?|my tresors|tresors"),
    ("Proton Drive", r"proton ?drive([-_ ].+)?"),
    ("Seafile", r"seafile|seadrive([-_ ].+)?"),
    ("SpiderOak", r"spideroak( one| hive)?"),
    ("Yandex Disk", r"yandex[. ]?disk"),
    ("kDrive", r"kdrive[0-9]*"),
    ("Jottacloud", r"jottacloud"),
    ("Koofr", r"koofr"),
    ("Filen", r"filen"),
    ("Internxt", r"internxt( drive)?"),
    ("HiDrive", r"hidrive([-_ ].+)?"),
    ("MagentaCLOUD", r"magentacloud"),
    ("Resilio Sync", r"resilio ?sync"),
    ("a file provider of macOS", r"cloudstorage"),
    ("a network folder of the desktop", r"gvfs"),
)

# One of these is in every name above. Few folders have such a name, and the prompt, which waits for
# the answer, need not wait for the patterns.
_SAID = (
    *("box", "cloud", "disk", "drive", "filen", "gvfs", "internxt", "koofr", "mega", "mobile"),
    *("seafile", "spideroak", "sync", "tresor"),
)

# What such a program leaves in the folder that it watches over, whatever that is called.
_MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".megaignore": "MEGA",
    ".tresorit": "Tresorit",
}


def service(folder: Path) -> str:
    """Return which program keeps a folder in step, as far as can be seen; else an empty text."""
    whole = folder.absolute().resolve()
    return named_in(whole.parts) or _marked_in(whole)


def named_in(parts: Sequence[str]) -> str:
    """Return the service whose folder has the name of one of these."""
    telling = [part for part in reversed(parts) if any(said in part.casefold() for said in _SAID)]
    found = (name for part in telling for name, known in _SERVICES if _is(part, known))
    return next(found, "")


def _is(part: str, known: str) -> bool:
    return re.fullmatch(known, part, re.IGNORECASE) is not None


def _marked_in(folder: Path) -> str:
    for parent in (folder, *folder.parents):
        for mark, name in _MARKS.items():
            try:
                if (parent / mark).exists():
                    return name
            except OSError:  # a folder that may not be looked into tells nothing
                continue
    return ""
