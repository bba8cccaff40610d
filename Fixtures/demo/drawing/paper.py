"""Paper, ink and lettering that all drawings share. Everything follows from the seed."""

import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont


def grain(size, seed, radius, strength):
    """Blurred noise of a strength around the middle grey, in three channels, to be laid over a picture."""
    width, height = size
    field = Image.frombytes("L", size, random.Random(seed).randbytes(width * height))
    table = [max(0, min(255, round(128 + (value - 128) * strength))) for value in range(256)]
    field = field.filter(ImageFilter.GaussianBlur(radius)).point(table)
    return Image.merge("RGB", (field, field, field))


def sheet(size, colour, seed, fibre=10, stain=14):
    """A sheet of paper: its colour, fine fibres, broad stains and a darker rim."""
    page = Image.new("RGB", size, colour)
    for radius, strength in ((1.2, fibre), (38, stain * 6)):
        page = ImageChops.overlay(page, grain(size, f"{seed}/{radius}", radius, strength / 10))
    rim = Image.new("L", size, 255)
    width, height = size
    ImageDraw.Draw(rim).rectangle((0, 0, width - 1, height - 1), outline=150, width=max(6, width // 60))
    rim = rim.filter(ImageFilter.GaussianBlur(width // 40))
    return ImageChops.multiply(page, Image.merge("RGB", (rim, rim, rim)))


def letters(size):
    """The typeface that Pillow brings along."""
    return ImageFont.load_default(size)


def centred(draw, middle, top, text, size, ink):
    """One line of text around a middle; returns the top of the next line."""
    draw.text((middle, top), text, font=letters(size), fill=ink, anchor="ma")
    return top + int(size * 1.45)


def justified(draw, left, top, width, words, size, ink):
    """One line with its words spread over the width."""
    font = letters(size)
    lengths = [draw.textlength(word, font=font) for word in words]
    gap = (width - sum(lengths)) / max(1, len(words) - 1)
    for word, length in zip(words, lengths, strict=True):
        draw.text((left, top), word, font=font, fill=ink)
        left += length + gap


def paragraph(draw, box, text, size, ink, leading=1.4):
    """Justified text within a box of left, top, width and bottom; returns where it ends."""
    left, top, width, bottom = box
    font = letters(size)
    line = []
    for word in text.split():
        if line and draw.textlength(" ".join(line + [word]), font=font) > width:
            justified(draw, left, top, width, line, size, ink)
            top += int(size * leading)
            line = []
            if top + size > bottom:
                return top
        line.append(word)
    draw.text((left, top), " ".join(line), font=font, fill=ink)
    return top + int(size * leading)


def printed(page, seed):
    """Ink that has sunk into the paper: soft edges and a little unevenness."""
    soft = page.filter(ImageFilter.GaussianBlur(0.7))
    return ImageChops.overlay(soft, grain(page.size, f"{seed}/print", 2, 0.5))
