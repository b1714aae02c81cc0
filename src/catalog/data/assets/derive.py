"""Derives iris.bin and digits.bin from a scikit-learn wheel (a zip file).

    python3 derive.py path/to/scikit_learn-<version>.whl [output folder]

Needs Python's standard library only. The same wheel gives the same bytes every time; the sums
printed at the end are the ones stated in DATA-LICENSES.md.

Layout of a .bin file (numbers are little-endian):

    offset  bytes  what
    0       4      "EWD1"
    4       4      rows
    8       2      columns
    10      2      classes
    12      2      divisor: a feature's value is its byte divided by this
    14      2      unused, 0
    16      4      Adler-32 sum of everything behind this header
    20      rows x columns   features, one byte each, row by row
    ...     rows             class of each row, counted from 0
"""

import csv
import gzip
import hashlib
import io
import struct
import sys
import zipfile
import zlib
from decimal import Decimal
from pathlib import Path

DATA = "sklearn/datasets/data/"


def table(rows, classes, scale, divisor):
    """The bytes of one data set: `rows` hold the features as text, then the class."""
    features = bytearray()
    targets = bytearray()
    for number, row in enumerate(rows, start=1):
        for text in row[:-1]:
            # Decimal, because 5.1 * 10 is not 51 in binary arithmetic.
            value = Decimal(text) * scale
            if value != int(value) or not 0 <= value <= 255:
                sys.exit(f"row {number}: {text} does not fit one byte at scale {scale}")
            features.append(int(value))
        label = int(Decimal(row[-1]))
        if not 0 <= label < classes:
            sys.exit(f"row {number}: class {label}, expected 0 to {classes - 1}")
        targets.append(label)
    body = bytes(features + targets)
    columns = len(features) // len(targets)
    return struct.pack("<4sIHHHHI", b"EWD1", len(targets), columns, classes, divisor, 0, zlib.adler32(body)) + body


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder = Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).parent
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        iris = wheel.read(DATA + "iris.csv").decode("ascii")
        digits = gzip.decompress(wheel.read(DATA + "digits.csv.gz")).decode("ascii")
    files = {
        # The first line of iris.csv holds counts and class names. Centimetres become tenths.
        "iris.bin": table(list(csv.reader(io.StringIO(iris)))[1:], classes=3, scale=10, divisor=10),
        # Pixels are whole numbers from 0 to 16 and are kept; the divisor brings them to 0 to 1.
        "digits.bin": table(list(csv.reader(io.StringIO(digits))), classes=10, scale=1, divisor=16),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
        print(f"{hashlib.sha256(content).hexdigest()}  {name} ({len(content)} bytes)")


main()
