"""What the reference takes from the sources: which slice makes what, in which order, the settings of
the module and the kinds of notifications."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

MADE = re.compile(r'^CREATE (?:TABLE|VIEW|FUNCTION|TYPE|DOMAIN) coaching\.(?:"([^"]+)"|(\w+))', re.MULTILINE)


def fail(message):
    sys.exit(f"docs/generate: {message}")


def sql_parts():
    """The SQL files in the order of the Makefile, which is that of the slices."""
    makefile = (ROOT / "Makefile").read_text()
    assignment = re.search(r"^SQL_PARTS = ((?:.*\\\n)*.*)", makefile, re.MULTILINE)
    return [ROOT / name for name in assignment[1].replace("\\", " ").split()]


class Slice:
    def __init__(self, name):
        self.name = name
        self.subjects = []  # what each of its SQL files says it is about
        self.objects = []  # what they make, in their order


def slices():
    """Every slice by name, in order; a policy is no object of its own, so `access` has functions alone."""
    found = {}
    for path in sql_parts():
        part = found.setdefault(path.parent.name, Slice(path.parent.name))
        text = path.read_text()
        first = re.match(r"-- \w+: (.*?[.:])(?=\s|$)", text.split("\n\n")[0].replace("\n-- ", " "))
        made = [quoted or plain for quoted, plain in MADE.findall(text)]
        if first:
            part.subjects.append(first[1].rstrip(".:"))
        elif made:
            fail(f"{path.relative_to(ROOT)} does not begin with “-- {part.name}: what it is about.”")
        dropped = re.findall(r"^DROP FUNCTION coaching\.(\w+)", text, re.MULTILINE)
        part.objects += [name for name in dict.fromkeys(made) if name not in dropped]
    return found


def by_name(functions):
    """Functions by name; those that share one are other forms of the first, which takes the fewest arguments."""
    named = {}
    for one in functions:
        if one["name"] in named:
            named[one["name"]]["other_forms"].append(one)
        else:
            named[one["name"]] = {**one, "other_forms": []}
    return named


def check_complete(found, catalog):
    """What is in the catalog must have been found in the files, and the other way round."""
    made = [name for part in found.values() for name in part.objects]
    there = {*catalog["tables"], *catalog["functions"], *catalog["types"]}
    if missing := there - {*made}:
        fail(f"no SQL file of the slices makes {sorted(missing)}")
    if surplus := {*made} - there:
        fail(f"made, and not in the catalog: {sorted(surplus)}")
    for kind in ("tables", "functions", "types"):
        for name, one in catalog[kind].items():
            if not all(form["comment"] for form in [one, *one.get("other_forms", [])]):
                fail(f"{name} has no comment")
            for column in one.get("columns") or [] if kind == "tables" else []:
                if not column["comment"]:
                    fail(f"{name}.{column['name']} has no comment")


def check_comments(catalog, constants):
    """Comments of trigger functions say so first; errors named at the end of a comment are errors."""
    tokens = {error["token"] for error in constants["errors"]}
    for name, one in [(name, form) for name, one in catalog["functions"].items() for form in [one, *one["other_forms"]]]:
        if one["trigger"] and not one["comment"].startswith("Trigger: "):
            fail(f"the comment of {name} does not begin with “Trigger: ”")
        _, errors = comment_and_errors(one["comment"])
        named = re.sub(r"\(.*?\)", "", errors or "").split(",")
        if unknown := {word.strip() for word in named if re.fullmatch(r"\s*[a-z_]+\s*", word)} - tokens:
            fail(f"the comment of {name} names errors there are not: {sorted(unknown)}")


def comment_and_errors(comment):
    """A comment without its end, which names errors, and these."""
    for word in (" Errors: ", " Error: "):
        text, found, errors = comment.rpartition(word)
        if found and errors.endswith("."):
            return text, errors.rstrip(".")
    return comment, None


def code():
    return {path: path.read_text() for path in sorted(ROOT.glob("src/*/*.cpp")) + sorted(ROOT.glob("src/*/*.hpp"))}


def settings(catalog):
    """Name, default and description of the module's settings, of which the server shows not all."""
    described = {}
    for text in code().values():
        described.update(re.findall(r'\{\s*"(coaching\.\w+)",\s*"([^"]+)"\}', text))
    if described.keys() != catalog["settings"].keys():
        fail(f"settings in the code: {sorted(described)}, in catalog.sql: {sorted(catalog['settings'])}")
    return [(name, catalog["settings"][name], described[name]) for name in sorted(described)]


def notification_kinds():
    """Kinds (subject.event) by the slice that writes them."""
    kinds = {}
    for path, text in code().items():
        if '"events/notifications.hpp"' not in text:
            continue
        if put_together := re.findall(r'"[a-z_]+\."\s*\+', text):
            fail(f"{path}: a kind that is put together cannot be listed: {put_together}")
        for before, kind in re.findall(r'(\w*\(?)"([a-z_]+\.[a-z_]+)"', text):
            if not before.startswith("setting_value") and not kind.startswith("coaching."):
                kinds.setdefault(path.parent.name, set()).add(kind)
    return kinds


def machines(constants):
    """The state machines by slice. None may be missing from constants.cpp."""
    in_code = {name: path.parent.name for path, text in code().items()
               for name in re.findall(r"constexpr Move (\w+)\[\]", text)}
    printed = {machine["table"] for machine in constants["machines"]}
    if in_code.keys() != printed:
        fail(f"state machines in the code: {sorted(in_code)}, in constants.cpp: {sorted(printed)}")
    by_slice = {}
    for machine in constants["machines"]:
        by_slice.setdefault(in_code[machine["table"]], []).append(machine)
    return by_slice
