"""Reads printed pages as a person and a scanner do: by poppler and zxing-cpp."""

import shutil
import subprocess
from pathlib import Path
from typing import Final

import zxingcpp
from PIL import Image

has_poppler: Final = shutil.which("pdftoppm") is not None
QR_CODES: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
ANGLES: Final = (0, 7, 30, 90)


def text_of(pdf: Path) -> str:
    """Return every word of a document, as somebody would copy it out."""
    done = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    return done.stdout


def pages_of(pdf: Path, dpi: int = 75) -> list[Image.Image]:
    """Return the pages as pictures."""
    stem = pdf.with_suffix("")
    for old in pdf.parent.glob(f"{stem.name}-*.png"):
        old.unlink()
    command = ["pdftoppm", "-r", str(dpi), "-png", "-gray", str(pdf), str(stem)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    pages = []
    for path in sorted(pdf.parent.glob(f"{stem.name}-*.png")):
        with Image.open(path) as page:
            pages.append(page.copy())
    return pages


def codes_on(page: Image.Image, angle: int = 0) -> set[str]:
    """Return the payloads of every QR code on a page that lies askew."""
    turned = page.rotate(angle, expand=True, fillcolor=255) if angle else page
    found = zxingcpp.read_barcodes(turned, formats=QR_CODES)
    return {each.text for each in found}
