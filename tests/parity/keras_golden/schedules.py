"""The learning rate of each schedule at some steps."""

import keras

from keras_golden.making import made

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
    return {"steps": STEPS, "curves": entries}
