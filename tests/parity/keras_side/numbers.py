"""Reading recorded numbers, and comparing them with Keras' own."""

import base64

import numpy as np


class Difference(Exception):
    """Keras and Edgewise disagree; the text says where, and by how much."""


def read(numbers):
    """A recorded tensor as a numpy array."""
    data = np.frombuffer(base64.b64decode(numbers["data"]), dtype="<f4")
    return data.reshape(numbers["shape"]).copy()


def expect_close(what, ours, theirs, rtol, atol=0.0):
    """Every entry within atol + rtol * |theirs|, or a Difference that names the first entry that is not."""
    ours, theirs = np.asarray(ours, dtype=np.float64), np.asarray(theirs, dtype=np.float64)
    if ours.shape != theirs.shape:
        raise Difference(f"{what}: ours has shape {list(ours.shape)}, Keras' has {list(theirs.shape)}")
    # Where both overflow they agree.
    close = (np.abs(ours - theirs) <= atol + rtol * np.abs(theirs)) | (np.isnan(ours) & np.isnan(theirs))
    wrong = ~close
    if not wrong.any():
        return
    place = tuple(int(i) for i in np.argwhere(wrong)[0])
    a, b = ours[place], theirs[place]
    relative = abs(a - b) / abs(b) if b != 0 else float("inf")
    where = f"[{', '.join(map(str, place))}]" if place else ""
    raise Difference(
        f"{what}{where}: ours {a:.9g}, Keras {b:.9g} (relative difference {relative:.2g}, "
        f"allowed {rtol:g}; {int(wrong.sum())} of {wrong.size} numbers differ)"
    )


def expect_equal(what, ours, theirs):
    if ours != theirs:
        raise Difference(f"{what}: ours {ours!r}, Keras {theirs!r}")
