"""Random masks of Keras' layers that follow from given uniform numbers, so that others can draw the same."""

from contextlib import ExitStack
from unittest.mock import patch

import keras
import torch


def can_be_given(layer):
    return isinstance(layer, keras.layers.Dropout) or hasattr(layer, "cell")


def given(layer, uniform):
    """A context in which the layer drops what these numbers say, by the name that each mask has here."""
    context = ExitStack()
    if isinstance(layer, keras.layers.Dropout) and uniform:
        dropout = lambda x, rate, **_: x * mask(uniform["keep"], rate)
        context.enter_context(patch.object(keras.src.backend.random, "dropout", dropout))
    elif uniform:
        # Recurrent layers have one mask for all steps of a sequence.
        for name, numbers in uniform.items():
            fixed = mask(numbers, getattr(layer.cell, name))
            context.enter_context(patch.object(layer.cell, f"get_{name}_mask", lambda _, fixed=fixed: fixed))
    return context


def mask(uniform, rate):
    return torch.tensor((uniform >= rate) / (1 - rate))
