"""Diagrams in Mermaid: tables with their keys and relations, and states."""
import re


def entity_type(type_name):
    """Mermaid takes a word for a type."""
    return re.sub(r"\(.*?\)", "", type_name).replace(" ", "_")


def key_words(table, column):
    words = []
    for kind, word in (("p", "PK"), ("f", "FK"), ("u", "UK")):
        if any(c["kind"] == kind and column in c["columns"] and (kind != "u" or len(c["columns"]) == 1)
               for c in table["constraints"]):
            words.append(word)
    return words


def relation(name, table, constraint):
    columns = constraint["columns"]
    by_name = {column["name"]: column for column in table["columns"]}
    parent = "||" if all(by_name[c]["not_null"] for c in columns) else "|o"
    alone = any(c["kind"] in "pu" and set(c["columns"]) <= set(columns) for c in table["constraints"])
    child = "o|" if alone else "o{"
    return f'    {constraint["references"]} {parent}--{child} {name} : "{", ".join(columns)}"'


def entities(tables, short):
    """The tables of a slice with their keys, and what they refer to, also in other slices."""
    yield "```mermaid"
    yield "erDiagram"
    for name, table in tables.items():
        for constraint in table["constraints"]:
            if constraint["kind"] == "f":
                yield relation(name, table, constraint)
    for name, table in tables.items():
        yield f"    {name} {{"
        for column in table["columns"]:
            if words := key_words(table, column["name"]):
                yield f'        {entity_type(short(column["type"]))} {column["name"]} {", ".join(words)}'
        yield "    }"
    yield "```"
    yield ""


def states(machine, who):
    yield "```mermaid"
    yield "stateDiagram-v2"
    for move in machine["moves"]:
        yield f'    {move["from"] or "[*]"} --> {move["to"]} : {who(move)}'
    left = {move["from"] for move in machine["moves"]}
    for state in dict.fromkeys(move["to"] for move in machine["moves"]):
        if state not in left:
            yield f"    {state} --> [*]"
    yield "```"
    yield ""
