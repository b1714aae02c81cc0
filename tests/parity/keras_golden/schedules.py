"""The learning rate of each schedule at some steps."""

import keras
import torch

from keras_golden.making import made

ONE_CYCLES = [
    {"max_learning_rate": 0.1, "total_steps": 20},
    {"max_learning_rate": 0.1, "total_steps": 23, "pct_start": 0.45, "div_factor": 10.0, "final_div_factor": 50.0},
    {"max_learning_rate": 0.1, "total_steps": 20, "anneal_strategy": "linear"},
    {"max_learning_rate": 0.1, "total_steps": 20, "three_phase": True},
]
STEPS = [0, 1, 10, 50, 99, 100, 101, 150, 250, 1000]


def schedules(facts, _missing):
    entries = {}
    for each in facts["schedules"]:
        schedule = made(each)
        entries[each["label"]] = {
            "type": each["type"],
            "params": each["given"],
            "values": [float(keras.ops.convert_to_numpy(schedule(step))) for step in STEPS],
        }
    return {"steps": STEPS, "curves": entries, "one_cycle": [one_cycle(params) for params in ONE_CYCLES]}


def one_cycle(params):
    """Our OneCycle is not in Keras; its numbers are those of PyTorch."""
    sgd = torch.optim.SGD([torch.zeros(1)], lr=1.0)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        sgd,
        max_lr=params["max_learning_rate"],
        cycle_momentum=False,
        **{name: value for name, value in params.items() if name != "max_learning_rate"},
    )
    values = []
    for _ in range(params["total_steps"]):
        values.append(schedule.get_last_lr()[0])
        sgd.step()
        if len(values) < params["total_steps"]:
            schedule.step()
    return {"params": params, "values": values}
