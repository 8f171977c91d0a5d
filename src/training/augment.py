"""Varies a batch of word images anew every time it is seen: how it was cut out, turned, printed, blurred and lit. Meant for few or clean samples."""
from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

STRETCH, TURN_DEGREES, SLANT, SHIFT_PIXELS = 0.15, 3.0, 0.15, 2.5
STROKE_SHARE, BLUR_SHARE, COARSE_SHARE, NOISE_SHARE, SHADE_SHARE, RULE_SHARE, NEGATIVE_SHARE = 0.3, 0.4, 0.25, 0.5, 0.3, 0.06, 0.04
CUT_SHARE, CUT_COLUMNS, UPRIGHT_SHARE = 0.25, 5, 0.3
NOISE_DEVIATION, SHADE_DEPTH = 22.0, 60.0


def vary(images: Tensor, seed: int) -> Tensor:
    """Grey images [N, 1, 32, W] of 0..255 in, the same shape out. The same seed makes the same images."""
    random = torch.Generator().manual_seed(seed)
    images = _place(images, random)
    images = _cut_neighbours(images, random)
    images = _stroke(images, random)
    images = _blur(images, random)
    images = _coarsen(images, random)
    images = _rule(images, random)
    images = _light(images, random)
    return images.clamp(0, 255)


def _draw(count: int, random: torch.Generator, low: float = 0.0, high: float = 1.0) -> Tensor:
    return low + (high - low) * torch.rand(count, generator=random)


def _chosen(count: int, share: float, random: torch.Generator) -> Tensor:
    """1 for this share of the samples, shaped to multiply images with."""
    return (torch.rand(count, generator=random) < share).float().view(-1, 1, 1, 1)


def _place(images: Tensor, random: torch.Generator) -> Tensor:
    count, _, height, width = images.shape
    turn = _draw(count, random, -TURN_DEGREES, TURN_DEGREES) * math.pi / 180
    # a long word must not leave the image
    turn = turn.clamp(-4 / width, 4 / width) if width > 4 * height else turn
    stretch_x = torch.exp(_draw(count, random, -STRETCH, STRETCH))
    stretch_y = torch.exp(_draw(count, random, -STRETCH, STRETCH))
    slant = _draw(count, random, -SLANT, SLANT)
    aspect = height / width
    rows = torch.stack([
        torch.stack([stretch_x * torch.cos(turn), (slant - torch.sin(turn)) * aspect, _draw(count, random, -1, 1) * 2 * SHIFT_PIXELS / width + (stretch_x - 1) * 0.5], 1),
        torch.stack([torch.sin(turn) / aspect, stretch_y * torch.cos(turn), _draw(count, random, -1, 1) * 2 * SHIFT_PIXELS / height], 1),
    ], 1)
    # only outwards on the right and left: what lies beyond the edge is made up, what is cut off is lost
    rows[:, 0, 2] = rows[:, 0, 2].clamp(-2 * SHIFT_PIXELS / width, 2 * SHIFT_PIXELS / width)
    rows[:, 0, 0] = rows[:, 0, 0].clamp(min=1.0)
    grid = functional.affine_grid(rows, list(images.shape), align_corners=False)
    return functional.grid_sample(images, grid, mode="bilinear", padding_mode="border", align_corners=False)


def _cut_neighbours(images: Tensor, random: torch.Generator) -> Tensor:
    """
    What a word box cut off from its surroundings and the truth leaves out: a piece of a letter of another word of the batch, or an upright rule, at the left or right edge. Only where
    the word leaves that edge blank, and never as far in as a whole letter.
    """
    count, _, _, width = images.shape
    images = images.clone()
    for at in (torch.rand(count, generator=random) < CUT_SHARE).nonzero().flatten().tolist():
        columns, other, from_column = (int(torch.randint(low, high, (1,), generator=random)) for low, high in ((1, CUT_COLUMNS), (0, count), (2, width - CUT_COLUMNS - 2)))
        image, left, upright = images[at, 0], bool(torch.rand(1, generator=random) < 0.5), bool(torch.rand(1, generator=random) < UPRIGHT_SHARE)
        if not left:
            image = image.flip(1)
        edge = image[:, : columns + 1]
        paper = image[:, 0].median()
        contrast = image.max() - image.min()
        if (edge - paper).abs().max() > 0.3 * contrast:
            continue
        if upright:
            columns = min(columns, 2)
            edge[:, :columns] = paper + 0.8 * (_ink(image, paper) - paper)
        else:
            piece = images[other, 0][:, from_column : from_column + columns]
            edge[:, :columns] = (paper + piece - piece.max() if paper > image.mean() else paper + piece - piece.min()).clamp(0, 255)
        images[at, 0] = image if left else image.flip(1)
    return images


