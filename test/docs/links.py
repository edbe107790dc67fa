"""Links of Markdown files that lead nowhere: links.py FILE… prints each of them."""
import os
import re
import sys


def anchors(path):
    heads = re.findall(r"(?m)^#+ +(.+)$", re.sub(r"(?ms)^```.*?^```", "", open(path, encoding="utf-8").read()))
    return {re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", head.lower())).replace(" ", "-") for head in heads}


for page in sys.argv[1:]:
    text = re.sub(r"(?ms)^```.*?^```", "", open(page, encoding="utf-8").read())
    for target in re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r"(?:src|srcset)=\"([^\"]+)\"", text):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        path = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
        if not os.path.exists(path) or (anchor and anchor not in anchors(path)):
            print(f"{page}: {target}")
