"""The catalog's claims about Keras: default arguments, schedule curves, and how initializers spread."""

import importlib
import inspect

import keras
import numpy as np

from keras_side.numbers import Difference, expect_close, expect_equal
from keras_side.reading import expect_same_value

# Two samples of 100,000 numbers of one distribution differ in spread by about 0.3 %.
SPREAD = 0.015

GETTERS = {"initializer": keras.initializers.get, "regularizer": keras.regularizers.get}


# Modules that are here as a whole, but for their base classes and, of the losses, one that learns distances between
# the examples of a batch: its network answers with no answer to any target.
WHOLE = {
    "keras.losses": {"Loss", "Circle"},
    "keras.regularizers": {"Regularizer"},
    "keras.constraints": {"Constraint"},
    "keras.optimizers.schedules": {"LearningRateSchedule"},
}


def catalog_checks(facts):
    """Name and comparison of each claim."""
    for module, but in WHOLE.items():
        yield f"defaults/all of {module}", lambda module=module, but=but: compare_names(module, but, facts["types"])
    for each in facts["defaults"]:
        yield f"defaults/{each['label']}", lambda each=each: compare_defaults(each)
    for each in facts["schedules"]:
        yield f"curve/{each['label']}", lambda each=each: compare_curve(each)
    for each in facts["initializers"]:
        yield f"spread/{each['label']}", lambda each=each: compare_spread(each)


def compare_names(module, but, types):
    """By the names of the classes, for some stand there under several."""
    things = vars(importlib.import_module(module)).values()
    names = {each.__name__ for each in things if inspect.isclass(each)}
    expect_equal("not in the catalog", sorted(but), sorted(names - set(types)))


def class_of(each):
    return getattr(importlib.import_module(each["module"]), each["className"])


def compare_defaults(each):
    """Each argument exists in Keras, and has the same default where Keras has one."""
    expect_same_defaults(class_of(each).__init__, {**each["params"], **each["ports"]}, each["ports"])
    expect_same_defaults(class_of(each).call if each["call"] else None, each["call"])
    expect_all_told(each)


def expect_all_told(each):
    """No argument of Keras is passed over in silence: each is a param, a port, or left out with a reason."""
    taken = arguments_of(class_of(each))
    told = {"name", "dtype", *each["params"], *each["ports"], *each["takes"], *each["leftOut"]}
    passed_over = sorted(taken - told)
    if passed_over:
        raise Difference(f"says nothing of {', '.join(passed_over)}")
    strange = sorted(set(each["without"]) - taken)
    if strange:
        raise Difference(f"leaves out {', '.join(strange)}, which Keras does not have")


def arguments_of(kind):
    """What the class takes, with what every layer takes where it hands the rest on."""
    functions = [kind.__init__]
    if issubclass(kind, keras.layers.Layer) and hands_on(kind.__init__):
        functions.append(keras.layers.Layer.__init__)
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    found = [each for function in functions for each in inspect.signature(function).parameters.values()]
    return {each.name for each in found if each.kind in named} - {"self"}


def hands_on(function):
    return any(each.kind == inspect.Parameter.VAR_KEYWORD for each in inspect.signature(function).parameters.values())


def expect_same_defaults(function, arguments, ports=()):
    signature = inspect.signature(function).parameters if arguments else {}
    for name, ours in arguments.items():
        if name not in signature:
            raise Difference(f"Keras has no argument {name!r}")
        theirs = signature[name].default
        if theirs is inspect.Parameter.empty:
            continue
        if name in ports:
            get = next(get for kind, get in GETTERS.items() if name.endswith(kind))
            expect_equal(name, ours, type(get(theirs)).__name__)
        elif name == "data_format":
            expect_equal(name, ours, keras.config.image_data_format())
        elif name == "activation":
            expect_equal(name, ours, keras.activations.serialize(keras.activations.get(theirs)))
        elif isinstance(ours, list) and isinstance(theirs, int):
            # Keras takes one number or a list of them.
            expect_equal(name, ours, [theirs])
        else:
            expect_same_value(name, name, ours, theirs)


def compare_curve(each):
    schedule = class_of(each).from_config(each["params"])
    theirs = [float(keras.ops.convert_to_numpy(schedule(step))) for step in each["steps"]]
    largest = max(abs(value) for value in theirs)
    for step, a, b in zip(each["steps"], each["values"], theirs, strict=True):
        expect_close(f"learning rate at step {step}", a, b, 1e-4, 1e-6 * largest)


def compare_spread(each):
    """Numbers of one generator are not those of another, so mean, spread and limits are compared."""
    initializer = class_of(each).from_config(each["params"])
    drawn = keras.ops.convert_to_numpy(initializer(tuple(each["shape"]), dtype="float32")).astype(np.float64)
    sd = float(drawn.std())
    expect_close("mean", each["mean"], drawn.mean(), 1e-6, 6 * sd / np.sqrt(drawn.size))
    expect_close("standard deviation", each["sd"], sd, SPREAD, 1e-9)
    expect_close("mean distance from 0", each["size"], np.abs(drawn).mean(), SPREAD, 1e-9)
    if "uniform" in str(each["params"].get("distribution", each["className"])).lower():
        expect_close("smallest", each["min"], drawn.min(), 0, 0.01 * sd)
        expect_close("largest", each["max"], drawn.max(), 0, 0.01 * sd)
