"""Reads dumps of the same records in several forms and tells, as JSON, whether they are the same graph.

usage: compare_dumps.py FOLDER...

Each FOLDER is a dump: RDF/XML in zip archives, files or documents of providers, N-Triples or JSON-LD. The first one is
what the others are compared to. Where rapper is installed, its count of the statements stands beside that of RDFLib.
"""

import collections
import glob
import gzip
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile

from rdflib import BNode, Graph, Literal, URIRef

FORMATS = {".rdf": "xml", ".nt": "nt", ".jsonld": "json-ld"}
VOCABULARIES = ("http://www.wikidata.org/", "http://vocab.getty.edu/", "http://iconclass.org/")
# What an in-record concept may say of a vocabulary's concept: which it is, what it is called.
SKOS = "http://www.w3.org/2004/02/skos/core#"
ALLOWED = {SKOS + name for name in ("prefLabel", "altLabel", "exactMatch", "closeMatch", "broader", "inScheme", "notation")}
ALLOWED.add("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def documents(folder):
    """The RDF documents of a dump, with the ending that tells their format."""
    for path in sorted(glob.glob(os.path.join(folder, "**", "*"), recursive=True)):
        name = path.removesuffix(".gz")
        if name.endswith(".zip"):
            archive = zipfile.ZipFile(path)
            assert archive.testzip() is None
            for entry in archive.namelist():
                yield entry, archive.read(entry)
        elif os.path.splitext(name)[1] in FORMATS:
            opened = gzip.open(path) if path.endswith(".gz") else open(path, "rb")
            with opened as file:
                yield name, file.read()


def rapper(name, document):
    """How many statements rapper counts; None where it is not there or does not know the format."""
    syntax = {".rdf": "rdfxml", ".nt": "ntriples"}.get(os.path.splitext(name)[1])
    if syntax is None or not os.access("/usr/bin/rapper", os.X_OK):
        return None
    answer = subprocess.run(
        ["/usr/bin/rapper", "-c", "-i", syntax, "-I", "http://example.org/", "-"], input=document,
        capture_output=True)
    assert answer.returncode == 0, answer.stderr.decode()
    words = [line for line in answer.stderr.decode().splitlines() if "returned" in line][-1].split()
    return int(words[words.index("returned") + 1])


def canonical(graph):
    """The statements of a graph whose nodes without a name are trees, each told by all that is said of it.

    Two graphs of this kind are isomorphic where these are equal."""
    said = collections.defaultdict(list)
    for subject, name, value in graph:
        said[subject].append((name, value))
    known = {}

    def label(node):
        # Real records link to what is no valid IRI; RDF/XML carries it, the other forms percent-encode it.
        if isinstance(node, Literal):
            return f"{str(node)!r}@{node.language}^^{node.datatype}"
        if not isinstance(node, BNode):
            # And relative references: RDF/XML leaves them to the place of the document, the other forms resolve them
            # against the record's identifier in the repository and a slash.
            name = re.sub(r"^oai:winnow\.example\.org:[^/]*/", "", str(node))
            return re.sub(r'[\x00-\x20<>"{}|^`\\]', lambda found: f"%{ord(found[0]):02X}", name)
        if node not in known:
            known[node] = None
            text = "\n".join(sorted(f"{name} {label(value)}" for name, value in said[node]))
            known[node] = "_:" + hashlib.sha256(text.encode()).hexdigest()
        assert known[node] is not None, "nodes without a name go in a circle"
        return known[node]

    return collections.Counter((label(s), str(p), label(o)) for s, p, o in graph)


def main(*folders):
    answer = {"dumps": [], "forbidden": [], "different": []}
    first = None
    for folder in folders:
        graph = Graph()
        rows, counted = 0, 0
        for name, document in documents(folder):
            part = Graph().parse(data=document, format=FORMATS[os.path.splitext(name)[1]])
            rows += len(part)
            count = rapper(name, document)
            counted = None if count is None or counted is None else counted + count
            for statement in part:
                graph.add(statement)
        for subject, name, value in graph:
            if str(subject).startswith(VOCABULARIES) and str(name) not in ALLOWED:
                answer["forbidden"].append(f"{subject} {name} {value}")
            if isinstance(name, URIRef) and str(name).endswith(("confidenceLevel", "wasGeneratedBy")):
                answer["forbidden"].append(f"{subject} {name} {value}")
        statements = canonical(graph)
        literals = sum(1 for _, _, value in graph if isinstance(value, Literal))
        answer["dumps"].append(
            {"statements": len(graph), "literals": literals, "rows": rows, "rapper": counted})
        if first is None:
            first = statements
        else:
            answer["different"] += [f"{folder}: {one}" for one in list((first - statements) + (statements - first))[:5]]
    json.dump(answer, sys.stdout)


main(*sys.argv[1:])
