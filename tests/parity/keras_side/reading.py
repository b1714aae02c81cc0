"""Whether Keras reads our configs, and reads them as they were meant."""

import copy
import numbers

import keras

from keras_side.numbers import Difference, expect_equal

# Names that Keras takes and then writes in another way, by the argument they stand in.
ALIASES = {
    ("activation", "swish"): "silu",
    ("activation", "hard_swish"): "hard_silu",
    ("distribution", "normal"): "truncated_normal",
}


# Arguments that Keras writes as those it took in place of None.
FILLED_IN = {"strides": "pool_size", "value_dim": "key_dim"}


def read_model(model_config):
    """The functional model. Every layer, weight and argument of it has been compared with our config."""
    config = model_config["config"]
    # Keras takes the config apart while it reads it.
    model = keras.Model.from_config(copy.deepcopy(config))
    # Not `model.layers`: what Keras keeps as an operation of tensors, such as a gated unit, is in the model beside them.
    found = {each.name: each for each in model.operations}
    expect_equal("layers", sorted(each["name"] for each in config["layers"]), sorted(found))
    for ours in config["layers"]:
        layer = found[ours["name"]]
        expect_same_object(f"config of {layer.name}", ours, layer)
        expect_same_wires(model, ours, layer)
    expect_equal("outputs", [name for name, _, _ in config["output_layers"]], model.output_names)
    return model


def expect_same_object(where, ours, thing):
    """The class is the one we named, and Keras holds each of our arguments."""
    expect_equal(f"{where}: class", ours["class_name"], type(thing).__name__)
    expect_same_config(where, ours["config"], thing.get_config(), thing)


def expect_same_config(where, ours, theirs, thing=None):
    for name, value in ours.items():
        if value is None and name in FILLED_IN:
            value = ours[FILLED_IN[name]]
        if name == "groups" and value == -1:
            continue  # one for each channel, which Keras writes down as their number
        # A loss keeps what it hands to its function by itself.
        part = getattr(thing, name, getattr(thing, "_fn_kwargs", {}).get(name))
        if isinstance(value, dict) and type(part).__name__ == value.get("class_name"):
            expect_same_object(f"{where}: {name}", value, part)
        elif name in theirs:
            expect_same_value(f"{where}: {name}", name, value, theirs[name])
        elif value is None and hasattr(thing, name):
            # Taken, but left out where there is none, as the regularizer of what a layer gives.
            expect_equal(f"{where}: {name}", None, part)
        elif part is not None:
            # Taken, but left out when Keras writes its config, as the gain of Identity and the delta of Huber are in 3.15.
            expect_same_value(f"{where}: {name}", name, value, part)
        else:
            raise Difference(f"{where}: Keras has no argument {name!r}, found {value!r}")


def expect_same_value(where, name, ours, theirs):
    if isinstance(ours, dict) and "class_name" in ours:
        if not isinstance(theirs, dict):
            raise Difference(f"{where}: ours is a {ours['class_name']}, Keras has {theirs!r}")
        expect_equal(f"{where}: class", ours["class_name"], theirs["class_name"])
        expect_same_config(where, ours["config"], theirs["config"])
    elif name == "dtype":
        expect_equal(where, ours, theirs["config"]["name"] if isinstance(theirs, dict) else theirs)
    elif is_number(ours) and is_number(single(theirs)):
        theirs = single(theirs)
        # Keras keeps some numbers, such as the learning rate, as float32.
        if abs(ours - theirs) > 1e-6 * abs(ours):
            raise Difference(f"{where}: ours {ours!r}, Keras {theirs!r}")
    elif isinstance(ours, list):
        expect_equal(where, ours, spelled_out(theirs, ours))
    else:
        expect_equal(where, ALIASES.get((name, ours), ours), theirs)


def single(value):
    """What a list of one holds."""
    return value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value


def spelled_out(value, like):
    """A list as Keras means it: one number stands for all of them, and for both sides."""
    if not isinstance(like, list):
        return value
    each = [value] * len(like) if is_number(value) else value
    return [spelled_out(*pair) for pair in zip(each, like, strict=True)]


def is_number(value):
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def expect_same_wires(model, ours, layer):
    """Each layer reads the outputs we named, in that order."""
    if not ours["inbound_nodes"]:
        return
    (node,) = layer._inbound_nodes
    sources = [history_of(tensor) for tensor in node.input_tensors]
    expect_equal(f"inputs of {layer.name}", inputs_of(ours["inbound_nodes"][0]), sources)


def history_of(tensor):
    """The layer that a tensor comes from, and which of its outputs it is."""
    return tensor._keras_history.operation.name, tensor._keras_history.tensor_index


def inputs_of(inbound):
    """The same of our config, which has tensors beside the main input as keyword arguments."""
    if isinstance(inbound, list):
        return [(name, index) for name, _, index, _ in inbound]
    given = [*inbound["args"], *inbound["kwargs"].values()]
    flat = [each for argument in given for each in (argument if isinstance(argument, list) else [argument])]
    flat = [each for each in flat if isinstance(each, dict)]
    return [(name, index) for name, _, index in (each["config"]["keras_history"] for each in flat)]


def weights_of(model):
    """Every weight by our key, `layer/weight`."""
    return {f"{layer.name}/{own_name(weight)}": weight for layer in model.layers for weight in layer.weights}


# Parts of a layer that have weights of the same name; the names of cells and of wrapped layers say nothing.
PARTS = ("forward", "backward", "query", "key", "value", "attention_output")


def own_name(weight):
    """What a weight is called in its layer, with the part that it belongs to: `query_kernel`, `forward_bias`."""
    *places, name = weight.path.split("/")
    parts = [part for place in places[1:] for part in PARTS if place == part or place.startswith(f"{part}_")]
    return "_".join([*parts, name])
