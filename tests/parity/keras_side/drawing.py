"""Keras' layers draw the random numbers that ours have drawn, step by step."""

from contextlib import contextmanager

from keras_golden import masks
from keras_side.numbers import read


class Drawing:
    """Takes the layers of a model that draw; `layers` are their names here."""

    def __init__(self, model, layers):
        self.numbers = {}
        self.unable = []
        for name in layers:
            layer = model.get_layer(name)
            if masks.can_be_given(layer):
                layer.call = self.giving(layer, layer.call)
            else:
                self.unable.append(name)

    def giving(self, layer, call):
        def given(*args, **kwargs):
            with masks.given(layer, self.numbers.get(layer.name)):
                return call(*args, **kwargs)

        return given

    @contextmanager
    def step(self, recorded):
        """Within it the numbers of this step are drawn; outside none are."""
        self.numbers = {
            layer: {name: read(values) for name, values in each.items()} for layer, each in recorded.items()
        }
        yield
        self.numbers = {}
