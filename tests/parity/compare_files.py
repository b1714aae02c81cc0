"""
Second half of the parity job for files: opens every `.keras` file that files-dump.ts wrote, as anybody would, and
compares weights, answers and three more steps of training, the state of the optimizer included.

Usage: compare_files.py FOLDER [PART OF A NAME]. One line per file; exit code 1 if one differs.
"""

import json
import os
import sys
import traceback
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras
import torch

from keras_side.numbers import Difference, expect_close, expect_equal, read
from keras_side.reading import weights_of

ANSWERS = {"rtol": 1e-5, "atol": 1e-5}
LOSS = 1e-4
# These say themselves that Keras has nothing like them.
REFUSED = ("Maxout",)


def compare(case, file):
    """Raises at the first difference that is too large; gives a note."""
    if "refused" in case:
        if not any(f"Keras has no {name}." in case["refused"] for name in REFUSED):
            raise Difference(f"was not written: {case['refused']}")
        return "refused, as it should be"
    model = keras.saving.load_model(file)
    weights = weights_of(model)
    expect_equal("names of the weights", sorted(case["weights"]), sorted(weights))
    for key, values in case["weights"].items():
        expect_close(f"weight {key}", read(values), keras.ops.convert_to_numpy(weights[key]), 0)
    expect_close("answers", read(case["answers"]), model.predict(read(case["features"]), verbose=0), **ANSWERS)
    expect_equal("steps taken", case["step"], int(model.optimizer.iterations))
    if case["random"]:
        return "not trained on: it draws random numbers, and Keras draws others"
    if case["cutOff"] is not None:
        read_logits(model, case["cutOff"])
    for i, step in enumerate(case["steps"]):
        model.reset_metrics()
        logs = model.train_on_batch(read(step["features"]), read(step["targets"]), return_dict=True)
        expect_close(f"loss of step {i + 1} after opening", step["loss"], logs["loss"], LOSS, LOSS)
    return None


def read_logits(model, layer):
    """Gives the loss the values before the last activation, as ours has them; the optimizer stays what it is."""
    model.get_layer(layer).activation = keras.activations.linear
    loss = keras.losses.serialize(model.loss)
    loss["config"]["from_logits"] = True
    model.compile(optimizer=model.optimizer, loss=keras.losses.deserialize(loss), jit_compile=False)


def run(file):
    case = json.loads(file.read_text(encoding="utf-8"))
    try:
        note = compare(case, file.with_suffix(".keras"))
    except Difference as difference:
        print(f"FAIL  file of {case['name']}: {difference}", flush=True)
        return False
    except Exception as error:  # Keras refuses something: a finding, not the end of the job
        where = traceback.extract_tb(error.__traceback__)[-1]
        text = " ".join(str(error).split())
        print(f"FAIL  file of {case['name']}: {type(error).__name__} ({Path(where.filename).name}): {text[:400]}", flush=True)
        return False
    print(f"ok    file of {case['name']}" + (f" ({note})" if note else ""), flush=True)
    return True


def main(folder):
    torch.set_num_threads(1)
    results = [run(file) for file in sorted((folder / "files").glob("*.json"))]
    print(f"{results.count(True)} files opened in Keras and trained on, {results.count(False)} failed", flush=True)
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
