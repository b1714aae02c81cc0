"""One recorded case, done again in Keras: read the model, answer, train the same batches, validate."""

import copy
from typing import NamedTuple

import keras
import numpy as np

from keras_side.drawing import Drawing
from keras_side.numbers import expect_close, expect_equal, read
from keras_side.reading import expect_same_object, read_model, weights_of

INFERENCE = {"rtol": 1e-4, "atol": 1e-5}
# Of a loss and, since large values may cancel in it, of 1: float32 carries no more. The examples keep to LOSS for all
# their 60 steps; of the other cases, which shake parts to their limits, the later steps have LATER_LOSS.
LOSS, LATER_LOSS, FIRST_STEPS = 1e-5, 1e-4, 10
# But one: metres beside kilograms. Its steps overshoot (losses from 3 to 197, logits up to 396), and what float32 rounds
# in one step grows in the next ones: after 57 steps the two are 3.2e-5 apart. Done again in float64, ours is 4e-6 from
# what comes out and Keras 3e-5; NumPy in float32 ends between 2e-6 and 5e-5 from it, whichever way the rows of the
# batches are ordered, so the order in which numbers are added decides, and none is the right one.
ROUNDED = ("example/height-weight",)
WEIGHTS = 1e-3
# A bias that changes nothing, as that of the keys of an attention, only moves by rounding: most where graphs are drawn.
UNMOVED, UNMOVED_IF_DRAWN = 1e-9, 1e-6


class Agreement(NamedTuple):
    """What could not be compared, in words, and how far the losses of all steps are apart at most."""

    note: str | None = None
    apart: float = 0.0
    trained: bool = True


def compare_case(case):
    """Raises at the first difference that is too large."""
    model = read_model(case["model"])
    # Keras takes configs apart while it reads them.
    optimizer = keras.optimizers.deserialize(copy.deepcopy(case["optimizer"]))
    loss = loss_of(copy.deepcopy(case["loss"]))
    expect_same_object("config of the optimizer", case["optimizer"], optimizer)
    expect_same_object("config of the loss", case["loss"], loss)

    weights = weights_of(model)
    set_weights(model, weights, case)
    inputs = {name: read(values) for name, values in case["inference"].items()}
    expect_answer("answer before training", case["answers"]["first"], model, inputs)

    if not np.isfinite(read(case["answers"]["first"])).all():
        return Agreement("not trained: its numbers overflow, in Keras too", trained=False)
    drawing = Drawing(model, case["steps"][0]["random"])
    if drawing.unable:
        return Agreement(f"not trained: {', '.join(drawing.unable)} cannot be given random numbers", trained=False)
    cut_off = case["fused"] is not None and case["fused"]["saturated"]
    if cut_off and "from_logits" not in case["loss"]["config"]:
        return Agreement("not trained: Keras would cut the probabilities off, and its loss reads nothing else", trained=False)
    if cut_off:
        activation, loss = read_logits(model, case)
    model.compile(optimizer=optimizer, loss=loss, metrics=metrics_of(case, loss), jit_compile=False)
    exact = case["name"].startswith("example/") and case["name"] not in ROUNDED
    apart = train(model, case["steps"], LOSS if exact else LATER_LOSS, drawing)
    drawn = case["name"].startswith("random/")
    compare_weights(weights, case["weights"], UNMOVED_IF_DRAWN if drawn else UNMOVED)
    validate(model, case["validation"])
    if cut_off:
        model.get_layer(case["fused"]["layer"]).activation = activation
    expect_answer("answer after training", case["answers"]["last"], model, inputs)
    note = "loss compared from logits: Keras would cut the probabilities off at 1e-7" if cut_off else None
    return Agreement(note, apart)


def read_logits(model, case):
    """Takes the last activation away and gives the loss the same values that ours read."""
    layer = model.get_layer(case["fused"]["layer"])
    activation, layer.activation = layer.activation, keras.activations.linear
    config = {**case["loss"]["config"], "from_logits": True}
    return activation, loss_of({**case["loss"], "config": config})


