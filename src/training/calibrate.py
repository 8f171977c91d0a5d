"""Fits the temperature that makes a text's probability how often such texts are right (Guo et al. 2017), on words never trained on.

    src/training/run calibrate --checkpoint RUN/best.pt --words DIR

Prints the temperature and the expected calibration error (15 bins) before and after, on halves of the words: fitted on one, measured on the other.
"""
from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from batches import in_order
from network import WordNetwork, load_average
from reading import Charset, comparable
from shards import WordSet, read_folder

BINS = 15
TEMPERATURES = np.geomspace(0.5, 4, 43)


@dataclass(frozen=True)
class Answer:
    """One word: whether it was read right, and the probability of what was read at each temperature."""

    right: bool
    probabilities: np.ndarray


def answers(network: WordNetwork, words: WordSet, charset: Charset) -> list[Answer]:
    found = []
    with torch.no_grad():
        for members, batch in in_order(words, np.arange(len(words)), 64):
            output = network(batch.images)
            texts = [charset.decode(row) for row in output.argmax(2).numpy()]
            # scaling log probabilities and normalising again is the same as scaling what the last layer gave
            likelihoods = np.stack([probability((output / t).log_softmax(2), texts, charset) for t in TEMPERATURES], 1)
            for index, text, row in zip(members, texts, likelihoods):
                if text.strip():
                    found.append(Answer(comparable(words.sample(int(index))[1], words) == comparable(text, words), row))
    return found


def probability(log_probabilities: torch.Tensor, texts: list[str], charset: Charset) -> np.ndarray:
    """Of exactly these texts, over all alignments."""
    labels = [charset.encode(text) for text in texts]
    losses = functional.ctc_loss(
        log_probabilities.permute(1, 0, 2), torch.tensor([label for text in labels for label in text], dtype=torch.long),
        torch.full((len(texts),), log_probabilities.shape[1]), torch.tensor([len(text) for text in labels]), reduction="none")
    return np.exp(-losses.double().numpy())


def log_loss(found: list[Answer], place: int) -> float:
    p = np.clip([answer.probabilities[place] for answer in found], 1e-6, 1 - 1e-6)
    right = np.array([answer.right for answer in found])
    return float(-np.mean(np.where(right, np.log(p), np.log(1 - p))))


def calibration_error(found: list[Answer], place: int) -> float:
    p = np.array([answer.probabilities[place] for answer in found])
    right = np.array([answer.right for answer in found])
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    return float(sum(abs(right[bins == b].mean() - p[bins == b].mean()) * (bins == b).mean() for b in range(BINS) if (bins == b).any()))


def best_place(found: list[Answer]) -> int:
    return int(np.argmin([log_loss(found, place) for place in range(len(TEMPERATURES))]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True, help="folder of shards; its validation words are used")
    options = parser.parse_args()
    torch.set_num_threads(1)
    checkpoint = torch.load(options.checkpoint)
    network, charset = load_average(checkpoint), Charset(checkpoint["charset"])
    sets = [words for words in read_folder(options.words)[0] if words.part == "Validation" and words.kind == "word"]
    found = [answer for words in sets for answer in answers(network, words, charset)]
    np.random.default_rng(1).shuffle(found)
    halves = found[::2], found[1::2]
    unscaled = int(np.argmin(abs(TEMPERATURES - 1)))
    crossed = [calibration_error(test, best_place(fit)) for fit, test in (halves, halves[::-1])]
    print(json.dumps({
        "event": "calibrated", "words": len(found), "temperature": round(float(TEMPERATURES[best_place(found)]), 3),
        "error_before": round(calibration_error(found, unscaled), 4), "error_held_back": round(float(np.mean(crossed)), 4)}))


if __name__ == "__main__":
    main()
