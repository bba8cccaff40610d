"""Harvests one list with oaipmh-scythe and reads the identifier of every record; nothing is stored.

usage: scythe_client.py URL PREFIX         prints the number of records
"""
import sys

from oaipmh_scythe import Scythe


def main(url, prefix):
    records = 0
    with Scythe(url) as endpoint:
        for record in endpoint.list_records(metadata_prefix=prefix):
            len(record.header.identifier)
            records += 1
    print(records)


main(*sys.argv[1:])
