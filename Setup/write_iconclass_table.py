#!/usr/bin/python3
"""Writes the table of Iconclass that Winnow reads, from the data in the wheel of the PyPI package `iconclass`.

    write_iconclass_table.py WHEEL TABLE

The wheel holds a zip file with `notations.txt` (N notation, C children, R related, K group of keys), `keys.txt`
(K group, S keys) and `txt_LANGUAGE.txt` (notation or key, a bar, the text). The columns of the table are described in
Sources/EDM/Vocabulary/Iconclass/IconclassVocabulary.swift.
"""

import io
import os
import sys
import zipfile

# The languages as the files name them, and their BCP 47 tags.
LANGUAGES = [("en", "en"), ("de", "de"), ("fr", "fr"), ("it", "it"), ("pt", "pt"), ("jp", "ja")]


def blocks(text):
    """The entries of a file as dictionaries from a field to its values; `;` goes on with the field before."""
    for block in text.split("\n$"):
        entry, field = {}, None
        for line in block.split("\n"):
            name, _, value = line.partition(" ")
            value = value.strip()
            if not value:
                continue
            field = field if name == ";" else name
            entry.setdefault(field, []).append(value)
        if entry:
            yield entry


def read_texts(archive, language):
    texts = {}
    for line in archive.read(f"txt_{language}.txt").decode("utf-8").split("\n"):
        parts = line.strip().split("|")
        if len(parts) == 2 and parts[1].strip():
            texts[parts[0].strip()] = " ".join(parts[1].split())
    return texts


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    wheel, table = sys.argv[1:]
    with zipfile.ZipFile(wheel) as outer:
        archive = zipfile.ZipFile(io.BytesIO(outer.read("iconclass/data.zip")))
    notations = {}
    for entry in blocks(archive.read("notations.txt").decode("utf-8")):
        notations[entry["N"][0]] = entry
    # A key with a q stands for doubled letters and is none that can be written.
    keys = {}
    for entry in blocks(archive.read("keys.txt").decode("utf-8")):
        keys[entry["K"][0]] = [key for key in entry.get("S", []) if "q" not in key]
    broader = {}
    for notation, entry in notations.items():
        for child in entry.get("C", []):
            broader.setdefault(child, notation)
    texts = [read_texts(archive, name) for name, _ in LANGUAGES]

    def labels(name):
        return [text.get(name, "") for text in texts]

    rows = []
    for notation, entry in notations.items():
        group = entry.get("K", [""])[0]
        rows.append(
            [notation, broader.get(notation, ""), group if keys.get(group) else "",
             "|".join(child for child in entry.get("C", []) if child in notations),
             "|".join(other for other in entry.get("R", []) if other in notations)] + labels(notation))
    for group, members in keys.items():
        rows += [[group + key, "", "", "", ""] + labels(group + key) for key in members]
    # What has no text in any language cannot be said.
    rows = [row for row in rows if any(row[5:])]
    rows.sort(key=lambda row: row[0].encode("utf-8"))
    with open(table, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"# Iconclass, from the data of {os.path.basename(wheel)} (PyPI); iconclass.org\n")
        header = ["notation", "broader", "key", "narrower", "related"]
        file.write("\t".join(header + [f"label@{tag}" for _, tag in LANGUAGES]) + "\n")
        for row in rows:
            if any("\t" in cell for cell in row):
                sys.exit(f"{row[0]}: a tab stands in a text")
            file.write("\t".join(row) + "\n")
    print(f"setup: Iconclass: {len(rows)} notations and keys")


main()
