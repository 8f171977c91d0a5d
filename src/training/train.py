"""Trains the word network. Prints one JSON object a line and keeps the same lines in RUN/log.jsonl; RUN/last.pt is enough to go on exactly where it stopped.

    src/training/run train --run RUN --train DIR[=SHARE] ... --validate DIR ... [--steps N] [--minutes M]
"""
from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from augment import vary
from batches import Sampler
from network import Shape, WordNetwork, grown
from reading import Charset, loss, score
from shards import WordSet, read_folder

REPORT_STEPS = 50
EMA_DECAY = 0.999


@dataclass(frozen=True)
class Plan:
    """What shapes the result; kept in the checkpoint."""

    seed: int
    batch: int
    peak_rate: float
    warm_up_steps: int
    steps: int
    cool_down_steps: int
    weight_decay: float
    half: bool
    vary: bool = False

    def rate(self, step: int) -> float:
        """Up in a line, flat, and down in a line to a hundredth: the flat part can be prolonged by any later session."""
        up = min(1.0, (step + 1) / self.warm_up_steps)
        left = self.steps - step
        down = 1.0 if left >= self.cool_down_steps else 0.01 + 0.99 * left / self.cool_down_steps
        return self.peak_rate * up * down


class Log:
    def __init__(self, path: Path) -> None:
        self._file = path.open("a")

    def write(self, event: str, **values: object) -> None:
        line = json.dumps({"event": event, **values})
        print(line, flush=True)
        self._file.write(line + "\n")
        self._file.flush()


