"""Checks of this folder that need no data: src/training/run check"""
from __future__ import annotations

import hashlib
import json
import struct
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

import augment
from batches import Batch, Sampler, stack
from export import fold_normalisation, fold_temperature
from network import Shape, WordNetwork, grown
from reading import Charset, loss
from shards import read_folder
from train import Plan, Run

CHARACTERS = "".join(chr(code) for code in range(33, 127)) + "£€ "
TINY = Shape(stem=4, fine=8, middle=8, coarse=8, lstm=8)


def write_shards(folder: Path, dataset: str, texts: list[str], fold_case: bool = False) -> None:
    random = np.random.default_rng(len(texts))
    widths = [8 + 8 * len(text) for text in texts]
    encoded = [text.encode() for text in texts]
    pixels = b"".join(random.integers(0, 256, 32 * width, np.uint8).tobytes() for width in widths)
    content = (b"OLWORDS1" + struct.pack("<IIQQ", len(texts), 32, len(pixels), sum(map(len, encoded))) + np.array(widths, "<u4").tobytes()
               + np.cumsum([len(text) for text in encoded]).astype("<u4").tobytes() + b"".join(encoded) + pixels)
    (folder / "a.shard").write_bytes(content)
    entry = {"file": "a.shard", "dataset": dataset, "kind": "word", "part": "Train", "count": len(texts), "sha256": hashlib.sha256(content).hexdigest(), "foldCase": fold_case}
    (folder / "manifest.json").write_text(json.dumps({"charset": CHARACTERS, "shards": [entry]}))


