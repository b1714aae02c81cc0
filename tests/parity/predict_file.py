"""
What a `.keras` file of a classifier answers to the validation examples of a script's archive, as anybody would ask it.

Usage: predict_file.py FILE.keras DATA.npz. Prints one JSON object: the loss, and for each true class how many examples
were taken for which.
"""

import json
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras
import numpy as np


def main(file, data):
    model = keras.saving.load_model(file)
    arrays = np.load(data)
    inputs, truths = arrays["x_val"], arrays["y_val"].astype(int)
    answers = model.predict(inputs, verbose=0)
    classes = answers.shape[-1]
    confusion = np.zeros((classes, classes), dtype=int)
    np.add.at(confusion, (truths, answers.argmax(axis=-1)), 1)
    targets = keras.utils.to_categorical(truths, classes)
    loss = model.evaluate(inputs, targets, verbose=0, return_dict=True)["loss"]
    print(json.dumps({"loss": loss, "confusion": confusion.tolist()}))


main(*sys.argv[1:])
