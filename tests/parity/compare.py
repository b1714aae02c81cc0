"""
Second half of the parity job: does everything in `cases/` again with real Keras and says where the two differ.

Usage: compare.py FOLDER [PART OF A NAME], with the folder that dump.ts wrote to. One line per case; exit code 1
if one differs.
"""

import json
import math
import os
import sys
import traceback
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras
import torch

import keras_side.maxout  # noqa: F401  registers the layer with Keras
from keras_side.catalog import catalog_checks
from keras_side.numbers import Difference
from keras_side.training import Agreement, compare_case


def cases(folder):
    """Name, comparison and recording of each case, one file after the other."""
    for file in sorted((folder / "cases").glob("*.json")):
        case = json.loads(file.read_text(encoding="utf-8"))
        yield case["name"], lambda case=case: compare_recording(case), case


def compare_recording(case):
    if "fault" in case:
        raise Difference(f"could not be trained here: {case['fault']}")
    return compare_case(case)


def run(name, check):
    """Does one comparison and prints its line; gives how the two agree, or None where they do not."""
    try:
        agreement = check() or Agreement(trained=False)
        note, apart, _ = agreement
    except Difference as difference:
        print(f"FAIL  {name}: {difference}", flush=True)
        return None
    except Exception as error:  # Keras refuses something: a finding, not the end of the job
        where = traceback.extract_tb(error.__traceback__)[-1]
        text = " ".join(str(error).split())
        print(f"FAIL  {name}: {type(error).__name__} ({Path(where.filename).name}): {text[:400]}", flush=True)
        return None
    notes = [] if note is None else [note]
    if apart > 0:
        notes.append(f"losses within {apart:.0e}")
    print(f"ok    {name}" + (f" ({'; '.join(notes)})" if notes else ""), flush=True)
    return agreement


def main(folder, wanted):
    torch.set_num_threads(1)
    keras.utils.set_random_seed(0)
    print(f"Keras {keras.__version__}, torch {torch.__version__}", flush=True)
    facts = json.loads((folder / "catalog.json").read_text(encoding="utf-8"))
    claims = [(name, check, None) for name, check in catalog_checks(facts)]
    results, trained = [], set()
    graphs = layers = parameters = 0
    for name, check, case in [*claims, *cases(folder)]:
        if wanted not in name:
            continue
        result = run(name, check)
        results.append(result)
        if result is not None and case is not None:
            graphs += 1
            layers += len(case["model"]["config"]["layers"])
            parameters += sum(math.prod(each["shape"]) for each in case["weights"]["first"].values())
            if result.trained:
                trained.update(case["types"])
    failed = results.count(None)
    print(f"Losses differ by {max((each.apart for each in results if each is not None), default=0):.1e} at most", flush=True)
    print(f"{graphs:,} graphs with {layers:,} layers and {parameters:,} parameters compared", flush=True)
    print(f"{len(results) - failed} passed, {failed} failed", flush=True)
    missing = [each for each in facts["types"] if each not in trained]
    found = len(facts["types"]) - len(missing)
    names = f"; not: {', '.join(missing)}" if missing else ""
    print(f"{found} of {len(facts['types'])} types stood in a graph that trained beside Keras{names}", flush=True)
    return 1 if failed > 0 or not results else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""))