def loss_of(config):
    """As `load_model` reads it: `keras.losses.deserialize` of 3.15 does not know one of its own losses."""
    return keras.saving.deserialize_keras_object(config)


def set_weights(model, weights, case):
    first = case["weights"]["first"]
    expect_equal("names of the weights", sorted(first), sorted(weights))
    trainable = sorted(key for key, weight in weights.items() if weight.trainable)
    expect_equal("trainable weights", sorted(case["trainable"]), trainable)
    for key, values in first.items():
        expect_equal(f"shape of {key}", values["shape"], list(weights[key].shape))
        weights[key].assign(read(values))
    for layer in model.layers:
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()  # takes over what it would have measured


def expect_answer(what, ours, model, inputs):
    theirs = keras.ops.convert_to_numpy(keras.tree.flatten(model(inputs, training=False))[0])
    expect_close(what, read(ours), theirs, **INFERENCE)


# Their answers are margins or logits, which Keras would judge as if they were probabilities.
MARGINS = (keras.losses.Hinge, keras.losses.SquaredHinge)


def metrics_of(case, loss):
    """Our metrics, each under the name that it has here."""
    # Those that look at values, not at their order, would be given what stands before the last activation.
    cut_off = case["fused"] is not None and case["fused"]["saturated"]
    binary = isinstance(loss, (keras.losses.BinaryCrossentropy, keras.losses.BinaryFocalCrossentropy))
    unfit = isinstance(loss, MARGINS) or (binary and loss.from_logits)
    return [
        metric_of(each)
        for each in case["metrics"]
        if not (unfit and each["keras"] == "accuracy") and not (cut_off and not isinstance(each["keras"], str))
    ]


def metric_of(each):
    if isinstance(each["keras"], str):
        return each["keras"]
    config = {**each["keras"]["config"], "name": each["name"]}
    return keras.metrics.deserialize({**copy.deepcopy(each["keras"]), "config": config})


def batch_of(step):
    return {name: read(values) for name, values in step["inputs"].items()}, read(step["targets"])


def train(model, steps, later, drawing):
    """Takes the recorded steps; gives how far the losses are apart at most. `later`: what is allowed after the first ones."""
    apart = 0.0
    for i, step in enumerate(steps):
        rate = float(keras.ops.convert_to_numpy(model.optimizer.learning_rate))
        expect_close(f"learning rate of step {i + 1}", step["learningRate"], rate, 1e-5, 1e-9)
        model.reset_metrics()
        with drawing.step(step["random"]):
            logs = model.train_on_batch(*batch_of(step), return_dict=True)
        allowed = LOSS if i < FIRST_STEPS else later
        expect_close(f"loss of step {i + 1}", step["loss"], logs["loss"], allowed, allowed)
        apart = max(apart, abs(step["loss"] - float(logs["loss"])) / max(1.0, abs(step["loss"])))
    return apart


def compare_weights(weights, recorded, unmoved):
    """
    Each weight to 1e-3 of its size. A weight that hardly moved would pass by standing still, so the way it
    went must agree too.
    """
    for key, weight in weights.items():
        first, ours = read(recorded["first"][key]), read(recorded["last"][key])
        theirs = keras.ops.convert_to_numpy(weight)
        expect_close(f"{key} after training", ours, theirs, WEIGHTS, WEIGHTS * rms(theirs) + unmoved)
        way = theirs - first
        expect_close(f"way that {key} went", ours - first, way, 10 * WEIGHTS, 10 * WEIGHTS * rms(way) + 1e-6)


def rms(values):
    return float(np.sqrt(np.mean(np.square(values, dtype=np.float64))))


def validate(model, validation):
    if validation is None:
        return
    model.reset_metrics()
    inputs, targets = batch_of(validation)
    if len(targets) <= validation["batchSize"]:
        theirs = model.test_on_batch(inputs, targets, return_dict=True)
    else:
        theirs = model.evaluate(inputs, targets, batch_size=validation["batchSize"], verbose=0, return_dict=True)
    for name in theirs:
        expect_close(f"validation {name}", validation["figures"][name], theirs[name], LATER_LOSS, LATER_LOSS)
