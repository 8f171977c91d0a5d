"""The word network: one grey word image in, a distribution over characters for every fourth column out.

Convolutions (He et al. 2016, residual blocks) bring 32 rows down to one, a bidirectional LSTM reads the columns, and CTC (Graves et al. 2006) joins
them to text, as in CRNN (Shi et al. 2017). Two strides of two come first, as in SVTR (Du et al. 2022): full resolution is what costs.
"""
from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

HEIGHT = 32
STEP_PIXELS = 4


@dataclass(frozen=True)
class Shape:
    """Channels of the stages and units of the LSTM in one direction."""

    stem: int = 32
    fine: int = 64
    middle: int = 128
    coarse: int = 192
    lstm: int = 96
    fine_blocks: int = 1
    middle_blocks: int = 1


def convolution(inputs: int, outputs: int, kernel: int | tuple[int, int], stride: int | tuple[int, int] = 1, padding: int | tuple[int, int] = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Residual(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = convolution(channels, channels, 3)
        self.second = nn.Sequential(nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.second(self.first(x)))


class WordNetwork(nn.Module):
    """Grey images [N, 1, 32, W] with values 0..255 to log probabilities [N, W/4, classes]; class 0 is the CTC blank."""

    def __init__(self, classes: int, shape: Shape = Shape()) -> None:
        super().__init__()
        self.classes, self.shape = classes, shape
        self.features = nn.Sequential(
            convolution(1, shape.stem, 3, 2),
            convolution(shape.stem, shape.fine, 3, 2),
            *(Residual(shape.fine) for _ in range(shape.fine_blocks)),
            convolution(shape.fine, shape.middle, 3, (2, 1)),
            *(Residual(shape.middle) for _ in range(shape.middle_blocks)),
            convolution(shape.middle, shape.coarse, 3, (2, 1)),
            convolution(shape.coarse, shape.coarse, (2, 1), 1, 0),
        )
        self.lstm = nn.LSTM(shape.coarse, shape.lstm, bidirectional=True)
        self.output = nn.Linear(2 * shape.lstm, classes)

    def forward(self, images: Tensor, half: bool = False) -> Tensor:
        """half: convolutions in bfloat16; the LSTM and the probabilities stay in float32."""
        # every image on the same footing: its own mean and deviation, so that faint and dark ones look alike
        mean = images.mean((1, 2, 3), keepdim=True)
        deviation = ((images - mean) ** 2).mean((1, 2, 3), keepdim=True).sqrt()
        images = (images - mean) / (deviation + 8)
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            features = self.features(images.contiguous(memory_format=torch.channels_last))
        columns = features.float().squeeze(2).permute(2, 0, 1)
        read, _ = self.lstm(columns)
        return self.output(read).log_softmax(2).permute(1, 0, 2)

    def parameter_count(self) -> int:
        return sum(parameter.numel() for parameter in self.parameters())


def grown(small: dict[str, Tensor], network: WordNetwork, units: int) -> dict[str, Tensor]:
    """
    State of the same network with an LSTM of fewer units in one direction, as the state of this one: it reads the same, since nothing hears the new units yet, and they are set up
    anew. After Net2Net (Chen et al. 2016).
    """
    wide, more = network.shape.lstm, network.state_dict()
    for name, value in small.items():
        new = more[name].clone()
        if name == "output.weight":
            new.zero_()
            for direction in range(2):
                new[:, direction * wide:direction * wide + units] = value[:, direction * units:(direction + 1) * units]
        elif name.startswith("lstm."):
            for gate in range(4):
                old_rows, rows = slice(gate * units, (gate + 1) * units), slice(gate * wide, gate * wide + units)
                if name.startswith("lstm.weight_hh"):
                    new[rows] = 0
                    new[rows, :units] = value[old_rows]
                else:
                    new[rows] = value[old_rows]
        else:
            new = value
        more[name] = new
    return more


def load_average(checkpoint: dict) -> WordNetwork:
    """The moving average of a run's weights, ready to read."""
    network = WordNetwork(len(checkpoint["charset"]) + 1, Shape(**checkpoint["shape"])).eval()
    network.load_state_dict(checkpoint["average"])
    return network
