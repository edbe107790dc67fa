"""Prints every link between the files given (and to others of the repository) that leads nowhere."""
import pathlib
import re
import sys

LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")


def outside_code(text):
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


def anchors(path):
    """What GitHub makes of headings: their words in lower case, joined by hyphens, repeated ones numbered."""
    seen, made = {}, set()
    for heading in re.findall(r"^#+ (.*)$", outside_code(path.read_text()), re.MULTILINE):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        anchor = re.sub(r"[^\w\- ]", "", plain.strip().lower()).replace(" ", "-")
        number = seen.get(anchor, 0)
        seen[anchor] = number + 1
        made.add(f"{anchor}-{number}" if number else anchor)
    return made


def dead_links(path):
    for target in LINK.findall(outside_code(path.read_text())):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path.resolve()
        if not there.exists():
            yield target
        elif anchor and there.suffix == ".md" and anchor not in anchors(there):
            yield target


dead = [f"{name}: {target}" for name in sys.argv[1:] for target in dict.fromkeys(dead_links(pathlib.Path(name)))]
print("\n".join(dead))
sys.exit(bool(dead))
