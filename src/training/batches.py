"""Which samples come when. Everything is a function of the seed and the number of the pool, so that a stopped run goes on exactly where it was."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Iterator

import numpy as np
import torch
from torch import Tensor

from shards import HEIGHT, WordSet

WIDTH_MULTIPLE = 8
POOL_BATCHES = 32


@dataclass(frozen=True)
class Batch:
    images: Tensor  # float32 [N, 1, 32, W], 0..255
    texts: list[str]
    fold_case: Tensor  # bool [N]
    varied: Tensor  # bool [N]: to be varied anew each time they are seen


def stack(samples: list[tuple[np.ndarray, str]], fold_case: list[bool], varied: list[bool] | None = None) -> Batch:
    """Images of like width side by side; what is missing on the right repeats the last column."""
    width = -(-max(image.shape[1] for image, _ in samples) // WIDTH_MULTIPLE) * WIDTH_MULTIPLE
    images = np.empty((len(samples), 1, HEIGHT, width), np.float32)
    for row, (image, _) in zip(images, samples):
        row[0, :, : image.shape[1]] = image
        row[0, :, image.shape[1] :] = image[:, -1:]
    return Batch(torch.from_numpy(images), [text for _, text in samples], torch.tensor(fold_case), torch.tensor(varied or [False] * len(samples)))


def in_order(words: WordSet, indices: np.ndarray, size: int) -> Iterator[tuple[np.ndarray, Batch]]:
    """Batches of like width, for validation."""
    by_width = indices[np.argsort(words.widths[indices], kind="stable")]
    for start in range(0, len(by_width), size):
        members = by_width[start : start + size]
        yield members, stack([words.sample(int(index)) for index in members], [words.fold_case] * len(members))


class Sampler:
    """Endless batches drawn from several sets by their shares, each set shuffled anew every time it is through."""

    def __init__(self, sets: list[WordSet], shares: list[float], batch: int, seed: int, varied: list[bool] | None = None) -> None:
        self.sets, self.batch, self.seed, self.varied = sets, batch, seed, varied or [False] * len(sets)
        self.shares = np.array(shares) / sum(shares)
        hashes = "".join(digest for words in sets for digest in words.hashes) + repr(list(self.shares)) + str(seed)
        self.data_hash = hashlib.sha256(hashes.encode()).hexdigest()[:16]

    def pool(self, number: int) -> list[Batch]:
        """The pool's batches: 32 batches' worth of samples, sorted by width, cut, and shuffled."""
        size = self.batch * POOL_BATCHES
        members: list[tuple[int, int]] = []
        for place, share in enumerate(self.shares):
            # whole numbers that add up to the share over many pools
            start, end = (round(share * size * pool) for pool in (number, number + 1))
            members += [(place, self._draw(place, draw)) for draw in range(start, end)]
        random = np.random.default_rng(self._key("pool", number))
        widths = np.array([self.sets[place].widths[index] for place, index in members])
        by_width = np.argsort(widths + random.uniform(0, WIDTH_MULTIPLE, len(members)))
        batches = [by_width[start : start + self.batch] for start in range(0, len(members), self.batch)]
        random.shuffle(batches)
        return [self._batch([members[i] for i in chosen]) for chosen in batches]

    def _batch(self, members: list[tuple[int, int]]) -> Batch:
        samples = [self.sets[place].sample(index) for place, index in members]
        return stack(samples, [self.sets[place].fold_case for place, _ in members], [self.varied[place] for place, _ in members])

    def _draw(self, place: int, number: int) -> int:
        count = len(self.sets[place])
        return int(self._permutation(place, number // count)[number % count])

    @lru_cache(maxsize=16)
    def _permutation(self, place: int, epoch: int) -> np.ndarray:
        return np.random.default_rng(self._key("epoch", place, epoch)).permutation(len(self.sets[place]))

    def _key(self, *parts: object) -> int:
        return int.from_bytes(hashlib.sha256(repr((self.data_hash, *parts)).encode()).digest()[:8], "big")
