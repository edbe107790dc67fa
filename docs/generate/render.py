"""Renders the reference: render.py CATALOG.json CONSTANTS.json FOLDER. Called by docs/generate/run."""
import json
import pathlib
import sys

import sources
from markdown import Prose, code, table
from pages import GENERATED, SlicePage

HERE = "reference.md"

# PostgREST: PTxyz is status xyz, the others are its own table of SQLSTATEs.
HTTP = {"42501": "403 (401 for visitors)", "22023": "400", "28000": "403", "40001": "500"}


def http_status(sqlstate):
    return sqlstate.removeprefix("PT") if sqlstate.startswith("PT") else HTTP[sqlstate]


def contents(pages, catalog, constants, prose):
    yield GENERATED
    yield ""
    yield "# Reference"
    yield ""
    yield (f"Version {catalog['version']}. Everything `coaching` has, slice by slice, each using only those before it, from the "
           "comments of the database. `\\dfn+ coaching.*` and `\\d+` say the same in psql.")
    yield ""
    yield "**Slices:** " + " · ".join(f"[{p.title()}](#{p.part.name})" for p in pages)
    yield ""
    yield ("**Also:** [Settings](#settings) · [Errors](#errors) · [States](#states) · [Notifications](#notifications) · "
           "[How to read it](#how-to-read-it)")
    yield ""
    for page in pages:
        yield f"## {page.title()}"
        yield ""
        yield f"[All of it](reference/{page.file}): " + prose("; ".join(page.about()) + ".", HERE)
        yield ""
        for word, objects in (("table", page.tables), ("view", page.views), ("function", page.functions)):
            if objects:
                yield from table([word, "what it is"], page.summary(objects))
    yield from settings(catalog, prose)
    yield from errors(constants, prose)
    yield from lists(pages)
    yield from how_to_read()


def settings(catalog, prose):
    yield "## Settings"
    yield ""
    yield from table(["setting", "default", "what it does"], [[code(name), default or "empty", prose(text, HERE)]
                                                   for name, default, text in sources.settings(catalog)])
    key = next(c for c in catalog["tables"]["settings"]["columns"] if c["name"] == "key")
    yield f"The house's own choices are rows of {prose.link('settings', HERE)}. " + prose(key["comment"], HERE)
    yield ""


def errors(constants, prose):
    yield "## Errors"
    yield ""
    yield "DETAIL is a JSON object whose `error` is the word; facts stand beside it."
    yield ""
    yield from table(["error", "SQLSTATE", "HTTP by PostgREST", "meaning"],
                     [[code(e["token"]), e["sqlstate"], http_status(e["sqlstate"]), prose(e["meaning"], HERE)]
                      for e in constants["errors"]])


def lists(pages):
    yield "## States"
    yield ""
    for page in pages:
        for machine in page.machines:
            words = dict.fromkeys(move["to"] for move in machine["moves"])
            yield f"- [`{machine['of']}`](reference/{page.file}#states): {', '.join(words)}"
    yield ""
    yield "## Notifications"
    yield ""
    yield "Kinds of rows in `notifications`, by the slice that writes them; a kind is subject.event."
    yield ""
    yield from table(["slice", "kinds"], [[p.title(), ", ".join(code(kind) for kind in sorted(p.kinds))] for p in pages if p.kinds])


def how_to_read():
    yield "## How to read it"
    yield ""
    yield ("- **written in** says whether people who sign in have the privilege to give the column a value in INSERT or UPDATE; *rows* "
           "and the triggers of the slice say who of them. – is kept by the extension, or by trusted callers.")
    yield "- **rows** are the policies of row level security: a row that does not pass is not there."
    yield "- **Called by** is the privilege to call at all; what a function says about the caller comes on top."
    yield "- Lists take `max_rows` (1 to 1000) and `after`: pass the last row's `cursor` as `after` for the next page."
    yield "- A visitor is whoever has not signed in (PostgREST's `anon`); a trusted caller has no identity and bypasses row level security."


def main(catalog_file, constants_file, folder):
    catalog = json.loads(pathlib.Path(catalog_file).read_text())
    catalog["functions"] = sources.by_name(catalog["functions"])
    constants = json.loads(pathlib.Path(constants_file).read_text())
    found = sources.slices()
    sources.check_complete(found, catalog)
    sources.check_comments(catalog, constants)
    machines, kinds = sources.machines(constants), sources.notification_kinds()

    prose = Prose({})
    pages = [SlicePage(part, catalog, prose, machines.get(name, []), kinds.get(name, set())) for name, part in found.items()]
    for page in pages:
        prose.places.update(page.anchors())

    folder = pathlib.Path(folder)
    (folder / "reference").mkdir(parents=True, exist_ok=True)
    for page in pages:
        write(folder / "reference" / page.file, page.lines())
    write(folder / HERE, contents(pages, catalog, constants, prose))


def write(path, lines):
    path.write_text("\n".join(lines).rstrip("\n") + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
