#!/usr/bin/env python3
"""Runs a stylesheet of XSLT 1.0 to 3.0 over a folder of records with Saxon, as Winnow calls mapping engines.

    saxon.py STYLESHEET INPUT OUTPUT [name=value ...]

Each INPUT/NAME.xml becomes OUTPUT/NAME.xml. A record that fails leaves no file, and a line on standard error that
begins with its name; the others are mapped all the same. Needs the PyPI package saxonche.

In winnow.yaml:

    mapping: {file: mine-to-edm.xsl, engine: "python3 /path/to/saxon.py"}
"""
import os
import sys

try:
    from saxonche import PySaxonProcessor
except ImportError:
    sys.exit("saxon.py: the package saxonche is not there: python3 -m pip install saxonche")


def reason(error):
    """An error of Saxon's in one line."""
    return " ".join(str(error).split())


def main(stylesheet, source, target, *values):
    with PySaxonProcessor(license=False) as processor:
        compiler = processor.new_xslt30_processor()
        try:
            executable = compiler.compile_stylesheet(stylesheet_file=stylesheet)
        except Exception as error:
            sys.exit(f"saxon.py: {stylesheet} cannot be compiled: {reason(error)}")
        for value in values:
            name, _, text = value.partition("=")
            executable.set_parameter(name, processor.make_string_value(text))
        for name in sorted(os.listdir(source)):
            try:
                result = executable.transform_to_string(source_file=os.path.join(source, name))
            except Exception as error:
                print(f"{name}: {reason(error)}", file=sys.stderr)
                continue
            if result:
                with open(os.path.join(target, name), "w", encoding="utf-8") as file:
                    file.write(result)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit("usage: saxon.py STYLESHEET INPUT OUTPUT [name=value ...]")
    main(*sys.argv[1:])
