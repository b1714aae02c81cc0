"""Metrics over two batches of unequal size, for each way to write targets."""

import numpy as np

from keras_golden.making import made

CLASSES = 6


def answers(rows, columns, seed):
    """Probabilities with some ties and some that lie right at the usual threshold."""
    drawn = np.random.default_rng(seed).uniform(0.02, 0.98, (rows, columns)).round(2)
    drawn[0, 0] = 0.5
    if columns > 1:
        drawn[1, 1] = drawn[1, 0]
    return drawn.tolist()


def truth(rows, seed):
    return np.random.default_rng(100 + seed).integers(0, CLASSES, rows)


def batch(targets, rows, seed):
    if targets == "values":
        found = np.random.default_rng(seed).normal(0, 2, (rows, 2)).round(2)
        return {"y_true": found.tolist(), "y_pred": (found + np.array(answers(rows, 2, seed)) - 0.4).round(3).tolist()}
    if targets == "binary":
        return {"y_true": (truth(rows, seed) % 2)[:, None].astype(float).tolist(), "y_pred": answers(rows, 1, seed)}
    if targets == "classes":
        return {"y_true": truth(rows, seed)[:, None].astype(float).tolist(), "y_pred": answers(rows, CLASSES, seed)}
    return {"y_true": np.eye(CLASSES)[truth(rows, seed)].tolist(), "y_pred": answers(rows, CLASSES, seed)}


def metrics(facts, _missing):
    batches = {targets: [batch(targets, 9, 1), batch(targets, 4, 2)] for targets in ("values", "binary", "classes", "one-hot")}
    figures = {}
    for each in facts["metrics"]:
        metric = made(each)
        for rows in batches[each["targets"]]:
            metric.update_state(np.array(rows["y_true"]), np.array(rows["y_pred"]))
        figures[f"{each['label']} on {each['targets']}"] = {
            "type": each["type"],
            "params": each["given"],
            "targets": each["targets"],
            "value": float(metric.result()),
        }
    return {"batches": batches, "figures": figures}
