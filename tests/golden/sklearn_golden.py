"""Asks scikit-learn what its preprocessing makes of a few small tables and writes tests/golden/sklearn-golden.json.

    python -m venv venv && venv/bin/pip install scikit-learn && venv/bin/python tests/golden/sklearn_golden.py

Nothing else needs scikit-learn: the tests read the file.
"""

import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.decomposition import PCA
from sklearn.preprocessing import MinMaxScaler, PolynomialFeatures, StandardScaler

rng = np.random.default_rng(7)
mixing = rng.normal(size=(4, 4))


def table(rows: np.ndarray) -> np.ndarray:
    """Numbers as float32 holds them, for those are what the tests read."""
    return rows.astype(np.float32).astype(np.float64)


mixed = table(rng.normal(size=(40, 4)) @ mixing + [1, -2, 0, 30])
TABLES = {
    "mixed": mixed,
    "a constant column": table(np.hstack([mixed[:, :2], np.full((40, 1), 3.5), mixed[:, 2:3]])),
    "a large offset": table(rng.normal(size=(50, 3)) @ mixing[:3, :3] + 1e6),
    "more columns than rows": table(rng.normal(size=(5, 8))),
    "one column": table(rng.normal(size=(9, 1)) * 4),
    "one row": table(rng.normal(size=(1, 3))),
}
POLYNOMIALS = [
    {"degree": degree, "interaction_only": only, "include_bias": bias}
    for degree in (1, 2, 3)
    for only in (False, True)
    for bias in (False, True)
]


def numbers(array: np.ndarray) -> list:
    return np.round(np.asarray(array, dtype=np.float64), 10).tolist()


def case(name: str, rows: np.ndarray) -> dict:
    """Fitted on the first rows, applied to all: the last ones were not seen."""
    seen = rows[: max(1, len(rows) * 3 // 4)] if len(rows) > 5 else rows
    standard = StandardScaler().fit(seen)
    found = {
        "name": name,
        "rows": rows.tolist(),
        "seen": len(seen),
        "standard": numbers(standard.transform(rows)),
        "minMax": numbers(MinMaxScaler().fit(seen).transform(rows)),
        "minMaxWide": numbers(MinMaxScaler((-1, 3)).fit(seen).transform(rows)),
    }
    if len(seen) > 1:
        # Beyond these there is nothing but rounding, whose direction is arbitrary.
        rank = min(len(seen) - 1, int((seen.std(axis=0) > 0).sum()))
        pca = PCA(n_components=rank, svd_solver="full").fit(seen)
        white = PCA(n_components=rank, whiten=True, svd_solver="full").fit(seen)
        found["pca"] = {
            "components": numbers(pca.components_),
            "variance": numbers(pca.explained_variance_),
            "result": numbers(pca.transform(rows)),
            "white": numbers(white.transform(rows)),
        }
    return found


document = {
    "scikit-learn": sklearn.__version__,
    "cases": [case(name, rows) for name, rows in TABLES.items()],
    "polynomials": [
        {**params, "result": numbers(PolynomialFeatures(**params).fit_transform(mixed[:3, :3]))} for params in POLYNOMIALS
    ],
    "polynomialRows": mixed[:3, :3].tolist(),
}
Path(__file__).with_name("sklearn-golden.json").write_text(json.dumps(document, separators=(",", ":")) + "\n")
