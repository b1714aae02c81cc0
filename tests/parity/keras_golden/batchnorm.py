"""Batch normalisation, which keeps a memory."""

import keras
import numpy as np


def batchnorm(_facts, _missing):
    """One training call on a small batch, then inference."""
    x = (np.arange(12.0) ** 1.5).reshape(6, 2)
    layer = keras.layers.BatchNormalization()
    trained = keras.ops.convert_to_numpy(layer(x, training=True))
    return {
        "x": x.tolist(),
        "train_out": trained.tolist(),
        "moving_mean": keras.ops.convert_to_numpy(layer.moving_mean).tolist(),
        "moving_var": keras.ops.convert_to_numpy(layer.moving_variance).tolist(),
        "infer_out": keras.ops.convert_to_numpy(layer(x, training=False)).tolist(),
    }
