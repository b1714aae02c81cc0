"""Every activation function that Keras has by the name it has here."""

import keras

from keras_golden.curves import FAR, GRID, curve, pull, row, works_on_single_values


def activations(facts, missing):
    functions = {}
    for name in facts["activations"]:
        function = getattr(keras.activations, name, None)
        if function is None:
            missing.append(f"activation {name}")
        else:
            functions[name] = curve(function) if works_on_single_values(function) else row(function)
    unknown = [name for name in facts["activations"] if name not in functions]
    return {"x": GRID, "far": FAR, "pull": pull(GRID), "not_in_keras": unknown, "functions": functions}
