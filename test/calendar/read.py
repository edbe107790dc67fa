"""Reads calendar feeds, byte by byte and with the package icalendar, and prints a result per question.

read.py full FEED TOLD NAME          the feed, called NAME, tells what the tables say (TOLD, see told.sql)
read.py busy FEED TOLD               the free/busy feed tells no more than when
read.py unjoinable FEED FEED TOLD    two free/busy feeds have no UID in common with each other or the table
read.py moved BEFORE AFTER UID       one session moved, the others are as they were
"""
import json
import re
import sys
from datetime import datetime, timezone
from hashlib import md5, sha1, sha256

import icalendar

FULL = {"UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION",
        "STATUS", "TRANSP", "CLASS", "CREATED", "LAST-MODIFIED"}
BUSY = FULL - {"DESCRIPTION", "LOCATION", "CREATED"}


def result(sentence, wrong):
    """`wrong` is what contradicts the sentence: nothing, or something to look at."""
    print(("not ok - " if wrong else "ok - ") + sentence)
    if wrong:
        for line in str(wrong)[:3000].splitlines():
            print("# " + ascii(line))


def physical_lines(raw):
    """Splits at CRLF only: any other CR or LF stays in its line."""
    assert raw.endswith(b"\r\n"), "the feed ends with CRLF"
    return raw[:-2].split(b"\r\n")


