"""Makes and reads the catalogue of the tests of the way back.

usage: catalogue.py make FILE          a catalogue with fields of its own
       catalogue.py show FILE AGENCY   as JSON: of each record its own fields, and those of AGENCY
"""

import json
import sys

from pymarc import Field, Indicators, MARCReader, MARCWriter, Record, Subfield


def record(number, key, title, *fields):
    made = Record(force_utf8=True)
    made.leader = made.leader[:5] + "ckm a22" + made.leader[12:18] + "i 4500"
    made.add_field(
        Field("001", data=number), Field("003", data="DE-Mus"), Field("005", data="20200101120000.0"),
        Field("008", data="200101s1901    gw |||||||||||||||||ger|d"),
        data("035", "  ", ("a", key)), data("245", "00", ("a", title)), *fields,
    )
    return made


def data(tag, indicators, *subfields):
    return Field(tag, indicators=Indicators(*indicators), subfields=[Subfield(*one) for one in subfields])


def make(path):
    with open(path, "wb") as file:
        writer = MARCWriter(file)
        # A subject of the library's own, one that another machine brought, and text of every kind.
        writer.write(record(
            "900001", "(DE-Mus)cup", "Tasse mit Kaffee | $a = قهوة",
            data("650", " 7", ("a", "Kaffee"), ("2", "gnd"), ("0", "(DE-588)4029170-8")),
            data("650", " 7", ("8", "1\\p"), ("a", "Geschirr"), ("2", "gnd")),
            data("883", "0 ", ("8", "1\\p"), ("a", "other"), ("c", "0.9"), ("q", "DE-101")),
            data("999", "  ", ("a", "local"), ("x", "  two  blanks ")),
        ))
        writer.write(record("900002", "(DE-Other)cat", "Katze"))
        writer.write(record("cat", "(DE-Other)7", "Katze, by its number alone"))
        writer.write(record("900004", "(DE-Mus)nobody", "Nicht bei Winnow"))
        writer.close()


def show(path, agency):
    answer = {}
    with open(path, "rb") as file:
        for made in MARCReader(file):
            provenance = [one for one in made.get_fields("883") if one.get_subfields("q") == [agency]]
            numbers = {value for one in provenance for value in one.get_subfields("8")}
            mine = [
                one for one in made.get_fields()
                if one in provenance or not one.is_control_field() and numbers & set(one.get_subfields("8"))
            ]
            answer[made["001"].data] = {
                "own": [made.leader[5:12] + made.leader[17:]]
                + [one.tag + one.as_marc("utf-8").hex() for one in made.get_fields() if one not in mine],
                "ours": [str(one) for one in mine],
            }
    json.dump(answer, sys.stdout)


{"make": make, "show": show}[sys.argv[1]](*sys.argv[2:])
