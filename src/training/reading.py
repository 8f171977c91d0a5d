"""Texts to classes and back, and how many words are read right."""
from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from batches import Batch, in_order
from network import WordNetwork
from shards import WordSet

BLANK = 0


class Charset:
    """Class i of the network is the i-th character of the manifest's charset; class 0 is the blank."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        self._classes = {character: place + 1 for place, character in enumerate(characters)}
        capitals = [character for character in characters if character.isupper()]
        self.upper = torch.tensor([self._classes[character] for character in capitals])
        self.lower = torch.tensor([self._classes[character.lower()] for character in capitals])

    @property
    def class_count(self) -> int:
        return len(self.characters) + 1

    def encode(self, text: str) -> list[int]:
        return [self._classes[character] for character in text]

    def decode(self, best: np.ndarray) -> str:
        """Best path: repeats joined, blanks dropped."""
        changes = best[np.concatenate(([True], best[1:] != best[:-1]))]
        return "".join(self.characters[index - 1] for index in changes if index != BLANK)

    def fold(self, log_probabilities: Tensor) -> Tensor:
        """Small letters count as their capitals, for labels that do not keep them apart. Rows still add up to one."""
        folded = log_probabilities.clone()
        folded[..., self.upper] = torch.logaddexp(log_probabilities[..., self.upper], log_probabilities[..., self.lower])
        folded[..., self.lower] = -1e4
        return folded


def loss(log_probabilities: Tensor, batch: Batch, charset: Charset) -> Tensor:
    """CTC, the mean over the samples of the mean over their characters."""
    texts = [text.upper() if fold else text for text, fold in zip(batch.texts, batch.fold_case.tolist())]
    if batch.fold_case.any():
        log_probabilities = torch.where(batch.fold_case[:, None, None], charset.fold(log_probabilities), log_probabilities)
    targets = [charset.encode(text) for text in texts]
    count, steps = log_probabilities.shape[:2]
    return functional.ctc_loss(
        log_probabilities.permute(1, 0, 2),
        torch.tensor([index for target in targets for index in target], dtype=torch.long),
        torch.full((count,), steps),
        torch.tensor([len(target) for target in targets]),
        zero_infinity=True,
    )


@dataclass(frozen=True)
class Score:
    """Of one set: words, words read right (case folded where the truth folds it), and read right but for the case."""

    count: int
    right: int
    right_caseless: int

    @property
    def accuracy(self) -> float:
        return self.right / self.count

    @property
    def caseless(self) -> float:
        return self.right_caseless / self.count


def read(network: WordNetwork, words: WordSet, charset: Charset, most: int | None = None, batch: int = 64) -> list[tuple[int, str]]:
    """What the network reads on an even sample of the set, with the place of each word."""
    count = len(words)
    chosen = np.arange(count) if most is None or most >= count else np.linspace(0, count - 1, most).astype(int)
    readings = []
    with torch.no_grad():
        for members, group in in_order(words, chosen, batch):
            best = network(group.images).argmax(2).numpy()
            readings += [(int(index), charset.decode(row)) for index, row in zip(members, best)]
    return readings


def score(network: WordNetwork, words: WordSet, charset: Charset, most: int | None = None) -> Score:
    readings = read(network, words, charset, most)
    pairs = [(comparable(words.sample(index)[1], words), comparable(text, words)) for index, text in readings]
    return Score(len(pairs), sum(a == b for a, b in pairs), sum(a.upper() == b.upper() for a, b in pairs))


def comparable(text: str, words: WordSet) -> str:
    text = " ".join(text.split())
    if words.alphanumeric_only:
        text = re.sub("[^0-9A-Za-z]", "", text)
    return text.upper() if words.fold_case else text
