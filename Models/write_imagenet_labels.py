"""Writes the classes of ImageNet-1k in the order of a model's scores: `synset id TAB label` a line.

    write_imagenet_labels.py SYNSETS.json LEMMAS.json LABELS.tsv

The two inputs map class numbers, as text, to WordNet synset ids and to comma-separated lemmas. The label is
the first lemma; labels are not unique (there are two cranes), ids are.
"""

import json
import sys


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        synsets = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        lemmas = json.load(file)
    numbers = [str(number) for number in range(1000)]
    ids = [synsets[number] for number in numbers]
    if len(synsets) != 1000 or len(lemmas) != 1000 or ids != sorted(set(ids)):
        raise SystemExit("the lists are not ImageNet's 1,000 classes in the order of their ids")
    with open(sys.argv[3], "w", encoding="utf-8", newline="\n") as file:
        for number, synset in zip(numbers, ids):
            file.write(f"{synset}\t{lemmas[number].split(',')[0].strip()}\n")


if __name__ == "__main__":
    main()
