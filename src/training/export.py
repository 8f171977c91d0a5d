"""Writes a checkpoint's network as ONNX with its normalisation folded into the convolutions, its temperature into the last layer, and weights stored as float16, a charset file, the weights a new run starts from, and samples
of what PyTorch reads with the very same weights, for the test that compares ONNX Runtime with it.

    src/training/run export --checkpoint RUN/best.pt --out models/worddeepnet --temperature T --samples tests/... --words DIR
"""
from __future__ import annotations

import argparse
import copy
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from batches import stack
from network import WordNetwork, load_average
from shards import HEIGHT, read_folder

OPSET = 13
SMALLEST_HALF = 256  # values; smaller tensors stay float32


class Probabilities(nn.Module):
    """What the reader wants: grey bytes as float32 [N, 32, W] in, probabilities [N, W/4, classes] out."""

    def __init__(self, network: WordNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, images: Tensor) -> Tensor:
        return self.network(images.unsqueeze(1)).exp()


def fold_normalisation(network: WordNetwork) -> WordNetwork:
    folded = copy.deepcopy(network)
    for module in list(folded.modules()):
        if isinstance(module, nn.Sequential) and len(module) >= 2 and isinstance(module[0], nn.Conv2d) and isinstance(module[1], nn.BatchNorm2d):
            module[0], module[1] = fuse_conv_bn_eval(module[0], module[1]), nn.Identity()
    return folded


def fold_temperature(network: WordNetwork, temperature: float) -> None:
    with torch.no_grad():
        network.output.weight /= temperature
        network.output.bias /= temperature


def round_to_half(network: nn.Module) -> None:
    for parameter in network.parameters():
        if parameter.numel() >= SMALLEST_HALF:
            parameter.data = parameter.data.half().float()


def store_half(model: onnx.ModelProto) -> None:
    """Keeps large float32 weights, which hold float16 values already, as float16 with a cast behind them; the runtime casts once, when it loads."""
    casts = []
    for weight in model.graph.initializer:
        if weight.data_type == onnx.TensorProto.FLOAT and np.prod(weight.dims) >= SMALLEST_HALF:
            name = weight.name
            weight.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(weight).astype(np.float16), name + "_half"))
            casts.append(helper.make_node("Cast", [name + "_half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = casts + list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def export(network: WordNetwork, path: Path, description: str) -> None:
    module = Probabilities(network).eval()
    torch.onnx.export(
        module, (torch.rand(2, HEIGHT, 64) * 255,), str(path), opset_version=OPSET, input_names=["images"], output_names=["probabilities"],
        dynamic_axes={"images": {0: "count", 2: "width"}, "probabilities": {0: "count", 1: "steps"}})
    model = onnx.load(str(path))
    store_half(model)
    model.doc_string, model.producer_name, model.producer_version = description, "ocrlab training", ""
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def write_weights(checkpoint: dict, path: Path) -> None:
    """What a new run starts from (train --start): the same weights in float16, before anything is folded in."""
    average = {name: value.half() if value.is_floating_point() else value for name, value in checkpoint["average"].items()}
    torch.save({"charset": checkpoint["charset"], "shape": checkpoint["shape"], "step": checkpoint["step"], "average": average}, path)


def write_samples(network: WordNetwork, folder: Path, words: Path, count: int) -> None:
    """The network's own inputs and outputs: little-endian float32 as the runtime sees them, described by samples.json."""
    folder.mkdir(parents=True, exist_ok=True)
    sets, _ = read_folder(words)
    group = sets[0]
    batch = stack([group.sample(int(index)) for index in np.linspace(0, len(group) - 1, count).astype(int)], [False] * count)
    images = batch.images[:, 0]
    with torch.no_grad():
        probabilities = Probabilities(network)(images)
    (folder / "images.bin").write_bytes(images.numpy().astype(np.uint8).tobytes())
    (folder / "probabilities.bin").write_bytes(probabilities.numpy().astype("<f4").tobytes())
    (folder / "samples.json").write_text(json.dumps({"images": list(images.shape), "probabilities": list(probabilities.shape), "texts": batch.texts}) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    parser.add_argument("--temperature", type=float, default=1.0, help="what calibrate.py found")
    parser.add_argument("--samples", type=Path, help="folder for the comparison's samples")
    parser.add_argument("--words", type=Path, help="folder of shards the samples are taken from")
    parser.add_argument("--count", type=int, default=8, help="samples")
    options = parser.parse_args()
    torch.set_num_threads(1)
    checkpoint = torch.load(options.checkpoint)
    network = fold_normalisation(load_average(checkpoint))
    fold_temperature(network, options.temperature)
    round_to_half(network)
    options.out.mkdir(parents=True, exist_ok=True)
    model = options.out / "worddeepnet.onnx"
    export(network, model, f"word network after {checkpoint['step']} steps")
    (options.out / "charset.txt").write_text("\n".join(checkpoint["charset"][:-1]) + "\n")
    write_weights(checkpoint, options.out / "weights.pt")
    if options.samples:
        write_samples(network, options.samples, options.words, options.count)
    digests = {name: hashlib.sha256((options.out / name).read_bytes()).hexdigest() for name in ("worddeepnet.onnx", "charset.txt", "weights.pt")}
    print(json.dumps({"event": "exported", "step": checkpoint["step"], "bytes": model.stat().st_size, "sha256": digests}))


if __name__ == "__main__":
    main()
