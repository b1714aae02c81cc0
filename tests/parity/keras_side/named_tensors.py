"""Numbers of real Keras for Dot and SimpleRNN, values and gradients: tests/catalog/layers/keras-named-tensors.json.

Run from tests/parity with the environment of `npm run parity`:
KERAS_BACKEND=torch python -m keras_side.named_tensors > ../catalog/layers/keras-named-tensors.json
"""

import json

import keras
import numpy as np
import torch


def numbers(*shape, seed):
    """Numbers without a pattern, short enough to read in a file."""
    draw = np.random.default_rng(seed)
    return np.round(draw.normal(size=shape), 3)


def leaf(array):
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


def listed(tensor):
    return np.round(tensor.detach().numpy(), 12).tolist()


def slopes(outputs, leaves):
    """Of the sum of all outputs, each entry weighted; the weights are part of the record."""
    pulls = [numbers(*output.shape, seed=90 + i) for i, output in enumerate(outputs)]
    total = sum((output * torch.tensor(pull)).sum() for output, pull in zip(outputs, pulls))
    names = list(leaves)
    found = torch.autograd.grad(total, [leaves[name] for name in names])
    return {
        "pulls": [pull.tolist() for pull in pulls],
        "slopes": {name: listed(slope) for name, slope in zip(names, found)},
    }


def dot_case(left, right, axes, normalize):
    x, y = leaf(numbers(2, *left, seed=1)), leaf(numbers(2, *right, seed=2))
    output = keras.layers.Dot(axes=axes, normalize=normalize)([x, y])
    return {
        "params": {"axes": axes, "normalize": normalize},
        "inputs": [listed(x), listed(y)],
        "outputs": listed(output),
        **slopes([output], {"first": x, "second": y}),
    }


def rnn_case(params, with_state, dropped=False):
    steps, features, units, batch = 4, 3, 2, 2
    layer = keras.layers.SimpleRNN(units, **params)
    layer.build((None, steps, features))
    shapes = {"kernel": (features, units), "recurrent_kernel": (units, units), "bias": (units,)}
    values = {name: numbers(*shape, seed=10 + i) for i, (name, shape) in enumerate(shapes.items())}
    cell = layer.cell
    weights = {
        name: variable
        for name, variable in [("kernel", cell.kernel), ("recurrent_kernel", cell.recurrent_kernel), ("bias", cell.bias)]
        if variable is not None
    }
    for name, variable in weights.items():
        variable.assign(values[name])
    x = leaf(numbers(batch, steps, features, seed=20))
    state = leaf(numbers(batch, units, seed=21)) if with_state else None
    draw = np.random.default_rng(30)
    random = {
        "dropout": np.round(draw.uniform(size=(batch, features)), 3),
        "recurrent_dropout": np.round(draw.uniform(size=(batch, units)), 3),
    }
    # Keras draws its masks; here they follow from uniform numbers that go into the record.
    mask = lambda name, rate: torch.tensor((random[name] >= rate) / (1 - rate))
    cell.get_dropout_mask = lambda _: mask("dropout", cell.dropout) if cell.dropout > 0 else None
    cell.get_recurrent_dropout_mask = lambda _: (
        mask("recurrent_dropout", cell.recurrent_dropout) if cell.recurrent_dropout > 0 else None
    )
    result = layer(x, initial_state=state, training=dropped)
    outputs = list(result) if isinstance(result, (list, tuple)) else [result]
    leaves = {"inputs": x, **({"initial_state": state} if with_state else {})}
    leaves |= {name: variable.value for name, variable in weights.items()}
    return {
        "params": {"units": units, **params},
        "inputs": listed(x),
        "initial_state": listed(state) if with_state else None,
        "weights": {name: values[name].tolist() for name in weights},
        "random": {name: each.tolist() for name, each in random.items()} if dropped else None,
        "outputs": [listed(output) for output in outputs],
        **slopes(outputs, leaves),
    }


def record():
    keras.config.set_floatx("float64")
    both = {"return_sequences": True, "return_state": True}
    return {
        "keras": keras.__version__,
        "dot": [
            dot_case((4,), (4,), -1, False),
            dot_case((4,), (4,), 1, True),
            dot_case((3, 4), (2, 4), -1, False),
            dot_case((3, 4), (3, 2), 1, True),
            dot_case((3, 4), (4,), -1, True),
            dot_case((2, 3, 2), (3, 2), -2, False),
        ],
        "simple_rnn": [
            rnn_case({}, False),
            rnn_case({"use_bias": False, "activation": "relu"}, True),
            rnn_case({"return_sequences": True}, True),
            rnn_case({**both, "activation": "sigmoid"}, True),
            rnn_case({**both, "go_backwards": True}, True),
            rnn_case({**both, "dropout": 0.4, "recurrent_dropout": 0.3}, True, dropped=True),
        ],
    }


if __name__ == "__main__":
    print(json.dumps(record()))
