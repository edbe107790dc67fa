"""Comments and types of the catalog as Markdown."""
import re

SHORT_TYPES = [("timestamp with time zone", "timestamptz"), ("timestamp without time zone", "timestamp"),
               ("time without time zone", "time"), ("character varying", "varchar"),
               ("pg_catalog.", ""), ("coaching.", "")]
IDENTIFIER = re.compile(
    r"(?<![\w/.@-])(?:[a-z]{2,}\w*\.[a-z]\w+(?:\.\w+)*|[a-z]\w*(?:\[\d+\])?\.[a-z]\w+|[a-z0-9]+(?:_[a-z0-9]+)+)(?:\(\))?(?![\w@])")


def short(definition):
    """Types and expressions as people write them: without casts, schemas and long names."""
    for long_name, name in SHORT_TYPES:
        definition = definition.replace(long_name, name)
    definition = re.sub(r"::(?:double precision|[a-z]\w*)(?:\(\d+(?:,\d+)?\))?(?:\[\])?", "", definition)
    while definition.startswith("(") and matching(definition, 0) == len(definition) - 1:
        definition = definition[1:-1]
    return re.sub(r"= ANY \(ARRAY(\[.*?\])\)", r"in \1", definition)


def matching(text, start):
    """Where the bracket that opens at `start` closes, or -1."""
    closing = {"(": ")", "[": "]", "{": "}"}
    expected = []
    for i in range(start, len(text)):
        if text[i] in closing:
            expected.append(closing[text[i]])
        elif text[i] in ")]}":
            if not expected or expected.pop() != text[i]:
                return -1
            if not expected:
                return i
    return -1


def split_list(text):
    """A list's parts; commas within brackets and quotes part nothing."""
    parts, depth, quoted, begin = [], 0, False, 0
    for i, c in enumerate(text):
        if c == "'":
            quoted = not quoted
        elif not quoted:
            depth += (c in "([{") - (c in ")]}")
            if c == "," and depth == 0:
                parts.append(text[begin:i].strip())
                begin = i + 1
    return [part for part in [*parts, text[begin:].strip()] if part]


def code(text):
    return f"`{text}`"


def escaped(text):
    return re.sub(r"([*<|~])", r"\\\1", text)


def first_sentence(comment):
    """Up to the full stop, or the semicolon outside of brackets, that ends the first statement."""
    depth = 0
    for i, c in enumerate(comment):
        depth += (c in "([{") - (c in ")]}")
        ends = c == ";" or c == "." and re.match(r"\s+[A-Z{\[]|$", comment[i + 1:])
        if depth == 0 and ends and not comment[:i + 1].endswith(("e.g.", "i.e.")):
            return comment[:i] + "."
    return comment


class Prose:
    """Turns comments into Markdown in which names are code, those of objects links."""

    def __init__(self, places):
        self.places = places  # object: (file, anchor)

    def link(self, name, here, text=None):
        file, anchor = self.places[name]
        shown = code(text or name)
        return f"[{shown}]({'' if file == here else relative(file, here)}#{anchor})"

    def name(self, word, here, within):
        bare = word.removesuffix("()").removeprefix("coaching.")
        target = bare if bare in self.places else bare.split(".")[0]
        if target in self.places and target != within and ("_" in target or "." in bare):
            return self.link(target, here, word)
        return code(word)

    def plain(self, text, here, within):
        made, end = "", 0
        for match in IDENTIFIER.finditer(text):
            made += escaped(text[end:match.start()])
            word = match[0]
            made += escaped(word) if re.fullmatch(r"(?:e\.g|i\.e)", word) else self.name(word, here, within)
            end = match.end()
        return made + escaped(text[end:])

    def __call__(self, comment, here, within=None):
        """JSON in the comment becomes code as a whole."""
        made, at = "", 0
        while match := re.compile(r'\{|\[(?=[{\]"])').search(comment, at):
            close = matching(comment, match.start())
            if close < 0:
                break
            made += self.plain(comment[at:match.start()], here, within)
            made += code(comment[match.start():close + 1])
            at = close + 1
        return made + self.plain(comment[at:], here, within)


def relative(file, here):
    """From one page to another: the contents are in docs, the slices in docs/reference."""
    if here == "reference.md":
        return f"reference/{file}"
    return f"../{file}" if file == "reference.md" else file


def table(heads, rows):
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |"
    yield ""
