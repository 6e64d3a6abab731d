"""Makes the pictures of the explorer in the documentation: python -m docs.screenshots."""

import io
import tempfile
from pathlib import Path

from PIL import Image

from ofstedmine.showing.explorer.data import page_data
from ofstedmine.showing.explorer.page import page
from ofstedmine.showing.explorer.source import Mined
from tests.builders.chromium import browser, until
from tests.builders.samples import samples

IMAGES = Path(__file__).parent / "images"
COLOURS = 256
VISIT = 3
"""The visit to Aldermere whose letter is shown."""
PARAGRAPH, UNCERTAIN, EVALUATION = 4, 11, 31
"""Places in the row of a finding, and the paragraph after which one is shown."""


def pictures(data):
    """Yield the name of each picture, its address, size and colours."""
    shown = next(
        one
        for one in data["letters"]
        if one["who"] == ["Aldermere"] and one["number"] == VISIT and one["areas"]
    )
    letter = shown["id"]
    rows = shown["detail"]["findings"]
    finding = next(row[0] for row in rows if row[PARAGRAPH] > EVALUATION and row[UNCERTAIN])
    yield "explorer.png", f"#/letter/{letter}?theme=&find={finding}", (1280, 800), "light"
    yield "explorer-list.png", "#/letters?words=%22strategy+discussions%22", (1280, 800), "light"
    yield "explorer-road.png", "#/authority/Aldermere", (1000, 760), "light"
    yield "explorer-phone.png", f"#/letter/{letter}?theme=front_door", (390, 800), "dark"


def main():
    letters = Mined(samples(), "Sample letters")
    data = page_data(letters, letters.title)
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        file = Path(folder) / "explorer.html"
        file.write_text(page(data), encoding="utf-8")
        for name, where, (width, height), scheme in pictures(data):
            tab = chromium.new_page(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            tab.goto(file.as_uri() + where)
            until(tab, "document.documentElement.dataset.ready")
            if name == "explorer-phone.png":
                tab.locator(".side").evaluate("one => scrollTo(0, one.offsetTop - 12)")
            tab.wait_for_timeout(300)
            save(tab.screenshot(), IMAGES / name)
            tab.close()


def save(png, path):
    """Write a picture with few colours: a page has not many, and a third of the bytes."""
    Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS).save(path, optimize=True)
    print(path.relative_to(Path.cwd()), path.stat().st_size // 1000, "kB")


if __name__ == "__main__":
    main()
