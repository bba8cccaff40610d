"""Serves numbered records of a pretend repository by somebody else's OAI-PMH server, on a free port of loopback.

usage: serve.py oai_repo|oaipmh COUNT PAGE_SIZE [without-deleted]

Record N is changed N minutes after the beginning of 2024, belongs to the sets `all:odd` or `all:even`, and is deleted
where 50 divides N; oai_repo keeps such a record in its counts and lists of headers, and never hands it out. The address
is printed to standard error once the server listens.
"""

import sys
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

BEGINNING = datetime(2024, 1, 1)
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"


class Record:
    def __init__(self, number):
        self.number = number
        self.identifier = f"oai:peer:{number}"
        self.datestamp = BEGINNING + timedelta(minutes=number)
        self.sets = ["all", "all:odd" if number % 2 else "all:even"]
        self.is_deleted = number % 50 == 0

    def metadata(self):
        root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC})
        etree.SubElement(root, f"{{{DC}}}title").text = f"Blatt {self.number} <recto> & verso"
        return root


def chosen(records, set=None, earliest=None, latest=None):
    return [
        one
        for one in records
        if (set is None or set in one.sets)
        and (earliest is None or one.datestamp >= earliest)
        and (latest is None or one.datestamp <= latest)
    ]


def serve_oai_repo(records, page_size):
    """The repository of oai_repo, Michigan State University Libraries."""
    import oai_repo

    by_identifier = {one.identifier: one for one in records}

    class Data(oai_repo.DataInterface):
        limit = page_size

        def get_identify(self):
            return oai_repo.Identify(
                repository_name="Peer",
                base_url="http://peer.example.org/oai",
                admin_email=["peer@example.org"],
                earliest_datestamp="2024-01-01T00:00:00Z",
                deleted_record="persistent",
                granularity="YYYY-MM-DDThh:mm:ssZ",
            )

        def is_valid_identifier(self, identifier):
            return identifier in by_identifier

        def get_metadata_formats(self, identifier=None):
            return [oai_repo.MetadataFormat("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OAI_DC)]

        def get_record_header(self, identifier):
            one = by_identifier[identifier]
            return oai_repo.RecordHeader(
                identifier, one.datestamp.strftime("%Y-%m-%dT%H:%M:%SZ"), one.sets, "deleted" if one.is_deleted else None
            )

        def get_record_metadata(self, identifier, metadataprefix):
            one = by_identifier[identifier]
            return None if one.is_deleted else one.metadata()

        def get_record_abouts(self, identifier):
            return []

        def list_set_specs(self, identifier=None, cursor=0):
            specs = by_identifier[identifier].sets if identifier else ["all", "all:even", "all:odd"]
            return specs, len(specs), None

        def get_set(self, setspec):
            return oai_repo.Set(setspec, setspec, [])

        def list_identifiers(self, metadataprefix, filter_from=None, filter_until=None, filter_set=None, cursor=0):
            bounds = [date and date.astimezone(timezone.utc).replace(tzinfo=None) for date in (filter_from, filter_until)]
            found = chosen(records, filter_set, *bounds)
            return [one.identifier for one in found[cursor : cursor + page_size]], len(found), None

    repository = oai_repo.OAIRepository(Data())
    return lambda arguments: bytes(repository.process(arguments))


def serve_oaipmh(records, page_size):
    """The batching server of oaipmh, ETH Library's continuation of pyoai."""
    from oaipmh import common, error, metadata, server

    def triple(one):
        header = common.Header(None, one.identifier, one.datestamp, one.sets, one.is_deleted)
        return header, None if one.is_deleted else one, None

    class Data:
        def identify(self):
            return common.Identify(
                "Peer", "http://peer.example.org/oai", "2.0", ["peer@example.org"], BEGINNING, "persistent",
                "YYYY-MM-DDThh:mm:ssZ", ["identity"],
            )

        def getRecord(self, metadataPrefix, identifier):
            for one in records:
                if one.identifier == identifier:
                    return triple(one)
            raise error.IdDoesNotExistError(identifier)

        def listMetadataFormats(self, identifier=None):
            return [("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OAI_DC)]

        def listSets(self, cursor=0, batch_size=10):
            return [(spec, spec, None) for spec in ["all", "all:even", "all:odd"]][cursor : cursor + batch_size]

        def listRecords(self, metadataPrefix, set=None, from_=None, until=None, cursor=0, batch_size=10):
            return [triple(one) for one in chosen(records, set, from_, until)[cursor : cursor + batch_size]]

        def listIdentifiers(self, **arguments):
            return [header for header, _, _ in self.listRecords(**arguments)]

    registry = metadata.MetadataRegistry()
    registry.registerWriter("oai_dc", lambda element, one: element.append(one.metadata()))
    repository = server.BatchingServer(Data(), registry, resumption_batch_size=page_size)
    return repository.handleRequest


def main(kind, count, page_size, deleted="with-deleted"):
    records = [Record(number) for number in range(1, int(count) + 1)]
    if deleted == "without-deleted":
        records = [one for one in records if not one.is_deleted]
    answer = {"oai_repo": serve_oai_repo, "oaipmh": serve_oaipmh}[kind](records, int(page_size))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = answer(dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True)))
            self.send_response(200)
            self.send_header("Content-Type", "text/xml; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"at http://127.0.0.1:{server.server_port}/oai", file=sys.stderr, flush=True)
    server.serve_forever()


main(*sys.argv[1:])
