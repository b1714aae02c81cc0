"""Layers: those that are one curve with params of their own on a grid, and calls of every layer that Keras has."""

from keras_golden.calls import calls
from keras_golden.curves import curve
from keras_golden.making import made


def layers(facts, missing):
    asked = facts["layers"]
    return {
        "curves": {
            each["label"]: {"type": each["type"], "params": each["given"], **curve(made(each))}
            for each in asked["curves"]
        },
        **calls(asked["calls"], missing),
    }
