"""Harvests one list with sickle and asks for the text of every record; nothing is stored.

usage: sickle_client.py URL PREFIX         prints the number of records
"""
import sys

from sickle import Sickle


def main(url, prefix):
    records = 0
    for record in Sickle(url).ListRecords(metadataPrefix=prefix):
        len(record.raw)
        records += 1
    print(records)


main(*sys.argv[1:])
