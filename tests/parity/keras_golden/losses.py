"""Losses on small batches: the value, and the slope of each answer."""

import torch

from keras_golden.making import made

TARGETS = {
    "values": [[1.0, -2.0, 0.5], [0.0, 4.0, 3.0]],
    "counts": [[1.0, 0.0, 5.0], [0.0, 4.0, 2.0]],
    # A list, for one of the losses would take a column for every number against every other.
    "classes": [1.0, 0.0],
    # Two equal ones in a row, and fewer than the others have.
    "labels": [[1.0, 2.0, 2.0], [2.0, 0.0, 0.0]],
    "binary": [[1.0], [0.0], [1.0], [0.0]],
    "one-hot": [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]],
}
ANSWERS = {
    ("values", "values"): [[1.5, -1.0, 0.25], [0.25, 1.0, -2.0]],
    ("counts", "counts"): [[1.5, 0.25, 3.0], [0.5, 6.0, 2.5]],
    ("binary", "margins"): [[0.4], [-2.0], [-0.75], [0.25]],
    ("one-hot", "margins"): [[1.5, -0.5, 0.25], [2.0, -4.0, 0.5]],
    ("classes", "probabilities"): [[0.1, 0.7, 0.2], [0.3, 0.3, 0.4]],
    ("classes", "logits"): [[1.5, -0.5, 0.25], [-2.0, 4.0, 1.0]],
    ("labels", "logits"): [
        [[0.5, 1.5, -1.0], [-0.5, 0.25, 2.0], [1.0, 0.0, -0.75], [0.25, -2.0, 1.25], [2.0, 0.5, 0.0]],
        [[-1.0, 0.5, 0.25], [0.75, -0.5, 1.5], [1.0, 1.25, -2.0], [0.0, 0.5, 3.0], [1.5, -1.0, 0.25]],
    ],
    ("binary", "probabilities"): [[0.9], [0.2], [0.4], [0.5]],
    ("binary", "logits"): [[2.5], [-0.75], [-3.0], [4.0]],
    ("one-hot", "probabilities"): [[0.1, 0.7, 0.2], [0.3, 0.3, 0.4]],
    ("one-hot", "logits"): [[1.5, -0.5, 0.25], [-2.0, 4.0, 1.0]],
}


def losses(facts, _missing):
    entries = {}
    for each in facts["losses"]:
        loss = made(each)
        y_true, y_pred = TARGETS[each["targets"]], ANSWERS[each["targets"], each["reads"]]
        answers = torch.tensor(y_pred, dtype=torch.float64, requires_grad=True)
        value = loss(torch.tensor(y_true, dtype=torch.float64), answers)
        value.backward()
        entries[each["label"]] = {
            "type": each["type"],
            "params": each["given"],
            "y_true": y_true,
            "y_pred": y_pred,
            "value": value.item(),
            "slope": answers.grad.tolist(),
        }
    return entries
