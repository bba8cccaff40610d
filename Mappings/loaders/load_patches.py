#!/usr/bin/env python3
"""Loads Winnow's catalogue patches into a file of MARC records, and takes back what was withdrawn.

usage: load_patches.py ENDPOINT CATALOGUE --agency CODE [--set SPEC] [--state FILE]

ENDPOINT   the address of Winnow's repository
CATALOGUE  a file of MARC 21 records in ISO 2709 and UTF-8; replaced as a whole once everything is loaded
CODE       `repository.isil` of Winnow's configuration (its name where it has none): what field 883 $q says
SPEC       the set to harvest, such as provider:library
FILE       keeps where the last load ended; CATALOGUE.state unless told

A patch (metadataPrefix marcxml_patch) states the whole of what Winnow asserts of one record now. So a load
replaces: of the catalogue's record it removes every field 883 with this $q and this record of Winnow's in $w, with
the fields that these explain (the same link number in $8), and adds those of the patch. No other field is touched. A
deletion, or a patch without fields, only removes. Loading the same twice changes nothing.

A record of the catalogue is the patch's where field 035 $a is the same, or, where the patch has no 035, where 001 is.
A patch that finds none, or several, is told of and asked for again at the next load.

Needs pymarc (BSD). Prints what was done as JSON; ends with 0 where every patch found its record, else with 1.
"""

import argparse
import io
import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
from xml.etree import ElementTree

from pymarc import Field, Indicators, MARCReader, Subfield, parse_xml_to_array

OAI = "{http://www.openarchives.org/OAI/2.0/}"
MARC = "{http://www.loc.gov/MARC21/slim}"
LINK = re.compile(r"^(\d+)((?:\.\d+)?\\p)$")
MISSING = {"idDoesNotExist", "cannotDisseminateFormat", "noRecordsMatch"}


class Repository:
    """Winnow's repository, as far as a load asks it."""

    def __init__(self, address):
        self.address = address

    def answer(self, **arguments):
        query = urllib.parse.urlencode(arguments)
        with urllib.request.urlopen(f"{self.address}?{query}", timeout=300) as response:
            root = ElementTree.fromstring(response.read())
        error = root.find(OAI + "error")
        if error is not None and error.get("code") not in MISSING:
            raise RuntimeError(f"{self.address}: {error.get('code')}: {error.text}")
        return root

    def changes(self, since, spec):
        """The responseDate of the list, and its records."""
        arguments = {"verb": "ListRecords", "metadataPrefix": "marcxml_patch"}
        arguments.update({"from": since} if since else {}, **({"set": spec} if spec else {}))
        page = self.answer(**arguments)
        date, records = page.findtext(OAI + "responseDate"), []
        while True:
            records += page.iter(OAI + "record")
            token = page.findtext(f"{OAI}ListRecords/{OAI}resumptionToken")
            if not token:
                return date, records
            page = self.answer(verb="ListRecords", resumptionToken=token)

    def record(self, identifier):
        page = self.answer(verb="GetRecord", metadataPrefix="marcxml_patch", identifier=identifier)
        return next(page.iter(OAI + "record"), None)


class Catalogue:
    """A file of MARC records; those that nothing was done to stay as they are, byte for byte."""

    def __init__(self, path):
        self.path, self.records, self.raw, self.changed = path, [], [], set()
        with open(path, "rb") as file:
            reader = MARCReader(file)
            for record in reader:
                if record is None:
                    raise RuntimeError(f"{path}: record {len(self.records) + 1}: {reader.current_exception}")
                if record.leader[9] != "a":
                    raise RuntimeError(f"{path}: record {len(self.records) + 1} is not in UTF-8: convert it first")
                self.records.append(record)
                self.raw.append(reader.current_chunk)
        self.by_number, self.by_key, self.by_source = {}, {}, {}
        for place, record in enumerate(self.records):
            for field in record.get_fields("001"):
                self.by_number.setdefault(field.data.strip(), set()).add(place)
            for field in record.get_fields("035"):
                for key in field.get_subfields("a"):
                    self.by_key.setdefault(key.strip(), set()).add(place)
            for field in record.get_fields("883"):
                for source in field.get_subfields("w"):
                    self.by_source.setdefault(source, set()).add(place)

    def places(self, patch):
        """The records that a patch is for."""
        keys = [key for field in patch.get_fields("035") for key in field.get_subfields("a")]
        if keys:
            return set().union(*(self.by_key.get(key, set()) for key in keys)) or self.numbered(patch)
        return self.numbered(patch)

    def numbered(self, patch):
        """Those whose number is the patch's, unless they say that it is another organisation's."""
        found, code = self.by_number.get(patch["001"].data, set()), patch.get("003")
        return {
            place for place in found
            if code is None or self.records[place].get("003") is None
            or self.records[place]["003"].data.strip() == code.data
        }

    def save(self):
        if self.changed:
            with open(self.path + ".new", "wb") as file:
                for place, record in enumerate(self.records):
                    file.write(record.as_marc() if place in self.changed else self.raw[place])
                file.flush()
                os.fsync(file.fileno())
            os.replace(self.path + ".new", self.path)


