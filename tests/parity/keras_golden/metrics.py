"""Metrics on small batches, by the name of their Keras class."""

import keras

# One set for yes or no, with answers at and around the threshold; one with the largest value of a row first and last.
BATCHES = [
    {"y_true": [[1.0], [0.0], [1.0], [0.0]], "y_pred": [[0.51], [0.5], [0.5], [0.9]]},
    {
        "y_true": [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        "y_pred": [[0.5, 0.3, 0.2], [0.5, 0.3, 0.2], [-9.0, -8.0, -1.0]],
    },
]


def metrics(facts, missing):
    entries = {}
    for each in facts["metrics"]:
        found = getattr(keras.metrics, each["class_name"], None)
        if found is None:
            missing.append(f"metric {each['class_name']}")
            continue
        entries[each["class_name"]] = {
            "name": each["name"],
            "values": [float(found()(batch["y_true"], batch["y_pred"])) for batch in BATCHES],
        }
    return {"batches": BATCHES, "classes": entries}
