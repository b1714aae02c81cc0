"""The golden file as text: every number with all its digits, lists of numbers on one line each."""

import json
import math


def text_of(value):
    return f"{layout(plain(value), '')}\n"


def plain(value):
    """JSON knows no infinity, so that becomes text that JavaScript's Number reads; a zero has no sign."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, float):
        if math.isnan(value):
            return "NaN"
        if math.isinf(value):
            return "Infinity" if value > 0 else "-Infinity"
        return value + 0.0
    return value


def layout(value, indent):
    inner = f"{indent} "
    if isinstance(value, dict) and value:
        lines = [f"{inner}{json.dumps(key)}: {layout(each, inner)}" for key, each in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        return "[\n" + ",\n".join(f"{inner}{layout(each, inner)}" for each in value) + f"\n{indent}]"
    return json.dumps(value, allow_nan=False)


# Another processor may round the last digit otherwise, be it of float32.
RELATIVE, ABSOLUTE = 1e-6, 1e-9


def differences(ours, theirs, place="golden"):
    """Where two golden files, read from JSON, say different things."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in {**ours, **theirs}:
            if key not in theirs:
                yield f"{place}.{key}: Keras gives nothing for it any more"
            elif key not in ours:
                yield f"{place}.{key}: is not in the file"
            else:
                yield from differences(ours[key], theirs[key], f"{place}.{key}")
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for i, (a, b) in enumerate(zip(ours, theirs, strict=True)):
            yield from differences(a, b, f"{place}[{i}]")
    elif is_number(ours) and is_number(theirs):
        if not math.isclose(ours, theirs, rel_tol=RELATIVE, abs_tol=ABSOLUTE):
            yield f"{place}: the file has {ours!r}, Keras {theirs!r}"
    elif ours != theirs or type(ours) is not type(theirs):
        yield f"{place}: the file has {ours!r}, Keras {theirs!r}"


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)
