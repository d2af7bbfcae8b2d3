"""The weights of models/encoder, to teach it further than it was.

They are read out of the int8 file, so what rounding took stays lost; a round of learning brings it
back. The head of the intents is not in the file: it is learnt anew.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from bot.encoder.encoder import LONGEST, MODEL
from tools.encoder.network import Network
from tools.encoder.pretrained import Shape

WORDS = "word.weight"


def read_committed(folder: Path, shape: Shape, labels: int) -> Network:
    """`shape` as of the model it was made from; `labels` counts those of the intents too."""
    state = _weights(folder / MODEL)
    words = len(state[WORDS])
    network = Network(Shape(**{**vars(shape), "words": words, "positions": LONGEST}), labels)
    for part in ("head.weight", "head.bias"):
        whole = network.state_dict()[part].clone()
        whole[: len(state[part])] = state[part]
        state[part] = whole
    network.load_state_dict(state)
    return network


def _weights(file: Path) -> dict[str, torch.Tensor]:
    """Named as in Network. Raises KeyError when the file was not made by export.py."""
    graph = onnx.load(str(file)).graph
    stored = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    found = {name: value for name, value in stored.items() if value.dtype == np.float32}
    found = {name: value for name, value in found.items() if not name.endswith("_scale")}
    found[WORDS] = _whole(stored, WORDS)
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            name = node.input[1].removesuffix("_quantized")
            place = "head" if name == "head.weight" else _place(node.name)
            found[f"{place}.weight"] = _whole(stored, name).T
    return {name: torch.from_numpy(np.array(value)) for name, value in found.items()}


def _place(node: str) -> str:
    """'/layers.0/q/MatMul_quant' → 'layers.0.q'."""
    return ".".join(node.strip("/").split("/")[:-1])


def _whole(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    """(number - zero point) · scale; both are of a column, or of the whole."""
    number, zero = stored[f"{name}_quantized"], stored[f"{name}_zero_point"]
    return (number.astype(np.float32) - zero.astype(np.float32)) * stored[f"{name}_scale"]