def logical_lines(raw):
    lines = []
    for line in physical_lines(raw):
        if line.startswith(b" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode() for line in lines]


def unescaped(text):
    """By RFC 5545; icalendar before version 6 takes an escaped backslash before an n for a line end."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], text)


def as_told(text):
    """What becomes of a text on its way into a calendar."""
    text = re.sub("[\n\x85\u2028\u2029]", "\n", text or "")
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", text)


def events_of(lines):
    """The events as dicts of property to value, by nothing but the lines."""
    events, event = [], None
    for line in lines:
        name, value = line.split(":", 1)
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            events.append(event)
            event = None
        elif event is not None:
            assert name not in event, "%s stands twice in an event" % name
            event[name] = unescaped(value)
    return events


def check_bytes(raw, what):
    lines = physical_lines(raw)
    result(what + ": every line ends with CRLF and holds neither", [l for l in lines if re.search(rb"[\r\n]", l)])
    result(what + ": no line is longer than 75 octets", [l for l in lines if len(l) > 75])
    bad = []
    for line in lines:
        try:
            line.decode("utf-8", "strict")
        except UnicodeDecodeError:
            bad.append(line)
    result(what + ": every line is UTF-8 by itself", bad)
    result(what + ": there are no control characters", [l for l in lines if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", l)])


def check_frame(raw, name, what):
    lines = logical_lines(raw)
    begin = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//coaching//trainer calendar//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    result(what + ": begins and ends as a published calendar",
           [] if lines[:5] == begin and lines[-1] == "END:VCALENDAR" else (lines[:8], lines[-1]))
    names = [unescaped(l.split(":", 1)[1]) for l in lines if l.startswith(("NAME:", "X-WR-CALNAME:"))]
    result(what + ": has its name, for old and new calendars", [] if names == [name, name] else names)
    calendar = icalendar.Calendar.from_ical(raw)
    result(what + ": icalendar finds no fault", calendar.errors + [e.errors for e in calendar.walk() if e.errors])
    kinds = [c.name for c in calendar.walk()]
    result(what + ": holds events and nothing else", [k for k in kinds[1:] if k != "VEVENT"] or (kinds[:1] != ["VCALENDAR"]))
    return lines, calendar


def when(text):
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)


def compare(lines, calendar, wanted, properties, what, comparable=None):
    events = events_of(lines)
    parsed = calendar.walk("VEVENT")
    result(what + ": tells of every session from 92 days back on, once, and of no other",
           [] if len(events) == len(parsed) == len(wanted) else (len(events), len(parsed), len(wanted)))
    result(what + ": tells of them in order of time", [] if [e["DTSTART"] for e in events] == sorted(e["DTSTART"] for e in events) else "no")
    for name in sorted(comparable or properties):
        wrong = []
        for event, by_library, row in zip(events, parsed, wanted):
            want = str(row[name]) if row[name] is not None else ""
            if event.get(name, "") != want:
                wrong.append((name, event.get(name), want))
            if name in ("DTSTAMP", "DTSTART", "DTEND", "CREATED", "LAST-MODIFIED"):
                got = by_library.decoded(name)
                if got != when(want) or got.tzinfo is None:
                    wrong.append((name, got, want))
            elif "\\" not in want and str(by_library.get(name, "")) != want:
                wrong.append((name, "icalendar", str(by_library.get(name, "")), want))
        result(what + ": %s is what the table says" % name, wrong)
    result(what + ": no event has other properties",
           [set(e) - properties for e in [*events, *parsed] if set(e) - properties])


def read(path):
    with open(path, "rb") as file:
        return file.read()


def told_in(path):
    with open(path, encoding="utf-8") as file:
        told = json.load(file)
    for row in told["sessions"]:
        row["UID"] = row["id"] + "@coaching"
        row["CLASS"] = "PRIVATE"
        for name in ("SUMMARY", "DESCRIPTION", "LOCATION"):
            row[name] = as_told(row[name])
    return told


def check_full(feed, path, what):
    raw, told = read(feed), told_in(path)
    check_bytes(raw, what)
    lines, calendar = check_frame(raw, as_told(told["name"]), what)
    compare(lines, calendar, told["sessions"], FULL, what)
    statuses = {row["STATUS"] for row in told["sessions"]}
    result(what + ": sessions of every status were looked at", {"TENTATIVE", "CONFIRMED", "CANCELLED"} - statuses)
    folds = {(len(l), len(l.decode())) for l in physical_lines(raw) if len(l) > 70}
    result(what + ": folds fell beside characters of every length", [] if {72, 73, 74, 75} <= {f[0] for f in folds} else folds)


def check_busy(feed, path):
    raw, told = read(feed), told_in(path)
    check_bytes(raw, "free/busy")
    lines, calendar = check_frame(raw, "Busy", "free/busy")
    for row in told["sessions"]:
        row["SUMMARY"] = "Busy"
    compare(lines, calendar, told["sessions"], BUSY, "free/busy", BUSY - {"UID"})
    text = "\n".join(lines)
    result("free/busy: every event has its own UID",
           len(set(e["UID"] for e in events_of(lines))) != len(told["sessions"]))
    result("free/busy: no word of a name, a note or a place is in it",
           [s for s in told["secrets"] if s.encode() in raw or s in text] or len(told["secrets"]) < 30)


def check_unjoinable(one, other, path):
    told = told_in(path)
    uids = [{e["UID"] for e in events_of(logical_lines(read(feed)))} for feed in (one, other)]
    result("free/busy: two tokens' UIDs have nothing in common", uids[0] & uids[1])
    guesses = set()
    for row in told["sessions"]:
        for form in (row["id"], row["id"].replace("-", "")):
            guesses.add(form)
            guesses.update(digest(form.encode()).hexdigest()[:32] for digest in (md5, sha1, sha256))
    result("free/busy: UIDs are neither the bookings' ids nor digests of them",
           [u for u in uids[0] | uids[1] if u.split("@")[0] in guesses])


def check_moved(before, after, uid):
    olds, news = ({e["UID"]: e for e in events_of(logical_lines(read(f)))} for f in (before, after))
    result("a moved session keeps its UID", set(olds) ^ set(news))
    changed = {u for u in news if news[u] != olds.get(u)}
    result("a moved session changes nothing of the others", len(changed) != 1 or (uid and {uid} != changed))
    for one in changed:
        old, new = olds[one], news[one]
        result("a moved session has a higher SEQUENCE, another start and is as long as before",
               not (int(new["SEQUENCE"]) > int(old["SEQUENCE"]) and new["DTSTART"] != old["DTSTART"] and new["DTSTAMP"] > old["DTSTAMP"]
                    and when(new["DTEND"]) - when(new["DTSTART"]) == when(old["DTEND"]) - when(old["DTSTART"])))


{"full": check_full, "busy": check_busy, "unjoinable": check_unjoinable, "moved": check_moved}[sys.argv[1]](*sys.argv[2:])
print("# the end")
