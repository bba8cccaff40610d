"""Harvests an OAI-PMH endpoint whole with oaipmh-scythe and tells, as JSON, what came in each prefix.

usage: harvest_scythe.py ENDPOINT PREFIX...
"""

import json
import sys

from oaipmh_scythe import Scythe
from oaipmh_scythe.exceptions import NoRecordsMatch


def main(address, *prefixes):
    answer = {}
    with Scythe(address) as endpoint:
        for prefix in prefixes:
            try:
                records = list(endpoint.list_records(metadata_prefix=prefix, ignore_deleted=False))
            except NoRecordsMatch:
                records = []
            answer[prefix] = {
                "records": len({one.header.identifier for one in records}),
                "deliveries": len(records),
                "deleted": sum(1 for one in records if one.header.deleted),
            }
    json.dump(answer, sys.stdout)


main(*sys.argv[1:])
