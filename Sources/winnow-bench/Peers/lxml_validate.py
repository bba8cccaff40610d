"""Parses, validates and serialises the records of a folder with lxml, again and again until the time is up.

This is what a script of a few lines does with a record: nothing is mended, normalised, judged or tiered.
usage: lxml_validate.py FOLDER SECONDS [SCHEMA_FOLDER]     prints JSON
"""
import json
import os
import sys
import time

from lxml import etree


def main(folder, seconds, schema_folder=None):
    records = []
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            records.append(file.read())
    schema = etree.XMLSchema(etree.parse(os.path.join(schema_folder, "EDM.xsd"))) if schema_folder else None

    def work(record):
        try:
            tree = etree.fromstring(record)
        except etree.XMLSyntaxError:
            return False, False
        valid = schema is not None and schema.validate(tree)
        etree.tostring(tree)
        return True, valid

    first = [work(record) for record in records]
    done = 0
    start = time.process_time()
    while time.process_time() - start < float(seconds):
        for record in records:
            work(record)
        done += len(records)
    spent = time.process_time() - start
    print(json.dumps({
        "records": done,
        "processorSeconds": spent,
        "parsed": sum(parsed for parsed, _ in first),
        "valid": sum(valid for _, valid in first) if schema else None,
    }))


main(*sys.argv[1:])