class Run:
    """The network, its moving average and the optimizer, at one step."""

    def __init__(self, plan: Plan, charset: Charset, shape: Shape) -> None:
        torch.manual_seed(plan.seed)
        self.plan, self.charset, self.shape = plan, charset, shape
        self.network = WordNetwork(charset.class_count, shape).to(memory_format=torch.channels_last)
        self.average = WordNetwork(charset.class_count, shape).eval()
        self.average.load_state_dict(self.network.state_dict())
        decayed = [p for p in self.network.parameters() if p.dim() > 1]
        plain = [p for p in self.network.parameters() if p.dim() <= 1]
        self.optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": plan.weight_decay}, {"params": plain, "weight_decay": 0.0}], plan.peak_rate, foreach=True)
        self.step, self.seconds, self.best = 0, 0.0, 0.0
        self.data_hash, self.first_step = "", 0
        state, averaged = self.network.state_dict(), self.average.state_dict()
        self._floats = [name for name, value in state.items() if value.is_floating_point()]
        self._state, self._averaged = [state[name] for name in self._floats], [averaged[name] for name in self._floats]

    def train(self, batch) -> float:
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate(self.step)
        self.network.train()
        images = batch.images
        if batch.varied.any():
            images[batch.varied] = vary(images[batch.varied], self.plan.seed * 1_000_003 + self.step)
        value = loss(self.network(images, self.plan.half), batch, self.charset)
        self.optimizer.zero_grad(set_to_none=True)
        value.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimizer.step()
        self.step += 1
        decay = min(EMA_DECAY, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_mul_(self._averaged, decay)
            torch._foreach_add_(self._averaged, self._state, alpha=1 - decay)
        return value.item()

    def save(self, path: Path) -> None:
        content = {
            "plan": asdict(self.plan), "shape": asdict(self.shape), "charset": self.charset.characters,
            "network": self.network.state_dict(), "average": self.average.state_dict(), "optimizer": self.optimizer.state_dict(),
            "random": torch.get_rng_state(), "step": self.step, "seconds": self.seconds, "best": self.best,
            "data_hash": self.data_hash, "first_step": self.first_step,
        }
        write_whole(path, content)

    def save_average(self, path: Path, validation: dict) -> None:
        """What export needs, and what a new run can start from."""
        content = {"plan": asdict(self.plan), "shape": asdict(self.shape), "charset": self.charset.characters, "average": self.average.state_dict(),
                   "step": self.step, "seconds": self.seconds, "validation": validation}
        write_whole(path, content)

    def load(self, path: Path) -> None:
        content = torch.load(path)
        self.network.load_state_dict(content["network"])
        self.average.load_state_dict(content["average"])
        self.optimizer.load_state_dict(content["optimizer"])
        torch.set_rng_state(content["random"])
        self.step, self.seconds, self.best = content["step"], content["seconds"], content["best"]
        self.data_hash, self.first_step = content["data_hash"], content["first_step"]

    def start_from(self, path: Path) -> None:
        """The weights of another run, everything else anew. Its LSTM may have fewer units."""
        content = torch.load(path)
        average, units = content["average"], content["shape"]["lstm"]
        if units < self.shape.lstm:
            average = grown(average, self.network, units)
        self.network.load_state_dict(average)
        self.average.load_state_dict(average)


def write_whole(path: Path, content: object) -> None:
    """A run that is cut off leaves the old file or the new one."""
    torch.save(content, path.with_suffix(".new"))
    os.replace(path.with_suffix(".new"), path)


def validate(run: Run, sets: list[WordSet], most: int) -> dict[str, dict[str, float]]:
    scores = {f"{words.name} {words.part.lower()}": (len(words), score(run.average, words, run.charset, most)) for words in sets}
    return {name: {"count": s.count, "of": size, "accuracy": round(s.accuracy, 4), "caseless": round(s.caseless, 4)} for name, (size, s) in scores.items()}


def chosen_by(validation: dict[str, dict[str, float]]) -> float:
    """Words of validation documents, the sets weighed by their whole size, however many words of them are read. Evaluation sets never choose a model."""
    own = [values for name, values in validation.items() if name.endswith("words validation")]
    return sum(v["caseless"] * v["of"] for v in own) / max(1, sum(v["of"] for v in own))


def folder_share(text: str) -> tuple[Path, float | None]:
    path, _, share = text.partition("=")
    return Path(path), float(share) if share else None


def training_sets(folders: list[tuple[Path, float | None]], kinds: set[str], to_vary: list[Path] | None) -> tuple[list[WordSet], list[float], list[bool], str]:
    """Sets to learn from, and which to vary. A folder's share is divided among its sets by their size; without one, size alone counts. No folder to vary means all, None none."""
    sets, shares, varied, charset = [], [], [], ""
    for folder, share in folders:
        found, charset = read_folder(folder)
        found = [words for words in found if words.part == "Train" and words.kind in kinds]
        if any(words.alphanumeric_only for words in found):
            raise SystemExit(f"{folder}: texts without punctuation are no truth to learn from")
        total = sum(len(words) for words in found)
        sets += found
        varied += [to_vary is not None and (not to_vary or folder in to_vary)] * len(found)
        shares += [len(words) / total * share if share else float(len(words)) for words in found]
    if not sets:
        raise SystemExit("there is nothing to learn from in these folders")
    return sets, shares, varied, charset


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="folder of the run; an existing one is gone on with")
    parser.add_argument("--train", type=folder_share, nargs="+", required=True, metavar="DIR[=SHARE]", help="folders of shards to learn from")
    parser.add_argument("--validate", type=Path, nargs="+", default=[], metavar="DIR", help="folders of shards to be scored on")
    parser.add_argument("--start", type=Path, help="checkpoint whose weights a new run starts from")
    parser.add_argument("--lstm", type=int, default=Shape.lstm, metavar="UNITS", help="of the LSTM in one direction")
    parser.add_argument("--kinds", default="word,line", help="kinds of samples to learn from")
    parser.add_argument("--steps", type=int, default=1_000_000, help="in all, not in this session")
    parser.add_argument("--minutes", type=float, help="of this session; then it stops and can be gone on with")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--warm-up", type=int, default=500, metavar="STEPS")
    parser.add_argument("--cool-down", type=int, default=0, metavar="STEPS")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--validate-every", type=int, default=1000, metavar="STEPS")
    parser.add_argument("--validate-most", type=int, default=1000, metavar="WORDS", help="of each set")
    parser.add_argument("--vary", type=Path, nargs="*", metavar="DIR", help="vary the images of these folders, or of all, anew every time they are seen")
    parser.add_argument("--full-precision", action="store_true", help="no bfloat16 in the convolutions")
    return parser.parse_args()


