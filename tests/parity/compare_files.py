"""
Second half of the parity job for files: opens every `.keras` file that files-dump.ts wrote, as anybody would, and
compares weights, answers and three more steps of training, the state of the optimizer included. Then runs the
Python scripts to their end.

Usage: compare_files.py FOLDER. One line per file; exit code 1 if one differs.
"""

import contextlib
import functools
import inspect
import io
import json
import os
import runpy
import subprocess
import sys
import traceback
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras
import torch

from keras_side.drawing import Drawing
from keras_side.numbers import Difference, expect_close, expect_equal, read
from keras_side.reading import weights_of
from keras_side.training import rms

ANSWERS = {"rtol": 1e-5, "atol": 1e-5}
LOSS = 1e-4
WEIGHTS = 1e-4
# These say themselves that Keras has nothing like them.
REFUSED = ("Maxout",)
# Keras makes probabilities of their logits, and cuts those off all the same.
CUT_ANYWAY = ("CategoricalFocalCrossentropy",)


def compare(case, file):
    """Raises at the first difference that is too large; gives a note."""
    if "refused" in case:
        # What has no layer goes out in a script, with NumPy; scripts are run below.
        known = [*(f"Keras has no {name}." for name in REFUSED), "where NumPy does its work"]
        if not any(words in case["refused"] for words in known):
            raise Difference(f"was not written: {case['refused']}")
        return "refused, as it should be"
    model = keras.saving.load_model(file)
    weights = weights_of(model)
    expect_equal("names of the weights", sorted(case["weights"]), sorted(weights))
    for key, values in case["weights"].items():
        expect_close(f"weight {key}", read(values), keras.ops.convert_to_numpy(weights[key]), 0)
    expect_close("answers", read(case["answers"]), model.predict(read(case["features"]), verbose=0), **ANSWERS)
    expect_equal("steps taken", case["step"], int(model.optimizer.iterations))
    drawing = Drawing(model, case["steps"][0]["random"] if case["steps"] else {})
    if drawing.unable:
        return f"not trained on: {', '.join(drawing.unable)} cannot be given random numbers"
    if case["cutOff"] is not None:
        loss = keras.losses.serialize(model.loss)
        if "from_logits" not in loss["config"] or loss["class_name"] in CUT_ANYWAY:
            return "not trained on: Keras would cut the probabilities off, whatever its loss reads"
    if case["cutOff"] is not None:
        read_logits(model, case["cutOff"])
    for i, step in enumerate(case["steps"]):
        model.reset_metrics()
        with drawing.step(step["random"]):
            logs = model.train_on_batch(read(step["features"]), read(step["targets"]), return_dict=True)
        expect_close(f"loss of step {i + 1} after opening", step["loss"], logs["loss"], LOSS, LOSS)
        if case["cutOff"] is None:
            expect_equal("figures", sorted(["loss", *case["metrics"]]), sorted(logs))
    if case["last"] is not None:
        compare_last(case["last"], weights)
    return None


def compare_last(last, weights):
    """Each weight to 1e-4 of its size, after the further steps."""
    for key, values in last.items():
        ours, theirs = read(values), keras.ops.convert_to_numpy(weights[key])
        expect_close(f"weight {key} at the end", ours, theirs, WEIGHTS, WEIGHTS * rms(theirs) + 1e-6)


def read_logits(model, layer):
    """Gives the loss the values before the last activation, as ours has them; the optimizer stays what it is."""
    model.get_layer(layer).activation = keras.activations.linear
    loss = keras.losses.serialize(model.loss)
    loss["config"]["from_logits"] = True
    model.compile(optimizer=model.optimizer, loss=keras.saving.deserialize_keras_object(loss), jit_compile=False)


def compare_file(file):
    case = json.loads(file.read_text(encoding="utf-8"))
    return f"file of {case['name']}", lambda: compare(case, file.with_suffix(".keras"))


def compare_script(file):
    return f"script {file.name}", lambda: run_script(file)


def run_script(file):
    """Those for several devices as anybody runs them; the others in this process, which is quicker."""
    if "keras.distribution" in file.read_text(encoding="utf-8"):
        done = subprocess.run([sys.executable, file.name], cwd=file.parent, capture_output=True, text=True)
        if done.returncode != 0:
            raise Difference(f"ended with {done.returncode}: {done.stderr.strip()[-400:]}")
        return None
    with contextlib.chdir(file.parent), contextlib.redirect_stdout(io.StringIO()):
        runpy.run_path(str(file), run_name="__main__")
    return None


def compare_signatures(classes):
    """The catalog states which arguments have no default in Keras, so that scripts give them."""
    for each in classes:
        found = getattr(functools.reduce(getattr, each["module"].split(".")[1:], keras), each["name"])
        parameters = list(inspect.signature(found.__init__).parameters.values())[1:]
        ours = [p.name for p in parameters if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD]
        expect_equal(f"arguments that {each['name']} needs (keras.positional)", each["positional"], ours)


def run(name, check):
    try:
        note = check()
    except Difference as difference:
        print(f"FAIL  {name}: {difference}", flush=True)
        return False
    except Exception as error:  # Keras refuses something: a finding, not the end of the job
        where = traceback.extract_tb(error.__traceback__)[-1]
        text = " ".join(str(error).split())
        print(f"FAIL  {name}: {type(error).__name__} ({Path(where.filename).name}): {text[:400]}", flush=True)
        return False
    print(f"ok    {name}" + (f" ({note})" if note else ""), flush=True)
    return True


def main(folder):
    torch.set_num_threads(1)
    classes = json.loads((folder / "classes.json").read_text(encoding="utf-8"))
    checks = [
        ("arguments without defaults", lambda: compare_signatures(classes)),
        *map(compare_file, sorted((folder / "files").glob("*.json"))),
        *map(compare_script, sorted((folder / "scripts").glob("*.py"))),
    ]
    results = [run(name, check) for name, check in checks]
    print(f"{results.count(True)} files and scripts ran in Keras, {results.count(False)} failed", flush=True)
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
