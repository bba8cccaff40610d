"""Harvests an OAI-PMH endpoint whole with Sickle and tells, as JSON, what came.

usage: harvest.py ENDPOINT FOLDER

FOLDER receives the metadata of each `edm` record, a file a record.
"""

import json
import os
import sys

from lxml import etree
from sickle import Sickle
from sickle.iterator import OAIResponseIterator
from sickle.oaiexceptions import NoRecordsMatch

OAI = "{http://www.openarchives.org/OAI/2.0/}"


def listed(endpoint, **arguments):
    """Every record of a list, deleted ones too; none where no record matches."""
    try:
        return list(endpoint.ListRecords(**arguments))
    except NoRecordsMatch:
        return []


def write_metadata(records, folder):
    os.makedirs(folder, exist_ok=True)
    for number, record in enumerate(records):
        if not record.deleted:
            metadata = record.xml.find(OAI + "metadata")[0]
            etree.ElementTree(metadata).write(
                os.path.join(folder, f"{number}.xml"), encoding="UTF-8", xml_declaration=True
            )


def main(address, folder):
    endpoint = Sickle(address)
    answer = {"prefixes": {}, "identifiers": {}, "sets": {}, "stamps": {}}
    answer["formats"] = sorted(one.metadataPrefix for one in endpoint.ListMetadataFormats())
    answer["deleted_policy"] = endpoint.Identify().deletedRecord
    for prefix in answer["formats"]:
        records = listed(endpoint, metadataPrefix=prefix)
        answer["prefixes"][prefix] = {
            "records": len(records),
            "distinct": len({one.header.identifier for one in records}),
            "deleted": sorted(one.header.identifier for one in records if one.deleted),
        }
        if prefix == "edm":
            write_metadata(records, folder)
            answer["identifiers"] = sorted(one.header.identifier for one in records)
            stamps = sorted({one.header.datestamp for one in records})
            for stamp in stamps:
                day = len(listed(endpoint, metadataPrefix=prefix, **{"from": stamp, "until": stamp}))
                answer["stamps"][stamp] = day
            answer["after_all"] = len(listed(endpoint, metadataPrefix=prefix, **{"from": "2999-01-01"}))
    headers = list(endpoint.ListIdentifiers(metadataPrefix="edm"))
    answer["headers"] = len(headers)
    for one in endpoint.ListSets():
        answer["sets"][one.setSpec] = len(listed(endpoint, metadataPrefix="edm", set=one.setSpec))
    pages = Sickle(address, iterator=OAIResponseIterator).ListRecords(metadataPrefix="edm")
    answer["pages"] = sum(1 for _ in pages)
    if headers:
        one = endpoint.GetRecord(metadataPrefix="edm", identifier=answer["identifiers"][0])
        answer["got"] = one.header.identifier
    json.dump(answer, sys.stdout)


main(*sys.argv[1:])
