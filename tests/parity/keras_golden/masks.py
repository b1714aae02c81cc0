"""Random numbers of Keras' layers given from outside, so that others can draw the same."""

from contextlib import ExitStack
from unittest.mock import patch

import keras
import torch


def can_be_given(layer):
    return isinstance(layer, (*MASKS, *NOISES, *UNIFORM)) or bool(cells_of(layer))


# By what a layer asks Keras' generator for.
MASKS = (keras.layers.Dropout, keras.layers.MultiHeadAttention)
NOISES = (keras.layers.GaussianNoise, keras.layers.GaussianDropout)
UNIFORM = (keras.layers.AlphaDropout,)


def given(layer, numbers):
    """A context in which the layer draws these numbers, by the name that each has here."""
    context = ExitStack()
    if not numbers:
        return context
    replace = lambda *where: context.enter_context(patch.object(*where))
    random = keras.src.backend.random
    if isinstance(layer, MASKS):
        replace(random, "dropout", lambda x, rate, **_: x * mask(numbers["keep"], rate))
    elif isinstance(layer, NOISES):
        replace(random, "normal", lambda shape, mean, stddev, **_: mean + stddev * torch.tensor(numbers["noise"]))
    elif isinstance(layer, UNIFORM):
        replace(random, "uniform", lambda *_, **__: torch.tensor(numbers["keep"]))
    else:
        for direction, cell in cells_of(layer).items():
            for kind in ("dropout", "recurrent_dropout"):
                if f"{direction}{kind}" in numbers:
                    each = masks_for_all_steps(numbers[f"{direction}{kind}"], getattr(cell, kind))
                    replace(cell, f"get_{kind}_mask", lambda _, each=each: each)
    return context


def cells_of(layer):
    """What draws the masks of a recurrent layer, by what stands before their names here."""
    if isinstance(layer, keras.layers.Bidirectional):
        return {"forward_": layer.forward_layer.cell, "backward_": layer.backward_layer.cell}
    return {"": layer.cell} if hasattr(layer, "cell") else {}


def masks_for_all_steps(uniform, rate):
    """Recurrent layers have one mask for all steps of a sequence, or one for each gate."""
    return [mask(gate, rate) for gate in uniform.swapaxes(0, 1)] if uniform.ndim == 3 else mask(uniform, rate)


def mask(uniform, rate):
    return torch.tensor(((uniform >= rate) / (1 - rate)).astype(uniform.dtype))
