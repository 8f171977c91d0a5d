"""Word images packed by `ocrlab pack` and `ocrlab synthesize` (the form is written down in WordShardWriter.cs), mapped into memory."""
from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

MAGIC = b"OLWORDS1"
HEADER_BYTES = 32
HEIGHT = 32


class Shard:
    """One file: grey images of 32 rows and any width, each with its text."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._bytes = np.memmap(path, np.uint8, "r")
        header = self._bytes[:HEADER_BYTES].tobytes()
        count, height = np.frombuffer(header, "<u4", 2, 8)
        pixel_bytes, text_bytes = (int(value) for value in np.frombuffer(header, "<u8", 2, 16))
        texts_start = HEADER_BYTES + 8 * int(count)
        if header[:8] != MAGIC or height != HEIGHT or texts_start + text_bytes + pixel_bytes != len(self._bytes):
            raise ValueError(f"{path} is no shard of words, of another height, or cut off")
        self.widths = np.frombuffer(self._bytes, "<u4", int(count), HEADER_BYTES).astype(np.int64)
        self._text_ends = np.frombuffer(self._bytes, "<u4", int(count), HEADER_BYTES + 4 * int(count)).astype(np.int64)
        self._texts_start = texts_start
        self._pixel_starts = texts_start + text_bytes + np.concatenate(([0], np.cumsum(self.widths * HEIGHT)))

    def __len__(self) -> int:
        return len(self.widths)

    def image(self, index: int) -> np.ndarray:
        start, end = self._pixel_starts[index], self._pixel_starts[index + 1]
        return self._bytes[start:end].reshape(HEIGHT, -1)

    def text(self, index: int) -> str:
        start = self._text_ends[index - 1] if index else 0
        return self._bytes[self._texts_start + start : self._texts_start + self._text_ends[index]].tobytes().decode()


@dataclass(frozen=True)
class WordSet:
    """The shards of one dataset, kind and part."""

    dataset: str
    kind: str
    part: str
    fold_case: bool
    alphanumeric_only: bool
    shards: tuple[Shard, ...]
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.dataset} {self.kind}s"

    def __len__(self) -> int:
        return sum(len(shard) for shard in self.shards)

    @cached_property
    def widths(self) -> np.ndarray:
        return np.concatenate([shard.widths for shard in self.shards])

    @cached_property
    def _ends(self) -> np.ndarray:
        return np.cumsum([len(shard) for shard in self.shards])

    def sample(self, index: int) -> tuple[np.ndarray, str]:
        place = int(np.searchsorted(self._ends, index, "right"))
        inside = index - (int(self._ends[place - 1]) if place else 0)
        return self.shards[place].image(inside), self.shards[place].text(inside)


def read_folder(folder: Path) -> tuple[list[WordSet], str]:
    """All sets of a folder, and the charset they were made for. The files are checked against the manifest's SHA-256."""
    manifest = json.loads((folder / "manifest.json").read_text())
    groups: dict[tuple, list[dict]] = {}
    for entry in manifest["shards"]:
        path = folder / entry["file"]
        if hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            raise ValueError(f"{path} was altered: its SHA-256 is not the manifest's")
        key = (entry["dataset"], entry["kind"], entry["part"], entry.get("foldCase", False), entry.get("alphanumericOnly", False))
        groups.setdefault(key, []).append(entry)
    sets = [
        WordSet(*key, tuple(Shard(folder / entry["file"]) for entry in entries), tuple(entry["sha256"] for entry in entries))
        for key, entries in groups.items()
    ]
    return sets, manifest["charset"]