class TrainingChecks(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = Path(self.folder.name)

    def sets(self, count: int = 40, fold_case: bool = False):
        write_shards(self.path, "till", [f"£{number}" for number in range(count)], fold_case)
        return read_folder(self.path)[0]

    def test_shards_give_back_their_texts_and_images(self) -> None:
        (words,) = self.sets(12)
        self.assertEqual([words.sample(i)[1] for i in range(12)], [f"£{i}" for i in range(12)])
        self.assertEqual([words.sample(i)[0].shape for i in (0, 11)], [(32, 24), (32, 32)])

    def test_an_altered_shard_is_refused(self) -> None:
        self.sets()
        with (self.path / "a.shard").open("r+b") as file:
            file.seek(100)
            file.write(b"x")
        with self.assertRaisesRegex(ValueError, "altered"):
            read_folder(self.path)

    def test_every_sample_comes_once_before_any_comes_twice(self) -> None:
        sampler = Sampler(self.sets(64), [1.0], batch=2, seed=3)
        texts = [text for batch in sampler.pool(0) for text in batch.texts]
        self.assertEqual(len(texts), 64)
        self.assertEqual(len(set(texts)), 64)

    def test_pools_are_the_same_for_the_same_seed_only(self) -> None:
        sets = self.sets()
        pool = [Sampler(sets, [1.0], 4, seed).pool(5)[0].texts for seed in (1, 1, 2)]
        self.assertEqual(pool[0], pool[1])
        self.assertNotEqual(pool[0], pool[2])

    def test_shares_hold_over_many_pools(self) -> None:
        first, second = self.sets(40)[0], self.sets(40, fold_case=True)[0]
        sampler = Sampler([first, second], [0.7, 0.3], 4, 1)
        folded = sum(int(batch.fold_case.sum()) for number in range(10) for batch in sampler.pool(number))
        self.assertAlmostEqual(folded / (10 * 4 * 32), 0.3, delta=0.001)

    def test_a_network_with_more_units_starts_by_reading_the_same(self) -> None:
        small, wide = WordNetwork(98, TINY).eval(), WordNetwork(98, replace(TINY, lstm=13)).eval()
        wide.load_state_dict(grown(small.state_dict(), wide, TINY.lstm))
        images = 255 * torch.rand(3, 1, 32, 48)
        self.assertLess(float((small(images) - wide(images)).abs().max().detach()), 1e-5)

    def test_a_stopped_run_goes_on_exactly_where_it_was(self) -> None:
        batches = Sampler(self.sets(), [1.0], 4, 1).pool(0)
        plan = Plan(seed=1, batch=4, peak_rate=1e-3, warm_up_steps=3, steps=100, cool_down_steps=10, weight_decay=0.01, half=False)
        through = Run(plan, Charset(CHARACTERS), TINY)
        expected = [through.train(batch) for batch in batches[:8]]
        stopped = Run(plan, Charset(CHARACTERS), TINY)
        losses = [stopped.train(batch) for batch in batches[:4]]
        stopped.save(self.path / "last.pt")
        resumed = Run(plan, Charset(CHARACTERS), TINY)
        resumed.load(self.path / "last.pt")
        losses += [resumed.train(batch) for batch in batches[4:8]]
        self.assertEqual(losses, expected)

    def test_the_rate_goes_up_stays_and_comes_down(self) -> None:
        plan = Plan(1, 64, 1e-3, 100, 1000, 200, 0.01, True)
        self.assertAlmostEqual(plan.rate(49), 5e-4)
        self.assertEqual(plan.rate(500), 1e-3)
        self.assertAlmostEqual(plan.rate(1000), 1e-5)

    def test_folded_labels_do_not_care_for_the_case_that_is_read(self) -> None:
        charset = Charset(CHARACTERS)
        outputs = {}
        for text in ("Ab", "AB"):
            steps = torch.full((1, 8, charset.class_count), -6.0)
            for step, index in enumerate(charset.encode(text)):
                steps[0, 2 * step, index] = 6.0
            steps[0, 1::2, 0] = 6.0
            steps[0, 4:, 0] = 6.0
            outputs[text] = float(loss(steps.log_softmax(2), Batch(torch.zeros(1), ["AB"], torch.tensor([True]), torch.tensor([False])), charset))
        self.assertAlmostEqual(outputs["Ab"], outputs["AB"], places=4)
        self.assertLess(outputs["Ab"], 0.1)

    def test_the_gradient_of_a_folded_label_is_that_of_the_folded_loss(self) -> None:
        charset, random = Charset(CHARACTERS), torch.Generator().manual_seed(1)
        logits = torch.randn(1, 6, charset.class_count, generator=random, dtype=torch.double, requires_grad=True)
        batch = Batch(torch.zeros(1), ["A1"], torch.tensor([True]), torch.tensor([False]))
        loss(logits.log_softmax(2), batch, charset).backward()
        for place in ((0, 0, charset.encode("a")[0]), (0, 2, charset.encode("A")[0]), (0, 1, 0), (0, 3, charset.encode("1")[0]), (0, 3, charset.encode("b")[0])):
            nudged = [logits.detach().clone() for _ in range(2)]
            nudged[0][place] += 1e-5
            nudged[1][place] -= 1e-5
            slope = (loss(nudged[0].log_softmax(2), batch, charset) - loss(nudged[1].log_softmax(2), batch, charset)) / 2e-5
            self.assertAlmostEqual(float(slope), float(logits.grad[place]), places=6)

    def test_decoding_joins_repeats_and_drops_blanks(self) -> None:
        charset = Charset("ab ")
        self.assertEqual(charset.decode(np.array([1, 1, 0, 1, 2, 2, 0, 3, 1])), "aab a")

    def test_images_are_filled_up_with_their_last_column(self) -> None:
        image = np.arange(32 * 5, dtype=np.uint8).reshape(32, 5)
        batch = stack([(image, "x")], [False])
        self.assertEqual(tuple(batch.images.shape), (1, 1, 32, 8))
        self.assertTrue((batch.images[0, 0, :, 5:] == torch.from_numpy(image[:, 4:5].astype(np.float32))).all())

    def test_pieces_of_neighbours_stand_at_blank_edges_only(self) -> None:
        blank, inked = torch.full((32, 1, 32, 40), 255.0), torch.full((32, 1, 32, 40), 255.0)
        blank[:, :, 8:24, 12:28] = 0
        inked[:, :, 8:24, :] = 0
        before = blank.clone(), inked.clone()
        cut = augment._cut_neighbours(blank, torch.Generator().manual_seed(1))
        changed = (cut != before[0]).any(2).any(1)
        self.assertTrue(changed.any())
        self.assertFalse(changed[:, augment.CUT_COLUMNS : -augment.CUT_COLUMNS].any(), "a piece reached into the word")
        self.assertTrue(torch.equal(augment._cut_neighbours(inked, torch.Generator().manual_seed(1)), before[1]))
        self.assertTrue(torch.equal(blank, before[0]))

    def test_folding_normalisation_and_temperature_changes_nothing_else(self) -> None:
        torch.manual_seed(2)
        network = WordNetwork(98, TINY)
        images = torch.rand(3, 1, 32, 40) * 255
        network(images)  # gives the normalisation something to fold
        network.eval()
        folded = fold_normalisation(network)
        self.assertTrue(torch.allclose(network(images), folded(images), atol=1e-5))
        fold_temperature(folded, 2.0)
        self.assertTrue(torch.allclose((network(images) / 2).log_softmax(2), folded(images), atol=1e-5))


if __name__ == "__main__":
    torch.set_num_threads(1)
    unittest.main()
