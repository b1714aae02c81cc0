"""
Second half of `npm run golden`: asks real Keras for the numbers of everything the catalog has.

Usage: golden.py FACTS GOLDEN [--check], with the facts that golden-dump.ts wrote. Writes the golden file; with
--check it writes nothing, and the exit code is 1 if the file says something else than Keras.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras
import torch

from keras_golden.activations import activations
from keras_golden.batchnorm import batchnorm
from keras_golden.callbacks import callbacks
from keras_golden.initializers import initializers
from keras_golden.layers import layers
from keras_golden.losses import losses
from keras_golden.metrics import metrics
from keras_golden.optimizers import optimizers
from keras_golden.schedules import schedules
from keras_golden.writing import differences, text_of

SUBJECTS = {
    "activations": activations,
    "layers": layers,
    "batchnorm": batchnorm,
    "losses": losses,
    "metrics": metrics,
    "optimizers": optimizers,
    "schedules": schedules,
    "initializers": initializers,
    "callbacks": callbacks,
}
SHOWN = 20


def golden(facts, missing):
    meta = {
        "made_by": "npm run golden",
        "keras": keras.__version__,
        "backend": f"torch {torch.__version__.split('+')[0]}",
        "floatx": keras.config.floatx(),
    }
    return {"meta": meta, **{name: record(facts, missing) for name, record in SUBJECTS.items()}}


def check(file, text):
    old = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    found = list(differences(old, json.loads(text)))
    for each in found[:SHOWN]:
        print(each)
    if len(found) > SHOWN:
        print(f"… and {len(found) - SHOWN} more")
    if found:
        print(f"{file} is not what Keras says. `npm run golden` writes it anew.")
        return 1
    print(f"{file} is what Keras says.")
    return 0


def main(facts_file, file, options):
    torch.set_num_threads(1)
    keras.config.set_floatx("float64")
    missing = []
    text = text_of(golden(json.loads(facts_file.read_text(encoding="utf-8")), missing))
    for each in missing:
        print(f"{each}: not in Keras: write its own test.")
    if "--check" in options:
        return check(file, text)
    file.write_text(text, encoding="utf-8", newline="\n")
    print(f"{file} written from Keras {keras.__version__}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
