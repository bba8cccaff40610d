"""Answers ListRecords of oai_dc with pyoai's BatchingServer, all in one process: records in memory, no HTTP, no store.

usage: pyoai_server.py RECORDS PAGE SECONDS     prints JSON: records answered and processor seconds

pyoai 2.5.0 reads its resumption tokens with cgi.parse_qs, which Python 3.8 took away: it is given back here. With
lxml 5 and later its reading side fails, which is not used.
"""
import cgi
import json
import random
import re
import sys
import time
import urllib.parse
from datetime import datetime

cgi.parse_qs = urllib.parse.parse_qs

from oaipmh import common, metadata, server  # noqa: E402

WORDS = """view portrait landscape church river city market drawing photograph letter map engraving street house
bridge harbour castle garden mountain village unknown collection museum archive print negative glass plate""".split()


def text(count):
    return ' '.join(random.choice(WORDS) for _ in range(count))


def record(number):
    """As much text as the oai_dc records of the benchmark's store have: some 2.5 KB in XML."""
    fields = {
        'title': [text(8)], 'creator': [text(2), text(2)], 'subject': [text(2) for _ in range(6)],
        'description': [text(55), text(55)], 'publisher': [text(5)], 'contributor': [text(2)], 'date': ['1890'],
        'type': ['Image', text(1)], 'format': ['image/jpeg', text(2)],
        'identifier': ['http://collection.example.org/item/%d' % number], 'source': [text(6)], 'language': ['de'],
        'relation': [text(4)], 'coverage': [text(3)], 'rights': ['http://rightsstatements.org/vocab/InC/1.0/']}
    header = common.Header(
        None, 'oai:collection.example.org:item_%d' % number, datetime(2026, 1, 1), ['department:%d' % (number % 7)],
        False)
    return header, common.Metadata(None, fields), None


class Records:
    def __init__(self, count):
        self.records = [record(number) for number in range(count)]

    def listRecords(self, metadataPrefix, set=None, from_=None, until=None, cursor=0, batch_size=10):
        return self.records[cursor:cursor + batch_size]

    def identify(self):
        return common.Identify(
            'Benchmark', 'http://127.0.0.1/oai', '2.0', ['bench@example.org'], datetime(2026, 1, 1), 'no',
            'YYYY-MM-DDThh:mm:ssZ', [])


def main(count, page, seconds):
    registry = metadata.MetadataRegistry()
    registry.registerWriter('oai_dc', server.oai_dc_writer)
    repository = server.BatchingServer(Records(count), registry, resumption_batch_size=page)
    answered = size = 0
    arguments = {'metadataPrefix': 'oai_dc'}
    began = time.process_time()
    while time.process_time() - began < seconds:
        answer = repository.handleRequest(dict(arguments, verb='ListRecords'))
        answered += answer.count(b'<record>')
        size += len(answer)
        token = re.search(rb'<resumptionToken[^>]*>([^<]+)<', answer[-2000:])
        arguments = {'resumptionToken': token.group(1).decode()} if token else {'metadataPrefix': 'oai_dc'}
    used = time.process_time() - began
    print(json.dumps({'records': answered, 'bytes': size, 'processorSeconds': used}))


main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
