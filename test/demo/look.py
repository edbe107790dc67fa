"""What a report of the demo shows, read out of the file by an XML parser: look.py FILE WHAT prints one thing a line.

sessions, points, factors: what the pictures draw, by the data they carry; answers: the table of the same query;
names: the people in the calendar; tags: every element there is; loads: whatever a browser would fetch or run."""
import re
import sys
import xml.etree.ElementTree as ElementTree

page = ElementTree.parse(sys.argv[1]).getroot()
elements = list(page.iter())


def of_class(word):
    return [e for e in elements if word in e.get("class", "").split()]


def words(element):
    return "".join(element.itertext())


def loads():
    for element in elements:
        if element.tag in ("script", "link", "img", "iframe", "object", "embed", "base", "use", "image"):
            yield element.tag
        for name, value in element.attrib.items():
            if name in ("src", "href", "srcset", "style") or name.endswith("}href") or name.startswith("on"):
                yield f"{element.tag} {name}={value}"
    for text in [words(e) for e in elements if e.tag == "style"] + [" ".join(e.attrib.values()) for e in elements]:
        yield from re.findall(r"https?://\S*|@import.*|url\((?!#)[^)]*\)", text)


def geometry():
    """Of each session the day (a column's number), its first minute and its length, from where it is drawn."""
    hours = {words(e): float(e.get("y")) - 4 for e in of_class("hour") if re.fullmatch(r"\d\d:00", words(e))}
    (first, top), *_, (last, bottom) = hours.items()
    minute = (bottom - top) / (int(last[:2]) - int(first[:2])) / 60
    left = min(float(e.get("x")) for e in of_class("ground"))
    for e in of_class("session"):
        day = int((float(e.get("x")) - left) // float(of_class("ground")[0].get("width")))
        begins = round((float(e.get("y")) - top) / minute) + int(first[:2]) * 60
        yield f"{e.get('data-booking')} {day} {begins} {round(float(e.get('height')) / minute)}"


looks = {
    "sessions": geometry,
    "names": lambda: (words(e) for e in of_class("name")),
    "points": lambda: (f"{e.get('data-week')} {e.get('data-kg')}" for e in of_class("point") if e.get("data-week")),
    "factors": lambda: (e.get("data-points") for e in of_class("points")),
    "answers": lambda: (
        " ".join(words(cell).replace(",", "") for cell in row if cell.tag == "td")
        for section in elements if section.get("id") == "who-sees-what"
        for row in section.iter("tr") if row.find("td") is not None),
    "tags": lambda: sorted({e.tag for e in elements}),
    "loads": loads,
}
for line in looks[sys.argv[2]]():
    print(line)
