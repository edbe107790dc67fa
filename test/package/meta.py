"""META.json by the rules of the PGXN Meta Spec 1.0.0: meta.py META.json VERSION FILES, where FILES lists
what is in the archive. Prints what is wrong."""
import json
import re
import sys

LICENSES = {"agpl_3", "apache_1_1", "apache_2_0", "artistic_1", "artistic_2", "bsd", "freebsd", "gfdl_1_2", "gfdl_1_3", "gpl_1",
            "gpl_2", "gpl_3", "lgpl_2_1", "lgpl_3_0", "mit", "mozilla_1_0", "mozilla_1_1", "openssl", "perl_5", "postgresql",
            "qpl_1_0", "ssleay", "sun", "zlib", "open_source", "restricted", "unrestricted", "unknown"}
KEYS = {"abstract", "maintainer", "license", "provides", "name", "version", "meta-spec", "description", "generated_by", "tags",
        "no_index", "prereqs", "release_status", "resources"}
REQUIRED = {"abstract", "maintainer", "license", "provides", "name", "version", "meta-spec"}
SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-?[a-zA-Z][-0-9A-Za-z]*)?")
PHASES = {"configure", "build", "test", "runtime", "develop"}
RELATIONS = {"requires", "recommends", "suggests", "conflicts"}

meta_file, version, archive_file = sys.argv[1:]
meta = json.load(open(meta_file))
archive = {line.strip() for line in open(archive_file)}
wrong = []


def rule(holds, sentence):
    if not holds:
        wrong.append(sentence)


def text(value, least=1, most=10**6):
    return isinstance(value, str) and least <= len(value) <= most


rule(REQUIRED <= meta.keys(), f"missing: {sorted(REQUIRED - meta.keys())}")
if wrong:
    sys.exit(wrong[0])
rule(not {key for key in meta.keys() - KEYS if not key.lower().startswith("x_")}, f"unknown: {sorted(meta.keys() - KEYS)}")
rule(re.fullmatch(r"[^\s/\\\x00-\x1f\x7f]{2,}", meta["name"]), "name: two characters or more, no blanks, no slashes")
rule(SEMVER.fullmatch(meta["version"]), "version: three numbers")
rule(meta["version"] == version, f"version: is {meta['version']}, coaching.control says {version}")
rule(text(meta["abstract"]), "abstract: a text")
maintainers = meta["maintainer"] if isinstance(meta["maintainer"], list) else [meta["maintainer"]]
rule(maintainers and all(text(one) for one in maintainers), "maintainer: a text or several")
licenses = meta["license"]
if isinstance(licenses, dict):
    rule(all(re.match(r"https?://", url) for url in licenses.values()), "license: a name with an address")
else:
    rule(set([licenses] if isinstance(licenses, str) else licenses) <= LICENSES, "license: one of the spec's words")
rule(meta["meta-spec"].get("version") == "1.0.0", "meta-spec.version: 1.0.0")
rule(meta["meta-spec"].get("url", "https://pgxn.org/meta/spec.txt") in
     ("https://pgxn.org/meta/spec.txt", "http://pgxn.org/meta/spec.txt"), "meta-spec.url: the spec's")
rule(meta.get("release_status", "stable") in ("stable", "testing", "unstable"), "release_status: stable, testing or unstable")

rule(meta["provides"], "provides: at least one extension")
for name, one in meta["provides"].items():
    rule({"file", "version"} <= one.keys(), f"provides.{name}: file and version")
    rule(not one.keys() - {"file", "version", "abstract", "docfile"}, f"provides.{name}: something unknown")
    rule(one["version"] == meta["version"], f"provides.{name}.version: that of the whole")
    for key in {"file", "docfile"} & one.keys():
        rule(one[key] in archive, f"provides.{name}.{key}: {one[key]} is not in the archive")

for phase, relations in meta.get("prereqs", {}).items():
    rule(phase in PHASES, f"prereqs: no phase {phase}")
    for relation, needed in relations.items():
        rule(relation in RELATIONS, f"prereqs.{phase}: no relation {relation}")
        for name, least in needed.items():
            rule(least == 0 or all(SEMVER.fullmatch(part.strip(" <>=!")) for part in str(least).split(",")),
                 f"prereqs.{phase}.{relation}.{name}: 0 or versions of three numbers")
for tag in meta.get("tags", []):
    rule(text(tag, 1, 255) and not re.search(r"[/\\\x00-\x1f\x7f]", tag), f"tags: {tag!r}")

print("\n".join(wrong))
sys.exit(bool(wrong))
