"""Reads a dump with RDFLib and the source records beside it, and tells, as JSON, what is wrong.

usage: read_dump.py DUMP BASE FOLDER...

Each FOLDER holds the record files of an institution; BASE stands for {base} in them.
"""

import glob
import json
import os
import sys

from lxml import etree
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS

EDM = "http://www.europeana.eu/schemas/edm/"
DC = "{http://purl.org/dc/elements/1.1/}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
VOCABULARIES = ("http://www.wikidata.org/", "http://vocab.getty.edu/", "http://iconclass.org/")
# What an in-record concept may say of a vocabulary's concept: which it is, what it is called.
ALLOWED = {RDF.type, SKOS.prefLabel, SKOS.altLabel, SKOS.exactMatch, SKOS.closeMatch, SKOS.broader,
           SKOS.inScheme, SKOS.notation}
# Rights are put into their canonical form, and the protocol of the schema has no place for others.
RIGHTS = {URIRef(EDM + "rights"), URIRef("http://purl.org/dc/elements/1.1/rights")}


def source_literals(path, base):
    """Every descriptive literal of a record file, with its language."""
    text = open(path, encoding="utf-8").read().replace("{base}", base)
    root = etree.fromstring(text.encode())
    if root.tag.endswith("RDF"):
        graph = Graph().parse(data=text, format="xml")
        return {(str(value), value.language) for _, name, value in graph
                if isinstance(value, Literal) and name not in RIGHTS}
    return {(one.text, one.get(LANGUAGE)) for one in root
            if one.tag.startswith(DC) and one.tag != DC + "rights" and one.text
            and not one.text.startswith(base)}


def main(dump, base, *folders):
    answer = {"files": 0, "triples": 0, "subjects": [], "forbidden": [], "lost": [], "literals": 0}
    literals = set()
    subjects = set()
    linked = set()
    for path in glob.glob(os.path.join(dump, "**", "*.rdf"), recursive=True):
        graph = Graph().parse(path, format="xml")
        answer["files"] += 1
        answer["triples"] += len(graph)
        for subject, name, value in graph:
            if isinstance(value, Literal):
                literals.add((str(value), value.language))
            if isinstance(value, URIRef) and str(value).startswith(VOCABULARIES):
                linked.add(f"{name} {value}")
            if str(subject).startswith(VOCABULARIES):
                subjects.add(str(subject))
                if name not in ALLOWED:
                    answer["forbidden"].append(f"{subject} {name} {value}")
            if str(name) in (EDM + "confidenceLevel", EDM + "wasGeneratedBy"):
                answer["forbidden"].append(f"{subject} {name} {value}")
    values = {text for text, _ in literals}
    for folder in folders:
        for path in glob.glob(os.path.join(folder, "**", "*.xml"), recursive=True):
            for text, language in source_literals(path, base):
                answer["literals"] += 1
                if (text, language) not in literals and not (language is None and text in values):
                    answer["lost"].append(f"{os.path.basename(path)}: {text!r} @{language}")
    answer["subjects"] = sorted(subjects)
    answer["linked"] = sorted(linked)
    json.dump(answer, sys.stdout)


main(*sys.argv[1:])
