"""Prints, posters, patterns and sketches."""

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .paper import centred, grain, letters, printed, sheet


def engraving():
    """A tower on a hill by the water, made of hatched lines."""
    size = (1280, 920)
    tone = Image.new("L", size, 214)
    shade = ImageDraw.Draw(tone)
    for row in range(420):
        shade.line((0, row, 1280, row), fill=150 + row * 90 // 420)
    shade.polygon(
        [(0, 560), (260, 470), (520, 520), (820, 430), (1280, 540), (1280, 660), (0, 660)], fill=130
    )
    shade.polygon([(0, 620), (340, 560), (700, 640), (1280, 590), (1280, 920), (0, 920)], fill=96)
    shade.rectangle((0, 730, 1280, 920), fill=176)
    shade.polygon([(560, 600), (585, 250), (700, 250), (725, 600)], fill=88)
    shade.polygon([(585, 250), (642, 150), (700, 250)], fill=44)
    shade.polygon([(560, 600), (585, 250), (620, 250), (612, 600)], fill=188)
    for x, y in ((640, 330), (640, 420), (640, 510)):
        shade.ellipse((x, y, x + 26, y + 44), fill=20)
    for x in (150, 250, 930, 1080, 1170):
        shade.ellipse((x - 60, 500, x + 60, 640), fill=60)
        shade.rectangle((x - 7, 620, x + 7, 690), fill=50)
    tone = tone.filter(ImageFilter.GaussianBlur(3))
    page = sheet(size, (240, 232, 214), "engraving")
    draw = ImageDraw.Draw(page)
    values, ink = tone.load(), (30, 25, 24)
    chance = random.Random("engraving")
    for slope, limit, gap in ((0.22, 222, 6), (-0.35, 160, 7), (1.1, 102, 7)):
        for start in range(-1500, 2500, gap):
            x, pen = 0, None
            while x < size[0]:
                y = start + slope * x + 1.5 * math.sin(x / 31)
                dark = 0 <= y < size[1] and values[x, int(y)] < limit + chance.uniform(-14, 14)
                if dark and pen is None:
                    pen = (x, y)
                elif not dark and pen is not None:
                    draw.line((*pen, x, y), fill=ink, width=2)
                    pen = None
                x += 5
            if pen is not None:
                draw.line((*pen, x, start + slope * x), fill=ink)
    draw.rectangle((24, 24, 1255, 895), outline=ink, width=3)
    return page.filter(ImageFilter.GaussianBlur(0.6))


def tiles():
    """A field of star tiles in four glazes."""
    picture = Image.new("RGB", (1000, 1000), (228, 216, 190))
    draw = ImageDraw.Draw(picture)
    for row in range(5):
        for column in range(5):
            x, y = column * 200 + 100, row * 200 + 100
            colours = (
                ((38, 84, 124), (188, 82, 48)) if (row + column) % 2 == 0 else ((64, 112, 84), (206, 158, 62))
            )
            for radius, colour, start in (
                (98, colours[0], 0),
                (74, (236, 226, 204), math.pi / 8),
                (52, colours[1], 0),
            ):
                star = []
                for point in range(16):
                    reach = radius if point % 2 == 0 else radius * 0.62
                    angle = start + point * math.pi / 8
                    star.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
                draw.polygon(star, fill=colour, outline=(60, 50, 44))
            draw.ellipse(
                (x - 14, y - 14, x + 14, y + 14), fill=(236, 226, 204), outline=(60, 50, 44), width=3
            )
    for line in range(0, 1001, 200):
        draw.line((line, 0, line, 1000), fill=(120, 108, 92), width=5)
        draw.line((0, line, 1000, line), fill=(120, 108, 92), width=5)
    glazed = ImageChops.overlay(picture, grain(picture.size, "tiles", 14, 5))
    return glazed.filter(ImageFilter.GaussianBlur(0.8))


def weave():
    """A striped and checked cloth, thread by thread."""
    picture = Image.new("RGB", (900, 900), (214, 204, 182))
    draw = ImageDraw.Draw(picture)
    bands = (
        [(122, 36, 44)] * 5
        + [(214, 204, 182)] * 3
        + [(38, 60, 96)] * 7
        + [(214, 204, 182)] * 2
        + [(182, 140, 52)] * 2
    )
    for row in range(150):
        for column in range(150):
            over = (row + column) % 2 == 0
            colour = bands[(column if over else row) % len(bands)]
            x, y = column * 6, row * 6
            draw.rectangle(
                (x, y, x + 5, y + 5), fill=tuple(max(0, part - (0 if over else 26)) for part in colour)
            )
            edge = (x, y, x, y + 5) if over else (x, y, x + 5, y)
            draw.line(edge, fill=tuple(max(0, part - 50) for part in colour))
    return ImageChops.overlay(picture, grain(picture.size, "weave", 60, 14))


def poster(lines, ground, shape, ink, seed):
    """A lettered poster with a sun, bars or waves."""
    page = sheet((960, 1360), ground, seed, fibre=6, stain=6)
    draw = ImageDraw.Draw(page)
    if shape == "sun":
        for turn in range(24):
            angle = turn * math.pi / 12
            draw.polygon(
                (
                    (480, 620),
                    (480 + 700 * math.cos(angle), 620 + 700 * math.sin(angle)),
                    (480 + 700 * math.cos(angle + 0.12), 620 + 700 * math.sin(angle + 0.12)),
                ),
                fill=ink[1],
            )
        draw.ellipse((280, 420, 680, 820), fill=ink[2])
    else:
        for wave in range(9):
            top = 480 + wave * 62
            points = [(x, top + 26 * math.sin(x / 76 + wave)) for x in range(0, 961, 12)]
            draw.polygon(points + [(960, 1100), (0, 1100)], fill=ink[1 + wave % 2])
        draw.polygon(((430, 470), (430, 180), (640, 450)), fill=ink[0])
        draw.polygon(((330, 490), (690, 490), (620, 560), (390, 560)), fill=ink[0])
    draw.rectangle((0, 1060, 960, 1360), fill=ground)
    draw.rectangle((0, 0, 960, 150), fill=ground)
    centred(draw, 480, 44, lines[0], 66, ink[0])
    top = 1084
    for line, height in zip(lines[1:], (72, 44, 36), strict=True):
        top = centred(draw, 480, top, line, height, ink[0])
    return printed(page, seed)


def fern():
    """A fern, drawn with a fine pen and tinted."""
    page = sheet((900, 1260), (242, 236, 220), "fern")
    draw = ImageDraw.Draw(page)
    green, ink = (92, 122, 72), (52, 66, 44)
    for place in range(46):
        part = place / 46
        x, y = 450 + 60 * math.sin(part * 2.2), 1130 - part * 940
        reach = 250 * math.sin(math.pi * (0.12 + 0.88 * (1 - part))) * (1 - part * 0.35)
        for side in (-1, 1):
            tip = (x + side * reach, y - reach * 0.42)
            for leaf in range(1, 15):
                along = leaf / 15
                lx, ly = x + (tip[0] - x) * along, y + (tip[1] - y) * along
                size = 17 * (1 - along) + 4
                draw.ellipse((lx - size * 0.42, ly - size, lx + size * 0.42, ly), fill=green, outline=ink)
            draw.line((x, y, *tip), fill=ink, width=2)
    draw.line(
        [(450 + 60 * math.sin(t / 46 * 2.2), 1130 - t / 46 * 940) for t in range(47)], fill=ink, width=5
    )
    draw.text((450, 1180), "Filix mas.", font=letters(30), fill=ink, anchor="ma")
    return printed(page, "fern")


def seascape():
    """A watercolour of a sail before an evening sky."""
    page = sheet((1280, 900), (240, 236, 226), "sea", fibre=16)
    wash = Image.new("RGB", page.size, (255, 255, 255))
    draw = ImageDraw.Draw(wash)
    for row in range(520):
        part = row / 520
        draw.line(
            (0, row, 1280, row), fill=(150 + int(96 * part), 172 + int(38 * part), 206 - int(56 * part))
        )
    for row in range(520, 900):
        part = (row - 520) / 380
        draw.line(
            (0, row, 1280, row), fill=(150 - int(90 * part), 176 - int(70 * part), 182 - int(50 * part))
        )
    draw.polygon(((0, 520), (180, 440), (330, 470), (520, 520)), fill=(128, 126, 150))
    draw.ellipse((900, 360, 1000, 460), fill=(246, 214, 150))
    wash = wash.filter(ImageFilter.GaussianBlur(9))
    draw = ImageDraw.Draw(wash)
    draw.polygon(((690, 600), (702, 300), (840, 580)), fill=(236, 220, 196))
    draw.polygon(((680, 600), (694, 340), (600, 580)), fill=(206, 182, 160))
    draw.polygon(((580, 606), (860, 606), (810, 652), (620, 652)), fill=(84, 60, 54))
    chance = random.Random("sea")
    for _ in range(90):
        x, y = chance.uniform(0, 1280), chance.uniform(560, 890)
        draw.line((x, y, x + chance.uniform(20, 90), y), fill=(206, 220, 220), width=chance.randint(1, 4))
    wash = ImageChops.overlay(
        wash.filter(ImageFilter.GaussianBlur(1.6)), grain(page.size, "sea/cloud", 26, 9)
    )
    return ImageChops.multiply(page, wash)


def windmill():
    """A pencil sketch of a mill on a dike."""
    page = sheet((1000, 1200), (234, 230, 220), "mill", stain=8)
    draw = ImageDraw.Draw(page)
    chance = random.Random("mill")

    def stroke(x0, y0, x1, y1, width=2):
        for _ in range(2):
            shift = [chance.uniform(-2.2, 2.2) for _ in range(4)]
            grey = chance.randint(70, 116)
            draw.line(
                (x0 + shift[0], y0 + shift[1], x1 + shift[2], y1 + shift[3]), fill=(grey,) * 3, width=width
            )

    for line in range(26):
        part = line / 25
        stroke(400 + part * 200, 560, 330 + part * 340, 930)
    for line in range(12):
        y = 570 + line * 31
        stroke(398 - line * 6, y, 602 + line * 6, y)
    stroke(390, 560, 500, 450, 3)
    stroke(610, 560, 500, 450, 3)
    stroke(390, 560, 610, 560, 3)
    for turn in range(4):
        angle = math.pi / 5 + turn * math.pi / 2
        ax, ay = math.cos(angle), math.sin(angle)
        stroke(500, 520, 500 + 400 * ax, 520 + 400 * ay, 4)
        for rung in range(4, 20):
            x, y = 500 + rung * 20 * ax, 520 + rung * 20 * ay
            stroke(x, y, x - 62 * ay, y + 62 * ax)
        stroke(
            500 + 80 * ax - 62 * ay,
            520 + 80 * ay + 62 * ax,
            500 + 390 * ax - 62 * ay,
            520 + 390 * ay + 62 * ax,
        )
    for line in range(60):
        y = 930 + line * 4
        stroke(40 + chance.uniform(0, 60), y, 960 - chance.uniform(0, 60), y - 6)
    stroke(470, 930, 470, 860, 3)
    stroke(530, 930, 530, 860, 3)
    stroke(470, 860, 530, 860, 3)
    return page.filter(ImageFilter.GaussianBlur(0.6))


def bookplate():
    """A bookplate: a tree on a shield, and whose book it is."""
    page = sheet((760, 980), (238, 228, 202), "bookplate")
    draw = ImageDraw.Draw(page)
    ink = (58, 30, 26)
    draw.rectangle((40, 40, 719, 939), outline=ink, width=6)
    draw.rectangle((56, 56, 703, 923), outline=ink, width=2)
    shield = [(190, 190), (570, 190), (570, 430)]
    shield += [
        (380 + 190 * math.cos(t / 20 * math.pi), 430 + 250 * math.sin(t / 20 * math.pi)) for t in range(21)
    ]
    draw.polygon(shield + [(190, 430)], outline=ink, width=7)
    draw.line((380, 610, 380, 380), fill=ink, width=16)
    chance = random.Random("bookplate")
    for _ in range(170):
        angle, reach = chance.uniform(0, 2 * math.pi), chance.uniform(0, 118)
        x, y = 380 + reach * math.cos(angle), 330 + reach * 0.9 * math.sin(angle)
        draw.ellipse((x - 9, y - 6, x + 9, y + 6), fill=(238, 228, 202), outline=ink, width=2)
    for row in range(6):
        draw.line((300 - row * 4, 616 + row * 6, 460 + row * 4, 616 + row * 6), fill=ink, width=2)
    centred(draw, 380, 100, "EX LIBRIS", 48, ink)
    centred(draw, 380, 740, "M. ROCHEBRUNE", 40, ink)
    centred(draw, 380, 810, "sub arbore quies", 28, ink)
    return printed(page, "bookplate")


def posters():
    """Three posters of one resort."""
    return {
        "fair": poster(
            ("SOMMERFEST", "LINDENHAFEN", "12. Juli 1927", "Musik im Stadtpark"),
            (236, 214, 160),
            "sun",
            ((120, 28, 30), (226, 150, 60), (196, 64, 40)),
            "fair",
        ),
        "baths": poster(
            ("SEA BATHS", "LINDENHAFEN", "by rail in two hours", "Season 1934"),
            (230, 226, 208),
            "waves",
            ((24, 44, 78), (60, 120, 150), (120, 170, 180)),
            "baths",
        ),
        "railway": poster(
            ("MIT DER BAHN", "ANS MEER", "Lindenhafener Eisenbahn", "Sommer 1929"),
            (214, 224, 214),
            "waves",
            ((88, 34, 30), (92, 140, 110), (150, 186, 150)),
            "railway",
        ),
    }


def all_plates():
    """Every print, pattern, sketch and poster, by name."""
    makers = (engraving, tiles, weave, fern, seascape, windmill, bookplate)
    return {maker.__name__: maker() for maker in makers} | posters()
