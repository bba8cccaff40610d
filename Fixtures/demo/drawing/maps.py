"""Maps, sea charts and plans."""

import math
import random

from PIL import ImageDraw

from .paper import centred, letters, printed, sheet


def wander(chance, start, end, steps, sway):
    """Points from one place to another that stray on the way."""
    (x0, y0), (x1, y1) = start, end
    drift, points = 0.0, []
    for step in range(steps + 1):
        part = step / steps
        drift = drift * 0.86 + chance.uniform(-sway, sway)
        length = math.hypot(x1 - x0, y1 - y0)
        points.append(
            (
                x0 + (x1 - x0) * part - drift * (y1 - y0) / length,
                y0 + (y1 - y0) * part + drift * (x1 - x0) / length,
            )
        )
    return points


def compass(draw, x, y, radius, ink):
    """A wind rose."""
    for turn in range(16):
        angle = turn * math.pi / 8 - math.pi / 2
        long = radius if turn % 4 == 0 else radius * (0.7 if turn % 2 == 0 else 0.45)
        side = 0.13 * radius
        tip = (x + long * math.cos(angle), y + long * math.sin(angle))
        left = (x + side * math.cos(angle + 1.3), y + side * math.sin(angle + 1.3))
        right = (x + side * math.cos(angle - 1.3), y + side * math.sin(angle - 1.3))
        draw.polygon((tip, left, (x, y)), fill=ink)
        draw.polygon((tip, right, (x, y)), outline=ink)
    draw.text((x, y - radius - 30), "N", font=letters(26), fill=ink, anchor="ma")


def town_map():
    """A town on a river, with its streets, walls and a scale."""
    page = sheet((1500, 1150), (238, 229, 204), "map")
    draw = ImageDraw.Draw(page)
    ink, water, block = (70, 56, 46), (150, 182, 190), (214, 160, 138)
    chance = random.Random("map")
    river = wander(chance, (0, 820), (1500, 380), 40, 26)
    for row in range(9):
        for column in range(13):
            x, y = 190 + column * 88, 150 + row * 92
            near = min(math.hypot(x + 30 - px, y + 30 - py) for px, py in river)
            if near < 105 or math.hypot(x - 720, y - 560) > 560:
                continue
            corners = [(x, y), (x + 70, y), (x + 70, y + 72), (x, y + 72)]
            shape = [(cx + chance.uniform(-9, 9), cy + chance.uniform(-9, 9)) for cx, cy in corners]
            draw.polygon(shape, fill=block, outline=ink)
            for _ in range(chance.randint(1, 3)):
                hx, hy = x + chance.uniform(8, 40), y + chance.uniform(8, 40)
                draw.rectangle((hx, hy, hx + 16, hy + 12), outline=ink)
    draw.line(river, fill=ink, width=66, joint="curve")
    draw.line(river, fill=water, width=60, joint="curve")
    for bridge in (13, 24):
        (x, y) = river[bridge]
        draw.line((x - 8, y - 62, x + 14, y + 62), fill=ink, width=22)
        draw.line((x - 8, y - 62, x + 14, y + 62), fill=(226, 214, 188), width=14)
    draw.ellipse((150, 20, 1290, 1105), outline=ink, width=4)
    draw.ellipse((140, 10, 1300, 1115), outline=ink, width=2)
    compass(draw, 1385, 150, 80, ink)
    draw.rectangle((40, 930, 420, 1100), fill=(240, 232, 210), outline=ink, width=3)
    centred(draw, 230, 950, "PLAN VAN WATERHOEK", 28, ink)
    centred(draw, 230, 992, "met haren wallen en bruggen", 20, ink)
    for part in range(4):
        fill = ink if part % 2 == 0 else (240, 232, 210)
        draw.rectangle((80 + part * 75, 1046, 155 + part * 75, 1058), fill=fill, outline=ink)
    draw.rectangle((14, 14, 1485, 1135), outline=ink, width=5)
    return printed(page, "map")


def sea_chart():
    """A coast with soundings and rhumb lines."""
    page = sheet((1300, 1000), (232, 222, 190), "chart")
    draw = ImageDraw.Draw(page)
    ink, green, red = (60, 52, 48), (176, 186, 138), (168, 92, 80)
    chance = random.Random("chart")
    for turn in range(32):
        angle = turn * math.pi / 16
        draw.line((820, 560, 820 + 1500 * math.cos(angle), 560 + 1500 * math.sin(angle)), fill=red, width=1)
    coast = wander(chance, (460, 0), (300, 1000), 60, 34)
    draw.polygon([(0, 0)] + coast + [(0, 1000)], fill=green)
    for offset, shade in ((14, 1), (8, 2), (0, 4)):
        draw.line([(x + offset, y) for x, y in coast], fill=ink, width=shade)
    for x, y, size in ((640, 250, 46), (930, 780, 64), (1060, 240, 36)):
        shape = [
            (
                x + size * chance.uniform(0.7, 1.3) * math.cos(t * math.pi / 7),
                y + size * chance.uniform(0.6, 1.1) * math.sin(t * math.pi / 7),
            )
            for t in range(14)
        ]
        draw.polygon(shape, fill=green, outline=ink)
    for _ in range(150):
        x, y = chance.uniform(520, 1260), chance.uniform(40, 960)
        draw.text((x, y), str(chance.randint(3, 48)), font=letters(18), fill=ink)
    for place, name in ((8, "Porto Lungo"), (21, "Capo Grigio"), (34, "Cala Rossa"), (48, "Torre Vecchia")):
        x, y = coast[place]
        draw.text((x - 30, y), name, font=letters(24), fill=ink, anchor="rm")
    compass(draw, 820, 560, 100, ink)
    draw.rectangle((10, 10, 1289, 989), outline=ink, width=6)
    return printed(page, "chart")


def floor_plan():
    """The ground floor of a warehouse."""
    page = sheet((1200, 900), (226, 232, 232), "plan", stain=8)
    draw = ImageDraw.Draw(page)
    ink = (34, 52, 92)
    draw.rectangle((140, 150, 1060, 720), outline=ink, width=14)
    for wall in ((460, 150, 460, 480), (140, 480, 780, 480), (780, 300, 780, 720), (780, 300, 1060, 300)):
        draw.line(wall, fill=ink, width=9)
    for gap in ((560, 474, 640, 486), (774, 560, 786, 640), (454, 260, 466, 330), (300, 714, 400, 728)):
        draw.rectangle(gap, fill=(226, 232, 232))
    for step in range(12):
        draw.line((880 + step * 14, 310, 880 + step * 14, 420), fill=ink, width=2)
    for x, y, name in (
        (300, 320, "Oficina"),
        (620, 320, "Bodega"),
        (450, 600, "Patio"),
        (920, 560, "Taller"),
    ):
        draw.text((x, y), name, font=letters(30), fill=ink, anchor="mm")
    draw.line((140, 780, 1060, 780), fill=ink, width=2)
    for x in (140, 460, 780, 1060):
        draw.line((x, 766, x, 794), fill=ink, width=2)
    for x, length in ((300, "8,40"), (620, "8,40"), (920, "7,35")):
        draw.text((x, 800), length, font=letters(22), fill=ink, anchor="ma")
    centred(draw, 600, 60, "PLANTA BAJA", 36, ink)
    return printed(page, "plan")


def all_maps():
    """Every map and plan, by name."""
    makers = (town_map, sea_chart, floor_plan)
    return {maker.__name__: maker() for maker in makers}
