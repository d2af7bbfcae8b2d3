"""The model: twelve layers of attention over word pieces, the mean of them, and a head a label."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from tools.encoder.pretrained import Pretrained, Shape

FAR = -1e4  # added to the attention for padding


class Layer(nn.Module):
    def __init__(self, shape: Shape, drop: float) -> None:
        super().__init__()
        h = shape.width
        self.heads = shape.heads
        self.q, self.k, self.v, self.ao = (nn.Linear(h, h) for _ in range(4))
        self.fi, self.fo = nn.Linear(h, shape.inner), nn.Linear(shape.inner, h)
        self.aln, self.oln = (nn.LayerNorm(h, shape.epsilon) for _ in range(2))
        self.drop = nn.Dropout(drop)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        b, n, h = x.shape

        def split(t: torch.Tensor) -> torch.Tensor:
            return t.view(b, n, self.heads, h // self.heads).transpose(1, 2)

        q, k, v = split(self.q(x)), split(self.k(x)), split(self.v(x))
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.aln(x + self.drop(self.ao(seen.transpose(1, 2).reshape(b, n, h))))
        return self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))


class Network(nn.Module):
    """`forward(ids, mask)`, both [batch, length] int64 → the sentence vectors [batch, width] and
    the outputs of all heads [batch, labels], before any softmax."""

    def __init__(self, shape: Shape, labels: int, drop: float = 0.1) -> None:
        super().__init__()
        h = shape.width
        self.shape = shape
        self.word, self.pos = nn.Embedding(shape.words, h), nn.Embedding(shape.positions, h)
        self.typ = nn.Parameter(torch.zeros(h))
        self.ln = nn.LayerNorm(h, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, drop) for _ in range(shape.layers))
        # The vectors of e5 share one large part: without its mean taken off, heads learn slowly.
        self.register_buffer("mean", torch.zeros(h))
        self.register_buffer("spread", torch.ones(h))
        self.drop = nn.Dropout(drop)
        self.head = nn.Linear(h, labels)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def pooled(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        x = self.ln(self.word(ids) + self.pos.weight[: ids.shape[1]] + self.typ)
        m = mask.to(x.dtype)
        bias = ((1.0 - m) * FAR)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return (x * m[..., None]).sum(1) / m.sum(1, keepdim=True)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        vectors = (self.pooled(ids, mask) - self.mean) / self.spread
        return vectors, self.head(self.drop(vectors))


def network_from(made: Pretrained, shape: Shape, rows: np.ndarray, labels: int) -> Network:
    """With the weights of e5; `rows` are the words of e5 that are kept."""
    network = Network(shape, labels)
    t = made.tensors
    state = {
        "word.weight": t["emb.word"][rows],
        "pos.weight": t["emb.pos"].reshape(-1, shape.width)[: shape.positions],
        "typ": t["emb.type"][: shape.width],
        "ln.weight": t["emb.ln.w"],
        "ln.bias": t["emb.ln.b"],
    }
    for i in range(shape.layers):
        for part in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln"):
            state[f"layers.{i}.{part}.weight"] = t[f"l{i}.{part}.w"]
            state[f"layers.{i}.{part}.bias"] = t[f"l{i}.{part}.b"]
    read = {name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in state.items()}
    missing, unknown = network.load_state_dict(read, strict=False)
    kept = {"mean", "spread", "head.weight", "head.bias"}
    if unknown or set(missing) != kept:
        raise ValueError(f"the weights do not fit: {set(missing) ^ kept or unknown}")
    return network
