"""What callbacks do with a given course of the validation loss. Their courses are written here by hand."""

import math

import keras

NAN = math.nan

RESTORE = {"restore_best_weights": True}
EARLY_STOPPING = [
    ([1, 0.9, 0.95, 0.96, 0.97, 0.98], {"patience": 3, **RESTORE}),
    ([1, 0.9, 0.95, 0.96], {"patience": 10, **RESTORE}),
    ([1, 1, 1], {"patience": 0, **RESTORE}),
    ([1, 0.995, 0.99, 0.985, 0.98], {"patience": 2, "min_delta": 0.01, **RESTORE}),
    ([NAN, NAN, NAN, 0.5, 0.6, 0.7, 0.8], {"patience": 2, **RESTORE}),
    ([0.5, NAN, NAN, NAN], {"patience": 2, **RESTORE}),
    ([1, 0.9, 0.8, 0.9, 0.95], {"patience": 2, "baseline": 0.5, **RESTORE}),
    ([1, 0.9, 0.8, 0.7], {"patience": 2, "start_from_epoch": 2, **RESTORE}),
    ([1, 2, 3, 4], {"patience": 2, "start_from_epoch": 2, **RESTORE}),
]
REDUCE_LR_ON_PLATEAU = [
    ([1] * 7, {"factor": 0.5, "patience": 2}),
    ([1] * 8, {"factor": 0.5, "patience": 2, "cooldown": 2}),
    ([1, 0.99995, 0.9999, 0.99985, 0.9998], {"factor": 0.1, "patience": 2}),
    ([1] * 8, {"factor": 0.1, "patience": 1, "min_lr": 0.05}),
]


MODEL_CHECKPOINT = [
    ([1, 0.8, 0.9, 0.7], {}),
    ([1, 0.8, 0.9, 0.7, 0.7], {"save_best_only": True}),
    ([1, 0.8, 1.2, 0.7], {"save_best_only": True, "mode": "max"}),
    ([1, 0.8, 0.9, 0.7], {"save_best_only": True, "initial_value_threshold": 0.75}),
]
TERMINATE_ON_NAN = [[1, 0.5, NAN, 0.4], [1, math.inf], [1, 2, 3]]


class Model:
    """As much of a model as a callback sees. Its weights are the epoch they belong to."""

    def __init__(self):
        self.stop_training = False
        self.optimizer = keras.optimizers.SGD(learning_rate=1.0)
        self.epoch = None
        self.restored = None
        self.saved = []

    def save_weights(self, _filepath, **_how):
        self.saved.append(self.epoch)

    def get_weights(self):
        return self.epoch

    def set_weights(self, epoch):
        self.restored = epoch


def callbacks(facts, missing):
    entries = {
        "EarlyStopping": [early_stopping(*course) for course in EARLY_STOPPING],
        "ModelCheckpoint": [model_checkpoint(*course) for course in MODEL_CHECKPOINT],
        "TerminateOnNaN": [terminate_on_nan(losses) for losses in TERMINATE_ON_NAN],
        "ReduceLROnPlateau": [reduce_lr_on_plateau(*course) for course in REDUCE_LR_ON_PLATEAU],
    }
    missing.extend(f"callback {name} (no course in callbacks.py)" for name in facts["callbacks"] if name not in entries)
    return entries


def run(callback, losses):
    """Yields after each epoch, until the callback stops the run or the losses end."""
    model = Model()
    callback.set_model(model)
    callback.on_train_begin()
    for epoch, loss in enumerate(losses):
        model.epoch = epoch
        callback.on_epoch_end(epoch, {"val_loss": loss})
        yield epoch, model
        if model.stop_training:
            break
    callback.on_train_end()


def early_stopping(losses, args):
    callback = keras.callbacks.EarlyStopping(**args)
    stopped, restored = None, None
    for epoch, model in run(callback, losses):
        stopped = epoch if model.stop_training else None
    restored = model.restored
    return {
        "vals": losses,
        "args": args,
        "stopped_epoch": stopped,
        "best_epoch": callback.best_epoch,
        "restored_from_epoch": restored,
    }


def reduce_lr_on_plateau(losses, args):
    rates = [
        float(keras.ops.convert_to_numpy(model.optimizer.learning_rate))
        for _, model in run(keras.callbacks.ReduceLROnPlateau(**args), losses)
    ]
    return {"vals": losses, "args": args, "lr_after_epoch": rates}


def model_checkpoint(losses, args):
    callback = keras.callbacks.ModelCheckpoint("kept.weights.h5", save_weights_only=True, **args)
    *_, (_, model) = run(callback, losses)
    return {"vals": losses, "args": args, "saved_epochs": model.saved}


def terminate_on_nan(losses):
    """The loss of each batch, and the batch after which it stops."""
    callback = keras.callbacks.TerminateOnNaN()
    model = Model()
    callback.set_model(model)
    for batch, loss in enumerate(losses):
        callback.on_train_batch_end(batch, {"loss": loss})
        if model.stop_training:
            return {"vals": losses, "stopped": batch}
    return {"vals": losses, "stopped": None}
