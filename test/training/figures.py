"""What an exported training history comes to, worked out with Python's csv module, exact fractions and
its own time zones, independently of the extension:

    figures.py (strong|hevy) FILE (kg|lb) ZONE

prints a line a fact, its parts separated by tabs: sessions, sets by exercise and type, and the
personal records by exercise.
"""

import collections
import csv
import datetime
import fractions
import re
import sys
import zoneinfo

POUND = fractions.Fraction("0.45359237")

Set = collections.namedtuple("Set", "session exercise type weight reps seconds")
Session = collections.namedtuple("Session", "start end title")


def number(text):
    return fractions.Fraction(text.replace(",", ".")) if text.strip() else None


def to_the_gram(kilograms):
    """Three decimals, a half rounded up."""
    return fractions.Fraction((kilograms * 1000 + fractions.Fraction(1, 2)) // 1, 1000)


def shown(value, decimals=3):
    """An exact decimal as PostgreSQL's numeric shows it."""
    if value is None:
        return ""
    units = value * 10**decimals
    assert units.denominator == 1, value
    text = str(units.numerator).rjust(decimals + 1, "0")
    return f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text


def utc(time):
    return time.astimezone(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%S") if time else ""


def read_hevy(row, unit, zone):
    def time(text):
        return datetime.datetime.strptime(text, "%d %b %Y, %H:%M").replace(tzinfo=zone)

    session = Session(time(row["start_time"]), time(row["end_time"]).replace(fold=1), row["title"])
    types = {"normal": "normal", "warmup": "warmup", "dropset": "drop", "failure": "failure"}
    return Set(session, row["exercise_title"], types[row["set_type"]], number(row["weight_kg"]),
               number(row["reps"]), number(row["duration_seconds"]))


def read_strong(row, unit, zone):
    start = datetime.datetime.strptime(row["Date"], "%Y-%m-%d %H:%M:%S").replace(tzinfo=zone)
    hours, minutes = re.fullmatch(r"(?:(\d+)h)? ?(?:(\d+)m)?", row["Duration"]).groups("0")
    lasted = datetime.timedelta(hours=int(hours), minutes=int(minutes))
    end = (start.astimezone(datetime.timezone.utc) + lasted)
    types = {"W": "warmup", "D": "drop", "F": "failure"}
    weight = number(row["Weight"]) * (POUND if unit == "lb" else 1)
    return Set(Session(start, end, row["Workout Name"]), row["Exercise Name"],
               types.get(row["Set Order"], "normal"), weight, number(row["Reps"]), number(row["Seconds"]))


def sets_of(form, path, unit, zone):
    read = {"hevy": read_hevy, "strong": read_strong}[form]
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            one = read(row, unit, zone)
            reps = None if one.seconds and not one.reps else one.reps
            weight = None if one.weight is None or (reps is None and not one.weight) else to_the_gram(one.weight)
            yield one._replace(weight=weight, reps=reps, seconds=one.seconds or None)


def volume(one):
    return one.reps * one.weight if one.reps and one.weight else fractions.Fraction(0)


def epley(one):
    if not one.weight or not 1 <= one.reps <= 12:
        return None
    return one.weight if one.reps == 1 else to_the_gram(one.weight * (1 + one.reps / 30))


def earliest_best(candidates):
    """Of (value, set) the greatest value; of equals the earliest, and of a session's sets the first."""
    best = None
    for value, one in candidates:
        if value is None:
            continue
        if best is None or value > best[0] or (value == best[0] and one.session.start < best[1].session.start):
            best = (value, one)
    return best


def records_of(exercise, sets):
    """Lines of one exercise: record, value, weight, repetitions, when."""
    done = [one for one in sets if one.type != "warmup" and one.reps != 0]
    counted = [one for one in done if one.reps is not None]

    def line(record, best, decimals=3):
        value, one = best
        return ("record", exercise, record, shown(value, decimals),
                shown(one.weight or fractions.Fraction(0)) if record == "most_repetitions" else shown(one.weight),
                shown(one.reps, 0), utc(one.session.start))

    heaviest = earliest_best((one.weight, one) for one in done if one.weight)
    if heaviest:
        yield line("heaviest_weight", heaviest)
    for weight in {one.weight or 0 for one in counted}:
        alike = [(one.reps, one) for one in counted if (one.weight or 0) == weight]
        yield line("most_repetitions", earliest_best(alike), 0)
    for record, measure in (("best_e1rm", epley), ("best_set_volume", lambda one: volume(one) or None)):
        best = earliest_best((measure(one), one) for one in counted)
        if best:
            yield line(record, best)
    by_session = collections.defaultdict(fractions.Fraction)
    for one in counted:
        by_session[one.session] += volume(one)
    lifted = [(total, session) for session, total in by_session.items() if total]
    if lifted:
        total, session = max(lifted, key=lambda pair: (pair[0], -pair[1].start.timestamp()))
        yield ("record", exercise, "best_session_volume", shown(total), "", "", utc(session.start))


def main(form, path, unit, zone):
    sets = list(sets_of(form, path, unit, zoneinfo.ZoneInfo(zone)))
    lines = [("total", "sets", str(len(sets)))]
    sessions = collections.defaultdict(list)
    for one in sets:
        sessions[one.session].append(one)
    lines.append(("total", "sessions", str(len(sessions))))
    for session, its in sessions.items():
        lifted = sum((volume(one) for one in its if one.type != "warmup"), fractions.Fraction(0))
        lines.append(("session", utc(session.start), utc(session.end), session.title, str(len(its)), shown(lifted)))
    kinds = collections.Counter((one.exercise, one.type) for one in sets)
    lines += [("sets", exercise, kind, str(count)) for (exercise, kind), count in kinds.items()]
    timed = collections.defaultdict(int)
    for one in sets:
        timed[one.exercise] += one.seconds or 0
    lines += [("seconds", exercise, str(seconds)) for exercise, seconds in timed.items() if seconds]
    by_exercise = collections.defaultdict(list)
    for one in sets:
        by_exercise[one.exercise].append(one)
    for exercise, its in by_exercise.items():
        lines += records_of(exercise, its)
    for line in lines:
        print("\t".join(line))


main(*sys.argv[1:])