def links(field):
    """The link numbers of a field that lead to a field of provenance."""
    return {match[1] for value in field.get_subfields("8") if (match := LINK.match(value))}


def ours(record, agency, source):
    """The fields of provenance that one record of Winnow's brought into a record, and the fields they explain."""
    provenance = [
        field for field in record.get_fields("883")
        if field.get_subfields("q") == [agency] and field.get_subfields("w") == [source]
    ]
    numbers = set().union(*map(links, provenance))
    explained = [
        field for field in record.get_fields()
        if field.tag != "883" and not field.is_control_field() and links(field) and links(field) <= numbers
    ]
    return explained + provenance


def renumbered(fields, first):
    """Copies of fields whose link numbers begin at a number, in the order in which they are met."""
    numbers = {}

    def renumber(match):
        return str(numbers.setdefault(match[1], first + len(numbers))) + match[2]

    copies = []
    for field in sorted(fields, key=lambda field: field.tag == "883"):
        subfields = [
            Subfield(one.code, LINK.sub(renumber, one.value) if one.code == "8" else one.value)
            for one in field.subfields
        ]
        copies.append(Field(tag=field.tag, indicators=Indicators(*field.indicators), subfields=subfields))
    return copies


def replace(record, agency, source, fields):
    """Puts fields in the place of those that a record of Winnow's brought before; false where they are the same."""
    former = ours(record, agency, source)

    def comparable(some):
        return [field.as_marc("utf-8") for field in renumbered(some, 1)]

    if comparable(former) == comparable(fields):
        return False
    for field in former:
        record.remove_field(field)
    taken = [int(number) for field in record.get_fields() if not field.is_control_field() for number in links(field)]
    for field in renumbered(fields, max(taken, default=0) + 1):
        record.add_ordered_field(field)
    return True


def patch_of(record):
    """The patch in a record of the protocol; none for a deletion."""
    element = record.find(f"{OAI}metadata/{MARC}record")
    if element is None:
        return None
    return parse_xml_to_array(io.BytesIO(ElementTree.tostring(element)))[0]


def load(repository, catalogue, agency, spec, state):
    date, records = repository.changes(state.get("from"), spec)
    listed = {record.findtext(f"{OAI}header/{OAI}identifier") for record in records}
    for identifier in state.get("unmatched", []):
        if identifier not in listed and (record := repository.record(identifier)) is not None:
            records.append(record)
    done = {"patches": 0, "deletions": 0, "changed": 0, "unmatched": [], "ambiguous": []}
    for record in records:
        identifier = record.findtext(f"{OAI}header/{OAI}identifier")
        source = f"({agency}){identifier}"
        patch = patch_of(record)
        done["patches" if patch else "deletions"] += 1
        before = catalogue.by_source.get(source, set())
        places, fields = set(), []
        if patch:
            places = catalogue.places(patch)
            fields = [field for field in patch.get_fields() if links(field)]
            if len(places) != 1:
                # One that has nothing to add need not find its record.
                if fields:
                    done["ambiguous" if places else "unmatched"].append(identifier)
                places = set()
        # Where a record has another key now, it is taken back from the former one.
        for place in before - places:
            if replace(catalogue.records[place], agency, source, []):
                catalogue.changed.add(place)
        for place in places:
            if replace(catalogue.records[place], agency, source, fields):
                catalogue.changed.add(place)
    done["changed"] = len(catalogue.changed)
    return done, {"from": date, "unmatched": sorted(done["unmatched"] + done["ambiguous"])}


def main():
    parser = argparse.ArgumentParser(description="Loads Winnow's catalogue patches into a file of MARC records.")
    parser.add_argument("endpoint")
    parser.add_argument("catalogue")
    parser.add_argument("--agency", required=True)
    parser.add_argument("--set")
    parser.add_argument("--state")
    options = parser.parse_args()
    path = options.state or options.catalogue + ".state"
    state = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            state = json.load(file)
    try:
        catalogue = Catalogue(options.catalogue)
        done, state = load(Repository(options.endpoint), catalogue, options.agency, options.set, state)
        catalogue.save()
    except (OSError, RuntimeError, ElementTree.ParseError) as error:
        sys.exit(f"load_patches: {error}")
    # Last: a load that dies before this is done again, which changes nothing.
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(state, file)
    os.replace(path + ".new", path)
    json.dump(done, sys.stdout)
    print()
    sys.exit(1 if state["unmatched"] else 0)


if __name__ == "__main__":
    main()
