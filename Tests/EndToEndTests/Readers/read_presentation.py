"""Reads what a server says below /iiif, as others do, and tells, as JSON, what it found.

usage: read_presentation.py BASE

Walks the stream of changes, validates every manifest and annotation page (with iiif-prezi3 where it is installed), and
compares every annotation page with the repository's `oa` as graphs. The contexts of IIIF and W3C are not asked for:
what of them is used stands in contexts.json beside this file.
"""

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

from lxml import etree
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.compare import graph_diff, isomorphic, to_isomorphic

try:
    import iiif_prezi3
except ImportError:
    iiif_prezi3 = None

OAI = "{http://www.openarchives.org/OAI/2.0/}"
RDF_ROOT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "contexts.json"), encoding="utf-8") as file:
    CONTEXTS = json.load(file)


def get(address):
    request = urllib.request.Request(address, headers={"Origin": "http://viewer.example.org"})
    with urllib.request.urlopen(request) as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == "*", address
        return answer.read(), answer.headers


def status(address):
    try:
        return urllib.request.urlopen(address).status
    except urllib.error.HTTPError as error:
        return error.code


def resolved(context, own):
    """A context with those that it names by address put in their place."""
    if isinstance(context, list):
        return [resolved(one, own) for one in context]
    if isinstance(context, str):
        return resolved((CONTEXTS.get(context) or own[context])["@context"], own)
    return {name: {**value, "@context": resolved(value["@context"], own)}
            if isinstance(value, dict) and "@context" in value else value
            for name, value in context.items()}


def graph_of(document, own):
    """A document as a graph, its contexts taken from here and from the server itself."""
    copy = dict(document)
    copy["@context"] = resolved(document["@context"], own)
    return Graph().parse(data=json.dumps(copy), format="json-ld")


def without_page(graph, page):
    """What a page says of itself taken away: its type, label and list of items."""
    for triple in list(graph.triples((URIRef(page), None, None))):
        graph.remove(triple)
    for node in list(graph.subjects(RDF.first)):
        graph.remove((node, None, None))
    return graph


def main(base):
    found = {"validated": 0, "problems": [], "pages": 0, "manifests": [], "annotations": [], "deleted": [],
             "kinds": [], "triples": 0, "bodies": [], "singles": 0, "quality": 0}
    context, _ = get(base + "/iiif/context.json")
    own = {base + "/iiif/context.json": json.loads(context)}
    collection = json.loads(get(base + "/iiif/changes")[0])
    found["total"] = collection["totalItems"]
    following = collection["last"]["id"]
    while following:
        page = json.loads(get(following)[0])
        assert page["id"] == following
        found["pages"] += 1
        for item in page["orderedItems"]:
            found["kinds"].append(item["type"])
            if item["type"] == "Delete":
                found["deleted"].append(status(item["object"]["id"]))
            else:
                kind = "manifests" if item["object"]["type"] == "Manifest" else "annotations"
                found[kind].append(item["object"]["id"])
        following = page.get("prev", {}).get("id")
    for address in found["manifests"] + found["annotations"]:
        body, headers = get(address)
        document = json.loads(body)
        assert document["id"] == address
        assert headers["Content-Type"] == \
            'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'
        if iiif_prezi3:
            kind = iiif_prezi3.Manifest if document["type"] == "Manifest" else iiif_prezi3.AnnotationPage
            try:
                kind(**document)
                found["validated"] += 1
            except Exception as error:  # noqa: BLE001: whatever it does not like is what is told
                found["problems"].append(f"{address}: {error}")
    for address in found["annotations"]:
        document = json.loads(get(address)[0])
        said = without_page(graph_of(document, own), address)
        identifier = urllib.parse.unquote(address.split("/iiif/")[1].removesuffix("/annotations"))
        query = urllib.parse.urlencode(
            {"verb": "GetRecord", "metadataPrefix": "oa", "identifier": identifier})
        record = etree.fromstring(urllib.request.urlopen(f"{base}/oai?{query}").read())
        repository = Graph().parse(data=etree.tostring(next(record.iter(RDF_ROOT))), format="xml")
        found["triples"] += len(said)
        if not isomorphic(said, repository):
            _, ours, theirs = graph_diff(to_isomorphic(said), to_isomorphic(repository))
            found["problems"] += [f"page alone: {triple}" for triple in ours]
            found["problems"] += [f"oa alone: {triple}" for triple in theirs]
        union = Graph()
        for item in document["items"]:
            single, headers = get(item["id"])
            assert headers["Content-Type"] == 'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"'
            union += graph_of(json.loads(single), own)
            found["singles"] += 1
        if len(union) != len(said):
            found["problems"].append(f"{address}: {len(union)} triples one by one, {len(said)} as a page")
        quality = address.removesuffix("/annotations") + "/quality"
        measured = Graph().parse(data=get(quality)[0].decode(), format="json-ld")
        dqv = Namespace("http://www.w3.org/ns/dqv#")
        found["quality"] += len(set(measured.subjects(RDF.type, dqv.QualityMeasurement)))
        for metric in set(measured.objects(None, dqv.isMeasurementOf)):
            get(str(metric))
    json.dump(found, sys.stdout)


main(*sys.argv[1:])
