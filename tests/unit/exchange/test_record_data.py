"""The record as data."""

import json
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from practicenotes.domain.people import Client, ClientId, Practitioner
from practicenotes.domain.whole import WholeRecord
from practicenotes.exchange import record_data


ROOT = Path(__file__).parents[3]
ROW = re.compile(r"^\| (`[^|]+) \| (.+) \|$", re.MULTILINE)
NAMES = re.compile(r"`([a-z_]+)`")
NEVER_TOLD = {"letters[].seen[]"}  # it names other clients, and what reflections say


def test_every_text_of_the_record_is_in_the_data(whole, filler) -> None:
    """Each field of the record can be found again at its own place."""
    said = json.loads(record_data.dump(whole))
    for place, text in filler.texts.items():
        if place in NEVER_TOLD:
            continue
        value = said
        for step in place.replace("[]", ".0").split("."):
            value = value[int(step) if step == "0" else step]
        assert value == text, place


def test_the_data_hold_nothing_else(whole, filler) -> None:
    """No text stands in the data that is not in the record, but for closed words and dates."""
    said = record_data.dump(whole).decode()
    told = {text for place, text in filler.texts.items() if place not in NEVER_TOLD}
    assert set(re.findall(r"text\d+", said)) == told
    assert list(json.loads(said)) == [
        *("format", "version", "practitioner", "client", "goals", "sessions", "frame_events"),
        *("measures", "cards", "notes", "letters", "attachments", "files"),
    ]


def test_every_key_is_documented_and_every_documented_key_exists(whole, places) -> None:
    """The page that describes the data names exactly the keys that are there."""
    documented = set()
    for holder, described in ROW.findall((ROOT / "docs/record-export.md").read_text("utf-8")):
        if holder == "`format`, `version`":
            documented |= {"format", "version"}
            continue
        name = holder.strip("`")
        outside = re.sub(r"\([^)]*\)", "", described)
        documented |= {name.removesuffix("[]")} | {
            f"{name}.{key}" for key in NAMES.findall(outside)
        }
    assert documented == set(places(json.loads(record_data.dump(whole))))


def test_days_and_moments_are_written_as_iso_8601_says(whole) -> None:
    """Moments carry their zone; the start of a session is the clock on the wall."""
    [session] = whole.sessions
    session = replace(session, starts_at=datetime(2025, 11, 18, 13, 0))
    said = json.loads(record_data.dump(replace(whole, sessions=(session,))))
    assert said["sessions"][0]["starts_at"] == "2025-11-18T13:00:00"
    assert said["notes"][0]["signed_at"] == "2025-11-18T14:20:00+00:00"
    assert said["letters"][0]["written_on"] == "2025-11-18"


def test_an_empty_record_is_data_too() -> None:
    """A client of whom nothing is known yet can be handed over."""
    said = json.loads(record_data.dump(WholeRecord(Practitioner(), Client(ClientId("c"), "Heron"))))
    assert said["client"]["code_name"] == "Heron"
    assert said["client"]["since"] is None
    assert said["notes"] == []


def test_what_is_damaged_is_named_and_not_told(whole, damaged, filler) -> None:
    """Of a damaged thing only its id goes out, whatever its fields say."""
    raw = record_data.dump(damaged).decode()
    said = json.loads(raw)
    assert said["practitioner"] == {"damaged": True}
    assert said["client"] == {"id": whole.client.id, "damaged": True}
    for part in (
        "goals",
        "sessions",
        "frame_events",
        "measures",
        "notes",
        "letters",
        "attachments",
    ):
        [thing] = getattr(whole, part)
        assert said[part] == [{"id": thing.id, "damaged": True}]
    ids = {"client.id"} | {f"{part}[].id" for part in said}
    assert {place for place, text in filler.texts.items() if text in raw} == ids & set(filler.texts)


def test_any_writing_survives(whole) -> None:
    """Every script, quote and line break comes back as it was written."""
    words = 'علي 日本 🙂 "quoted" \\ <b> \n\ttab \u2028 é'
    hurt = replace(whole, client=replace(whole.client, reason=words))
    assert json.loads(record_data.dump(hurt))["client"]["reason"] == words
