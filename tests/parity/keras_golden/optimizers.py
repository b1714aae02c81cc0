"""Where each optimizer has got to after some steps on four landscapes, walked in float64."""

import keras
import torch

from keras_golden.making import made

MARKS = (1, 2, 3, 10, 100)

LANDSCAPES = {
    "beale": lambda x, y: (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2,
    "rosenbrock": lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    "saddle": lambda x, y: x**2 - y**2,
    "ravine": lambda x, y: 0.5 * x**2 + 25 * y**2,
}

# Where rounding each step to float32 leads this far away, chance decides, and there is nothing to compare.
SCATTERED = 1e-4


def optimizers(facts, _missing):
    entries = {}
    for each in facts["optimizers"]:
        entries[each["label"]] = {
            "type": each["type"],
            "params": each["given"],
            "paths": {
                name: marks(each, LANDSCAPES[name], start)
                for name, start in facts["landscapes"].items()
            },
            **({"ends": ends(each, facts["landscapes"])} if each["given"].get("use_ema") else {}),
        }
    return entries


def ends(fact, landscapes):
    """Where the weights are after the last step and what `fit` does then, where that is another place."""
    found = {}
    for name, start in landscapes.items():
        optimizer = made(fact)
        path = walk(optimizer, LANDSCAPES[name], start, steps=10)
        if len(path) == 11:
            optimizer.finalize_variable_values(optimizer._trainable_variables)
            found[name] = keras.ops.convert_to_numpy(optimizer._trainable_variables[0]).tolist()
    return found


def marks(fact, landscape, start):
    """The positions after some steps, as far as the walk stays finite and does not depend on chance."""
    path = walk(made(fact), landscape, start)
    beside = walk(made(fact), landscape, start, rounded=True)
    return {
        str(step): path[step]
        for step in MARKS
        if step < min(len(path), len(beside)) and is_steady(path[step], beside[step])
    }


def is_steady(position, beside):
    return all(abs(a - b) <= SCATTERED * abs(a) for a, b in zip(position, beside, strict=True))


def walk(optimizer, landscape, start, rounded=False, steps=max(MARKS)):
    weight = keras.Variable(start, dtype="float64")
    optimizer.build([weight])
    path = [list(start)]
    for _ in range(steps):
        at = torch.tensor(path[-1], dtype=torch.float64, requires_grad=True)
        landscape(at[0], at[1]).backward()
        if not torch.isfinite(at.grad).all():
            break
        optimizer.apply([at.grad])
        if rounded:
            weight.assign(keras.ops.cast(keras.ops.cast(weight, "float32"), "float64"))
        position = keras.ops.convert_to_numpy(weight).tolist()
        if not all(abs(x) < 1e30 for x in position):
            break
        path.append(position)
    return path
