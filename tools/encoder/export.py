"""Writes a trained encoder as the files of models/encoder: int8 ONNX, tokenizer, checksums.

    python -m tools.encoder.export <folder of train.py> [<folder> ...]

Of several runs the mean of the weights is taken: they start from the same model, and their mean
does better than one of them (docs/decisions/0006).
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.encoder.encoder import CHECKSUMS, FOLDER, MODEL, TOKENIZER, Encoder
from bot.encoder.labels import HEADS
from bot.encoder.words import STATE, WEIGHTS
from tools.encoder.lesson import Batches
from tools.encoder.network import Network
from tools.encoder.pretrained import Shape

LABELS = sum(map(len, HEADS.values()))
SENTENCES = ["hij staat weer voor de deur en ik durf niet open te doen", "kan ik anoniem bellen?",
             "mijn broertje van 6 is al de hele avond alleen", "dank je wel"]  # fmt: skip


def read_network(folders: list[Path]) -> Network:
    """The mean of the runs, with the heads of HEADS only: the intents were there to learn from."""
    runs = [torch.load(folder / "network.pt") for folder in folders]
    network = Network(Shape(**runs[0]["shape"]), runs[0]["labels"])
    states = [run["state"] for run in runs]
    network.load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]})
    head = torch.nn.Linear(network.head.in_features, LABELS)
    head.weight.data = network.head.weight.data[:LABELS].clone()
    head.bias.data = network.head.bias.data[:LABELS].clone()
    network.head = head
    return network.eval()


def export(network: Network, ids: torch.Tensor, mask: torch.Tensor, out: Path) -> None:
    axes = {0: "batch", 1: "length"}
    with tempfile.TemporaryDirectory() as folder:
        whole = str(Path(folder) / "whole.onnx")
        torch.onnx.export(
            network, (ids, mask), whole, input_names=["ids", "mask"],
            output_names=["vectors", "outputs"], opset_version=17, dynamo=False,
            dynamic_axes={"ids": axes, "mask": axes, "vectors": {0: "batch"},
                          "outputs": {0: "batch"}},
        )  # fmt: skip
        quantize_dynamic(
            whole, str(out), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"], extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]]
    FOLDER.mkdir(parents=True, exist_ok=True)
    shutil.copy(folders[0] / TOKENIZER, FOLDER / TOKENIZER)
    network = read_network(folders)
    from tokenizers import Tokenizer

    batches = Batches(Tokenizer.from_file(str(FOLDER / TOKENIZER)), [], None)
    ids, mask = batches.read(SENTENCES[:2])
    export(network, ids, mask, FOLDER / MODEL)
    sums = [
        f"{hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()}  {name}"
        for name in (MODEL, TOKENIZER, WEIGHTS, STATE)
    ]
    (FOLDER / CHECKSUMS).write_text("\n".join(sums) + "\n")
    _compare(network, batches)


def _compare(network: Network, batches: Batches) -> None:
    """int8 beside what was trained, on a few sentences: the cosine of the vectors."""
    encoder = Encoder(FOLDER)
    for sentence in SENTENCES:
        with torch.no_grad():
            whole = network(*batches.read([sentence]))[0][0].numpy()
        small = encoder.read(sentence).vector
        cosine = float(whole @ small / np.linalg.norm(whole) / np.linalg.norm(small))
        print(f"{cosine:.4f} {sentence}")
    print(f"{(FOLDER / MODEL).stat().st_size / 1e6:.1f} MB, onnxruntime {onnxruntime.__version__}")


if __name__ == "__main__":
    main()
