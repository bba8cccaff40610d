"""Makes the image folders of the demo's three institutions.

    compose.py PHOTOGRAPHS FOLDER

Some pictures are the very same file in two places, some are a rescaled and recompressed copy or a detail of
another, and one file with the suffix .jpg is a web page: what a harvester meets.
"""

import pathlib
import shutil
import sys

from PIL import Image

from drawing import maps, pages, plates

GONE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>Seite nicht gefunden</title></head>
<body><h1>Seite nicht gefunden</h1><p>Das Bild ist umgezogen. Bitte benutzen Sie die Suche.</p></body></html>
"""


def save(picture, path, quality=88):
    """Writes a picture in the format of its suffix."""
    options = {".jpg": {"quality": quality}, ".tif": {"compression": "tiff_lzw"}}
    picture.save(path, **options.get(path.suffix, {}))


def opened(path):
    """A photograph without palette or transparency."""
    with Image.open(path) as picture:
        return picture.convert("L" if picture.mode in ("L", "1") else "RGB")


def scaled(picture, factor):
    """A picture of another size."""
    size = (round(picture.width * factor), round(picture.height * factor))
    return picture.resize(size, Image.Resampling.LANCZOS)


def museum(photographs, folder, drawings):
    """Objects, prints, posters and photographs of Lindenhafen."""
    shutil.copyfile(photographs / "coins.png", folder / "muenzen.png")
    shutil.copyfile(photographs / "clock_motion.png", folder / "wanduhr.png")
    coins = opened(photographs / "coins.png")
    save(scaled(coins.crop((303, 8, 375, 80)), 9), folder / "muenze-stehende-figur.jpg")
    save(scaled(coins.crop((8, 224, 82, 298)), 9), folder / "muenze-kopf.jpg")
    horse = opened(photographs / "horse.png")
    save(scaled(horse, 2), folder / "papierschnitt-pferd.png")
    save(opened(photographs / "coffee.png"), folder / "tasse.jpg")
    save(opened(photographs / "china.jpg"), folder / "pavillon.jpg", 92)
    save(opened(photographs / "flower.jpg"), folder / "dahlie.jpg", 92)
    save(opened(photographs / "chelsea.png"), folder / "katze.jpg", 92)
    save(opened(photographs / "brick.png"), folder / "ziegelwand.jpg")
    for name, drawing in (
        ("fliesen", "tiles"),
        ("wolldecke", "weave"),
        ("kupferstich-turm", "engraving"),
        ("aquarell-segel", "seascape"),
        ("farn", "fern"),
        ("plakat-sommerfest", "fair"),
        ("plakat-seebad", "baths"),
        ("plakat-eisenbahn", "railway"),
    ):
        save(drawings[drawing], folder / f"{name}.jpg")
    save(scaled(drawings["sea_chart"], 0.7), folder / "seekarte-kopie.jpg", 70)
    save(scaled(drawings["title_page"], 0.8), folder / "titelblatt.jpg", 75)
    (folder / "silberloeffel.jpg").write_text(GONE, encoding="utf-8")


def library(photographs, folder, drawings):
    """Books, maps, music, letters and plates of Rochebrune."""
    for name, drawing in (
        ("page-imprimee", "printed_page"),
        ("frontespizio", "title_page"),
        ("feuillet-blanc", "blank_page"),
        ("barcarolle", "score"),
        ("ex-libris", "bookplate"),
        ("carta-nautica", "sea_chart"),
        ("lettre", "letter"),
        ("almanacco", "almanac"),
    ):
        save(drawings[drawing], folder / f"{name}.jpg")
    shutil.copyfile(photographs / "hubble_deep_field.jpg", folder / "ciel-profond.jpg")
    shutil.copyfile(photographs / "ihc.png", folder / "coupe-microscopique.png")
    shutil.copyfile(photographs / "text.png", folder / "tableau-noir.png")
    save(scaled(drawings["engraving"], 0.62), folder / "tour-au-bord-de-leau.jpg", 60)
    save(
        scaled(opened(photographs / "china.jpg").convert("L"), 0.9), folder / "pavillon-carte-postale.jpg", 80
    )
    save(scaled(drawings["fern"], 0.75), folder / "fougere.jpg", 70)
    save(drawings["sea_chart"].crop((560, 160, 1160, 900)), folder / "carta-nautica-particolare.jpg")
    save(drawings["tiles"].crop((200, 200, 600, 600)), folder / "mattonelle.jpg")
    save(drawings["weave"].crop((120, 90, 720, 690)), folder / "etoffe.jpg")
    save(drawings["letter"].crop((60, 240, 1020, 1240)), folder / "quaderno-di-bordo.jpg")
    save(drawings["score"].crop((60, 1000, 1040, 1440)), folder / "chanson.jpg")
    save(opened(photographs / "flower.jpg"), folder / "dahlia.jpg", 80)


def archive(photographs, folder, drawings):
    """Maps, registers, plans, letters and photographs of Waterhoek."""
    save(drawings["town_map"], folder / "plan-van-waterhoek.jpg")
    save(drawings["town_map"].crop((760, 380, 1160, 700)), folder / "plan-detail-brug.jpg")
    save(drawings["windmill"], folder / "molen.jpg")
    save(drawings["windmill"].crop((60, 140, 940, 580)), folder / "molen-wieken.jpg")
    save(drawings["register"], folder / "register.jpg")
    save(drawings["register"].crop((0, 60, 1300, 470)), folder / "register-kop.jpg")
    save(drawings["floor_plan"], folder / "planta-baja.tif")
    save(drawings["floor_plan"].crop((740, 260, 1090, 760)), folder / "planta-escalera.jpg")
    save(drawings["letter"].crop((80, 80, 1040, 760)), folder / "carta.jpg")
    tilted = drawings["letter"].rotate(0.6, Image.Resampling.BICUBIC, fillcolor=(222, 208, 180))
    save(tilted, folder / "brief.jpg")
    shutil.copyfile(photographs / "rocket.jpg", folder / "lanzamiento.jpg")
    for name, photograph in (("grind", "gravel"), ("gras", "grass"), ("cel", "cell")):
        shutil.copyfile(photographs / f"{photograph}.png", folder / f"{name}.png")
    coffee = opened(photographs / "coffee.png").convert("L")
    save(coffee.crop((40, 0, 560, 400)), folder / "koffie.jpg", 78)
    save(opened(photographs / "brick.png").crop((96, 96, 512, 512)), folder / "muur.jpg")
    save(drawings["seascape"].crop((440, 220, 1000, 720)).convert("L"), folder / "zeilschip.jpg")


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    photographs, into = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    drawings = pages.all_pages() | maps.all_maps() | plates.all_plates()
    for name, fill in (("museum", museum), ("library", library), ("archive", archive)):
        folder = into / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        fill(photographs, folder, drawings)
    shutil.copyfile(into / "museum" / "katze.jpg", into / "archive" / "kat.jpg")


if __name__ == "__main__":
    main()
