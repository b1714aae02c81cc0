"""One curve: values and slopes on a grid and far from zero, in float64."""

import torch

# Corners, both sides of them, and the ordinary range.
GRID = [-6.0, -3.0, -2.5, -1.0, -0.5, 0.0, 0.5, 1.0, 2.5, 3.0, 6.0]
FAR = [-1e6, -1000.0, -100.0, -20.0, 20.0, 100.0, 1000.0, 1e6]

# How far beside a point its two sides are asked for, and from what difference on there is a corner between them.
BESIDE, CORNER = 1e-9, 1e-3


def curve(function):
    """A function of single values. Where it has a corner, the slope is that on the left and that on the right."""
    values, slopes = values_and_slopes(function, GRID)
    _, left = values_and_slopes(function, [x - BESIDE for x in GRID])
    _, right = values_and_slopes(function, [x + BESIDE for x in GRID])
    sides = zip(slopes, left, right, strict=True)
    far_values, far_slopes = values_and_slopes(function, FAR)
    return {
        "value": values,
        "slope": [slope if abs(a - b) < CORNER else [a, b] for slope, a, b in sides],
        "far_value": far_values,
        "far_slope": far_slopes,
    }


def row(function):
    """A function of a whole row, such as softmax: the slope is that of the sum of `pull` times the values."""
    values, slopes = values_and_slopes(function, GRID, pull(GRID))
    return {"value": values, "slope": slopes}


def pull(points):
    return [float(i + 1) for i in range(len(points))]


def works_on_single_values(function):
    together, _ = values_and_slopes(function, GRID)
    return all(value == values_and_slopes(function, [x, 0.0])[0][0] for value, x in zip(together, GRID, strict=True))


def values_and_slopes(function, points, weights=None):
    x = torch.tensor([points], dtype=torch.float64, requires_grad=True)
    # The identity would otherwise hand back the very tensor that is asked about.
    y = function(x) * 1.0
    (y * torch.tensor([weights or [1.0] * len(points)], dtype=torch.float64)).sum().backward()
    return y.detach()[0].tolist(), x.grad[0].tolist()
