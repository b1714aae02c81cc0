"""Making the Keras object that a fact of the catalog is about."""

import importlib


def class_of(fact):
    return getattr(importlib.import_module(fact["module"]), fact["class_name"])


def made(fact):
    return class_of(fact).from_config(dict(fact["config"]))
