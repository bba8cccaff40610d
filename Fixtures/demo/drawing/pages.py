"""Pages with writing: print, handwriting, music, and one with nothing on it."""

import math
import random

from PIL import ImageDraw, ImageFilter

from .paper import centred, letters, paragraph, printed, sheet

# The typeface has no accented letters, so the texts do without.
FRENCH = (
    "Le voyageur qui descend vers le port par la rue des Cordiers voit d'abord les navires, puis les "
    "toits, enfin la mer. Au printemps de 1786 la flotte revint avant le temps et les marchands de "
    "toile tinrent boutique ouverte toute la nuit. On comptait alors dans la ville quatre moulins, deux "
    "fours et une fontaine dont l'eau passait pour bonne contre la fatigue. Les registres de la "
    "paroisse donnent le nom des charpentiers, le prix du bois et celui du goudron, et disent combien "
    "de jours il fallut pour refaire le mur du port. Rien ne subsiste de la vieille halle, sinon une "
    "pierre que l'on montre encore aux visiteurs du jardin. "
)
ITALIAN = (
    "Nel mese di maggio le barche tornano alla riva cariche di sale e di limoni. Il capitano scrive "
    "ogni sera nel suo libro il vento, la rotta e le miglia, e disegna in margine il profilo delle "
    "isole. Chi legge oggi queste carte ritrova i nomi dei porti, il costo delle vele e le ricette per "
    "conservare il pane. Chi pesca di notte porti la lanterna a poppa, e chi vede la luna col cerchio "
    "torni in porto prima che il vento giri. "
)


def printed_page():
    """Two columns of French prose under a running head."""
    page = sheet((1050, 1480), (238, 228, 205), "page")
    draw = ImageDraw.Draw(page)
    ink = (52, 44, 38)
    centred(draw, 525, 90, "DESCRIPTION DU PORT", 30, ink)
    draw.line((130, 140, 920, 140), fill=ink, width=2)
    draw.text((130, 165), "L", font=letters(92), fill=(120, 40, 30))
    paragraph(draw, (195, 178, 310, 270), "e voyageur qui descend vers le port par la rue", 25, ink)
    paragraph(draw, (130, 290, 375, 1370), FRENCH * 4, 25, ink)
    paragraph(draw, (545, 178, 375, 1370), FRENCH * 4, 25, ink)
    centred(draw, 525, 1400, "47", 24, ink)
    return printed(page, "page")


def almanac():
    """A page of an almanac in Italian, in one wide column with the days before each paragraph."""
    page = sheet((1020, 1440), (235, 224, 198), "almanac")
    draw = ImageDraw.Draw(page)
    ink, red = (48, 40, 36), (138, 40, 30)
    centred(draw, 510, 80, "MAGGIO", 44, red)
    draw.line((120, 150, 900, 150), fill=ink, width=3)
    top = 185
    for day in range(1, 26, 6):
        draw.text((120, top), f"{day}-{day + 5}", font=letters(30), fill=red)
        top = paragraph(draw, (230, top, 670, 1340), ITALIAN, 25, ink) + 24
    centred(draw, 510, 1370, "12", 24, ink)
    return printed(page, "almanac")


def title_page():
    """The title page of an Italian book."""
    page = sheet((980, 1420), (233, 221, 194), "title")
    draw = ImageDraw.Draw(page)
    ink, red = (50, 42, 36), (140, 38, 28)
    top = centred(draw, 490, 170, "TRATTATO", 84, red)
    top = centred(draw, 490, top, "DELLE", 34, ink)
    top = centred(draw, 490, top, "BARCHE E DEI VENTI", 58, red)
    top = centred(draw, 490, top + 30, "OVE SI INSEGNA A LEGGERE IL CIELO", 28, ink)
    top = centred(draw, 490, top, "E A TENERE IL LIBRO DI BORDO", 28, ink)
    for turn in range(12):
        angle = turn * math.pi / 6
        x, y = 490 + 90 * math.cos(angle), 800 + 90 * math.sin(angle)
        draw.line((490, 800, x, y), fill=ink, width=3)
        draw.ellipse((x - 12, y - 12, x + 12, y + 12), outline=ink, width=3)
    draw.ellipse((400, 710, 580, 890), outline=ink, width=2)
    draw.line((180, 1120, 800, 1120), fill=ink, width=3)
    top = centred(draw, 490, 1150, "IN PORTOLUNGO", 34, ink)
    centred(draw, 490, top, "MDCCLXXXIV", 34, ink)
    return printed(page, "title")


def blank_page():
    """A sheet with nothing on it but its own texture and the shadow of the other side."""
    page = sheet((1000, 1400), (236, 228, 209), "blank", fibre=14, stain=18)
    shadow = sheet((1000, 1400), (236, 228, 209), "blank", fibre=14, stain=18)
    draw = ImageDraw.Draw(shadow)
    for row in range(34):
        draw.line((150, 170 + row * 32, 830, 170 + row * 32), fill=(222, 212, 192), width=9)
    shadow = shadow.filter(ImageFilter.GaussianBlur(5))
    page.paste(shadow, (0, 0), shadow.convert("L").point(lambda value: 110))
    return page