def git_hash() -> str:
    answer = subprocess.run(["git", "-C", Path(__file__).parent, "rev-parse", "HEAD"], capture_output=True, text=True)
    return answer.stdout.strip() or "unknown"


def main() -> None:
    options = arguments()
    torch.set_num_threads(1)
    options.run.mkdir(parents=True, exist_ok=True)
    log = Log(options.run / "log.jsonl")
    sets, shares, varied, characters = training_sets(options.train, set(options.kinds.split(",")), options.vary)
    checks = [words for folder in options.validate for words in read_folder(folder)[0] if words.part != "Train"]
    plan = Plan(options.seed, options.batch, options.rate, options.warm_up, options.steps, options.cool_down, 0.01, not options.full_precision, any(varied))
    run, last = Run(plan, Charset(characters), Shape(lstm=options.lstm)), options.run / "last.pt"
    if last.exists():
        run.load(last)
    elif options.start:
        run.start_from(options.start)
    sampler = Sampler(sets, shares, plan.batch, plan.seed, varied)
    if run.data_hash != sampler.data_hash:
        run.data_hash, run.first_step = sampler.data_hash, run.step
    log.write(
        "start", step=run.step, git=git_hash(), plan=asdict(plan), shape=asdict(run.shape), parameters=run.network.parameter_count(), data_hash=run.data_hash,
        started_from=str(options.start) if options.start else None,
        sets=[{"name": words.name, "count": len(words), "share": round(float(share), 4), "varied": again, "sha256": words.hashes}
              for words, share, again in zip(sets, sampler.shares, varied)])
    continue_training(run, sampler, checks, options, log)


def continue_training(run: Run, sampler: Sampler, checks: list[WordSet], options: argparse.Namespace, log: Log) -> None:
    stopped = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.append(True))
    start = saved = reported = time.monotonic()
    before, losses = run.seconds, []
    pool_number, pool = -1, []
    while run.step < run.plan.steps and not stopped and not (options.minutes and time.monotonic() - start > 60 * options.minutes):
        place = run.step - run.first_step
        if place // 32 != pool_number:
            pool_number, pool = place // 32, sampler.pool(place // 32)
        losses.append(run.train(pool[place % 32]))
        now = time.monotonic()
        run.seconds = before + now - start
        if run.step % REPORT_STEPS == 0:
            log.write("step", step=run.step, loss=round(sum(losses) / len(losses), 4), rate=round(run.plan.rate(run.step), 7), seconds=round(run.seconds),
                      samples_per_second=round(len(losses) * run.plan.batch / (now - reported)))
            losses, reported = [], now
        if checks and (run.step % options.validate_every == 0 or run.step == run.plan.steps):
            report_validation(run, checks, options, log)
            reported = time.monotonic()
        if now - saved > 180:
            run.save(options.run / "last.pt")
            saved = now
    run.save(options.run / "last.pt")
    log.write("stop", step=run.step, seconds=round(run.seconds), finished=run.step >= run.plan.steps)


def report_validation(run: Run, checks: list[WordSet], options: argparse.Namespace, log: Log) -> None:
    validation = validate(run, checks, options.validate_most)
    accuracy = chosen_by(validation)
    log.write("validation", step=run.step, seconds=round(run.seconds), accuracy=round(accuracy, 4), sets=validation)
    if accuracy >= run.best:
        run.best = accuracy
        run.save_average(options.run / "best.pt", validation)


if __name__ == "__main__":
    main()
