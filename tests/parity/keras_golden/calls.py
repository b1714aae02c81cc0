"""Calls of layers with given inputs, weights and random numbers: what comes out, and every slope."""

import inspect
import zlib

import keras
import numpy as np
import torch

from keras_golden import masks
from keras_golden.making import made
from keras_side.reading import own_name

# Batch normalisation would make -1 and 1 of any two.
ROWS = 3


def calls(asked, missing):
    recorded, unknown = {}, []
    for each in asked:
        layer = made(each)
        if each["random"] and not masks.can_be_given(layer):
            unknown.append(each["label"])
            missing.append(f"a way to give {each['type']} its random numbers, for {each['label']}")
        else:
            recorded[each["label"]] = record(layer, each)
    return {"calls": recorded, "not_given_random_numbers": unknown}


def record(layer, fact):
    inputs = {
        port: [leaf(readable(fact, f"{port} {wire}", [ROWS, *shape])) for wire, shape in enumerate(shapes)]
        for port, shapes in fact["shapes"].items()
    }
    random = {name: random_numbers(name, each) for name, each in fact["random"].items()}
    main, *others = arguments(inputs, fact["many"], fact["lists"])
    takes_training = "training" in inspect.signature(layer.call).parameters
    call = lambda training: layer(
        main[1], **dict(others), **fact["call"], **({"training": training} if takes_training else {})
    )
    call(False)  # builds it
    # What Keras keeps as an operation has no weights.
    variables = {own_name(variable): variable for variable in getattr(layer, "weights", [])}
    weights = {each["name"]: first_value(each) for each in fact["weights"]}
    if sorted(weights) != sorted(variables):
        raise ValueError(f"{fact['label']}: the weights are {sorted(weights)} here, {sorted(variables)} in Keras")
    for name, value in weights.items():
        variables[name].assign(value)
    if hasattr(layer, "finalize_state"):
        layer.finalize_state()  # takes over what it would have measured
    before = {name: listed(variable.value) for name, variable in variables.items()}

    with masks.given(layer, random):
        outputs = dict(zip(fact["outputs"], keras.tree.flatten(call(fact["training"])), strict=True))
    trained = {each["name"]: variables[each["name"]].value for each in fact["weights"] if each["trainable"]}
    kept = [name for name, variable in variables.items() if listed(variable.value) != before[name]]
    return {
        "type": fact["type"],
        "params": fact["given"],
        "training": fact["training"],
        "inputs": {port: [listed(wire) for wire in wires] for port, wires in inputs.items()},
        "weights": {name: value.tolist() for name, value in weights.items()},
        "random": {name: value.tolist() for name, value in random.items()},
        "outputs": {name: listed(value) for name, value in outputs.items()},
        "state": {name: listed(variables[name].value) for name in kept},
        **slopes(outputs, {} if fact["names"] else inputs, trained),
    }


def arguments(inputs, many, lists):
    """By name; only the first, whose name in Keras is not the same everywhere, goes without."""
    found = {}
    for port, wires in inputs.items():
        if port in lists:
            found[lists[port]] = [*found.get(lists[port], []), *wires]
        else:
            found[port] = wires if port in many else wires[0]
    return list(found.items())


def slopes(outputs, inputs, trained):
    """Of the sum of all outputs, each entry pulled at with a number of the record."""
    pulls = {name: normal(f"pull {name}", list(output.shape)) for name, output in outputs.items()}
    total = sum((output * torch.tensor(pulls[name])).sum() for name, output in outputs.items())
    found = iter(torch.autograd.grad(total, [*(each for wires in inputs.values() for each in wires), *trained.values()]))
    return {
        "pulls": {name: pull.tolist() for name, pull in pulls.items()},
        "input_slopes": {port: [listed(next(found)) for _ in wires] for port, wires in inputs.items()},
        "weight_slopes": {name: listed(next(found)) for name in trained},
    }


def first_value(weight):
    """What is not trained may be a variance, which is above zero."""
    value = normal(weight["name"], weight["shape"])
    return value if weight["trainable"] else np.abs(value) + 0.1


def normal(key, shape):
    """Numbers without a pattern, the same for the same key, short enough to read in a file."""
    return np.round(generator(key).normal(size=shape), 3)


def random_numbers(key, spec):
    shape = [ROWS, *spec["shape"]]
    if spec["distribution"] == "normal":
        return normal(key, shape)
    return np.round(generator(key).uniform(size=shape), 3)


def generator(key):
    return np.random.default_rng(zlib.crc32(key.encode()))


def readable(fact, key, shape):
    """What the layer can read: names are whole numbers from 0 on."""
    numbers = normal(key, shape)
    return np.abs(np.round(3 * numbers)) if fact["names"] else numbers


def leaf(array):
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


def listed(tensor):
    return np.round(tensor.detach().numpy(), 12).tolist()
