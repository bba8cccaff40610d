"""Harvests one list with http.client and lxml: every page is parsed and every metadata element serialised.

This is the least that a harvester written in Python with a parser in C can do; nothing is stored.
usage: lxml_floor.py URL PREFIX            prints the number of records
"""
import http.client
import sys
from urllib.parse import quote, urlsplit

from lxml import etree

OAI = "{http://www.openarchives.org/OAI/2.0/}"


def main(url, prefix):
    endpoint = urlsplit(url)
    connection = http.client.HTTPConnection(endpoint.netloc)
    query = f"metadataPrefix={prefix}"
    records = 0
    while query:
        connection.request("GET", f"{endpoint.path}?verb=ListRecords&{query}")
        page = etree.fromstring(connection.getresponse().read())
        records += sum(1 for _ in page.iter(OAI + "record"))
        for metadata in page.iter(OAI + "metadata"):
            etree.tostring(metadata)
        token = page.findtext(f".//{OAI}resumptionToken")
        query = f"resumptionToken={quote(token)}" if token else None
    print(records)


main(*sys.argv[1:])