def _ink(image: Tensor, paper: Tensor) -> Tensor:
    """The grey that is furthest from the paper's."""
    return image.min() if paper - image.min() > image.max() - paper else image.max()


def _stroke(images: Tensor, random: torch.Generator) -> Tensor:
    """Ink that spread (dark grows) or faded (light grows)."""
    count = len(images)
    padded = functional.pad(images, (1, 1, 1, 1), mode="replicate")
    light, dark = functional.max_pool2d(padded, 3, 1), -functional.max_pool2d(-padded, 3, 1)
    depth = _chosen(count, STROKE_SHARE, random) * _draw(count, random, 0.0, 0.6).view(-1, 1, 1, 1)
    towards = torch.where(_chosen(count, 0.5, random) > 0, light, dark)
    return images + depth * (towards - images)


def _blur(images: Tensor, random: torch.Generator) -> Tensor:
    count = len(images)
    padded = functional.pad(images, (2, 2, 2, 2), mode="replicate")
    across, down = (functional.avg_pool2d(padded[:, :, 2:-2], (1, 5), 1), functional.avg_pool2d(padded[:, :, :, 2:-2], (5, 1), 1))
    kernel = torch.tensor([1.0, 4.0, 6.0, 4.0, 1.0]) / 16
    round_ = functional.conv2d(padded, (kernel[:, None] * kernel[None]).view(1, 1, 5, 5))
    kind = torch.rand(count, generator=random).view(-1, 1, 1, 1)
    towards = torch.where(kind < 0.6, round_, torch.where(kind < 0.8, across, down))
    depth = _chosen(count, BLUR_SHARE, random) * _draw(count, random, 0.2, 1.0).view(-1, 1, 1, 1)
    return images + depth * (towards - images)


def _coarsen(images: Tensor, random: torch.Generator) -> Tensor:
    """Scanned at fewer dots and blown up again."""
    height, width = images.shape[2:]
    scale = float(_draw(1, random, 0.35, 0.8))
    small = functional.interpolate(images, (max(8, round(height * scale)), max(4, round(width * scale))), mode="area")
    coarse = functional.interpolate(small, (height, width), mode="bilinear", align_corners=False)
    return images + _chosen(len(images), COARSE_SHARE, random) * (coarse - images)


def _rule(images: Tensor, random: torch.Generator) -> Tensor:
    """A line of a table, or an underline, near the upper or lower edge."""
    count, _, height, _ = images.shape
    rows = torch.arange(height).view(1, 1, -1, 1)
    near = torch.randint(0, 4, (count,), generator=random)
    at = torch.where(torch.rand(count, generator=random) < 0.5, near, height - 1 - near).view(-1, 1, 1, 1)
    depth = _chosen(count, RULE_SHARE, random) * ((rows - at).abs() <= 0).float() * 0.8
    return images + depth * (images.amin((1, 2, 3), keepdim=True) - images)


def _light(images: Tensor, random: torch.Generator) -> Tensor:
    count, _, height, width = images.shape
    x, y = torch.linspace(-1, 1, width).view(1, 1, 1, -1), torch.linspace(-1, 1, height).view(1, 1, -1, 1)
    slope_x, slope_y = (_draw(count, random, -SHADE_DEPTH, SHADE_DEPTH).view(-1, 1, 1, 1) for _ in range(2))
    images = images + _chosen(count, SHADE_SHARE, random) * (slope_x * x + slope_y * y)
    noise = torch.randn(images.shape, generator=random) * _draw(count, random, 0.0, NOISE_DEVIATION).view(-1, 1, 1, 1)
    images = images + _chosen(count, NOISE_SHARE, random) * noise
    inverted = _chosen(count, NEGATIVE_SHARE, random)
    return inverted * (255 - images) + (1 - inverted) * images