def word_of_script(draw, chance, x, baseline, height, loops, ink, width):
    """A word of joined loops, as a pen makes them; returns its right end."""
    points = []
    for _ in range(loops):
        tall = height * chance.choice((0.55, 0.6, 0.65, 0.65, 1.3, -0.9))
        stride = height * chance.uniform(0.45, 0.7)
        for step in range(9):
            turn = step / 8
            points.append(
                (
                    x + stride * turn + height * 0.18 * math.sin(turn * math.pi) * (1 if tall > 0 else -1),
                    baseline - tall * math.sin(turn * math.pi) + chance.uniform(-0.6, 0.6),
                )
            )
        x += stride
    draw.line(points, fill=ink, width=width, joint="curve")
    return x


def script(draw, seed, box, line_height, ink, width=3):
    """Lines of handwriting within left, top, right and bottom."""
    chance = random.Random(seed)
    left, top, right, bottom = box
    baseline = top
    while baseline < bottom:
        x = left + chance.uniform(0, 12)
        end = right - (chance.uniform(120, 420) if chance.random() < 0.18 else chance.uniform(0, 40))
        while x < end:
            height, loops = line_height * 0.32, chance.randint(2, 8)
            x = word_of_script(draw, chance, x, baseline + chance.uniform(-2, 2), height, loops, ink, width)
            x += line_height * chance.uniform(0.3, 0.5)
        baseline += line_height


def letter():
    """A letter in brown ink."""
    page = sheet((1080, 1420), (229, 214, 184), "letter", stain=20)
    draw = ImageDraw.Draw(page)
    ink = (74, 50, 32)
    script(draw, "letter/date", (640, 150, 960, 160), 62, ink)
    script(draw, "letter/body", (130, 300, 980, 1180), 62, ink)
    script(draw, "letter/name", (560, 1290, 900, 1300), 80, ink, 4)
    draw.line((0, 710, 1080, 714), fill=(206, 190, 158), width=3)
    return printed(page, "letter")


def register():
    """A page of a register: ruled columns with entries by hand."""
    page = sheet((1300, 960), (226, 216, 190), "register")
    draw = ImageDraw.Draw(page)
    ink, rule = (46, 42, 66), (150, 96, 84)
    for x, title in ((90, "Nr."), (190, "Datum"), (420, "Naam"), (800, "Schip"), (1060, "Last")):
        draw.line((x - 14, 90, x - 14, 900), fill=rule, width=2)
        draw.text((x, 96), title, font=letters(28), fill=ink)
    draw.line((60, 140, 1240, 140), fill=rule, width=3)
    chance = random.Random("register")
    for row in range(15):
        baseline = 188 + row * 48
        draw.line((60, baseline + 12, 1240, baseline + 12), fill=(196, 180, 160), width=1)
        draw.text((92, baseline - 24), str(row + 41), font=letters(26), fill=ink)
        for x, loops in ((190, 4), (420, chance.randint(6, 11)), (800, chance.randint(4, 7)), (1060, 3)):
            word_of_script(draw, chance, x, baseline, 17, loops, ink, 3)
    return printed(page, "register")


def score():
    """Six systems of piano music under a title."""
    page = sheet((1080, 1460), (240, 232, 212), "score")
    draw = ImageDraw.Draw(page)
    ink = (40, 36, 34)
    centred(draw, 540, 90, "BARCAROLLE", 52, ink)
    centred(draw, 540, 160, "pour piano", 28, ink)
    chance = random.Random("score")
    for system in range(6):
        top = 240 + system * 195
        for staff in (top, top + 92):
            for line in range(5):
                draw.line((110, staff + line * 11, 980, staff + line * 11), fill=ink, width=2)
            draw.arc((122, staff - 8, 150, staff + 50), 200, 90, fill=ink, width=4)
            draw.line((138, staff - 16, 138, staff + 60), fill=ink, width=3)
        draw.line((110, top, 110, top + 136), fill=ink, width=5)
        for bar in range(1, 5):
            x = 180 + bar * 200
            draw.line((x, top, x, top + 136), fill=ink, width=2)
        for staff, count in ((top, 4), (top + 92, 3)):
            for bar in range(4):
                measure(draw, chance, 196 + bar * 200, staff, count, ink)
    return printed(page, "score")


def measure(draw, chance, left, staff, count, ink):
    """The notes of one bar, joined by a beam."""
    heads = []
    for place in range(count):
        x = left + 16 + place * (160 // count)
        y = staff + chance.randint(0, 8) * 5.5
        draw.ellipse((x - 8, y - 6, x + 8, y + 6), fill=ink)
        heads.append((x + 7, y))
    beam = min(y for _, y in heads) - 34
    for x, y in heads:
        draw.line((x, y, x, beam), fill=ink, width=2)
    draw.line((heads[0][0], beam, heads[-1][0], beam), fill=ink, width=6)


def all_pages():
    """Every page, by name."""
    makers = (printed_page, almanac, title_page, blank_page, letter, register, score)
    return {maker.__name__: maker() for maker in makers}
