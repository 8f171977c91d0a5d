"""Keeps a checkpoint's moving average in half its size, small enough for the repository; `train --start` takes it.

    src/training/run keep --checkpoint RUN/best.pt --out src/training/checkpoints/NAME.pt
"""
from __future__ import annotations

import argparse
from pathlib import Path

import torch

from train import write_whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    # last.pt holds the optimizer, too, which would be six times as much
    checkpoint = {name: value for name, value in torch.load(options.checkpoint).items() if name not in ("network", "optimizer", "random")}
    checkpoint["average"] = {name: value.half() if value.is_floating_point() else value for name, value in checkpoint["average"].items()}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    write_whole(options.out, checkpoint)
    print(f"{options.out}: step {checkpoint['step']}, {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
