"""Writes an entry of the lab notebook from a run's log: docs/notebook/NNNN-name.md with its graph, and the list of all entries, newest first.

    src/training/run notebook --run RUN --number 1 --name plain-fonts --title "Plain fonts" --notes notes.md

The notes are ours to write: Markdown with the headings Goal, Learned and Next.
"""
from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from graph import Curve, draw

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook"


def read_log(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def curves(events: list[dict]) -> list[Curve]:
    """Words read wrong in percent, set by set, and all of the validation documents together."""
    found: dict[str, list[tuple[float, float]]] = {}
    for event in events:
        if event["event"] == "validation":
            for name, values in event["sets"].items():
                found.setdefault(name, []).append((event["step"], 100 * (1 - values["caseless"])))
    return [Curve(name, points) for name, points in found.items()]


def in_its_run(path: str | None) -> str | None:
    """A checkpoint by its run, wherever the runs lie."""
    return "/".join(Path(path).parts[-2:]) if path else None


def facts(events: list[dict]) -> str:
    starts = [event for event in events if event["event"] == "start"]
    stop = next(event for event in reversed(events) if event["event"] in ("stop", "validation", "step"))
    first, last = starts[0], starts[-1]
    plan, shape = last["plan"], last["shape"]
    rows = [
        ("git hash", ", ".join(dict.fromkeys(f"`{start['git'][:12]}`" for start in starts))),
        ("seed", plan["seed"]),
        ("data", "<br>".join(f"{words['name']}: {words['count']:,} (share {words['share']:.2f}), SHA-256 {', '.join(f'`{digest[:8]}`' for digest in words['sha256'][:4])}"
                             + (f" and {len(words['sha256']) - 4} more" if len(words["sha256"]) > 4 else "") for words in last["sets"])),
        ("data hash", f"`{last['data_hash']}`" + (f" (at first `{first['data_hash']}`)" if first["data_hash"] != last["data_hash"] else "")),
        ("started from", in_its_run(last["started_from"] or first["started_from"]) or "random weights"),
        ("network", f"{last['parameters']:,} parameters: " + ", ".join(f"{name} {value}" for name, value in shape.items())),
        ("training", f"AdamW, batch {plan['batch']}, rate {plan['peak_rate']:g}, warm-up {plan['warm_up_steps']:,}, cool-down {plan['cool_down_steps']:,} steps, weight decay "
                     f"{plan['weight_decay']:g}, moving average 0.999" + (", convolutions in bfloat16" if plan["half"] else "")),
        ("steps", f"{stop['step']:,} ({stop['step'] * plan['batch']:,} samples)"),
        ("wall time", f"{stop['seconds'] / 60:.0f} minutes on one niced thread of a shared two-core machine"),
    ]
    return "| | |\n|---|---|\n" + "\n".join(f"| {name} | {value} |" for name, value in rows)


def table(events: list[dict]) -> str:
    """Of the best step, chosen by the validation documents alone."""
    best = max((event for event in events if event["event"] == "validation"), key=lambda event: (event["accuracy"], event["step"]))
    rows = "\n".join(f"| {name} | {values['count']} | {100 * values['accuracy']:.1f} % | {100 * values['caseless']:.1f} % |" for name, values in best["sets"].items())
    return (f"Step {best['step']:,}, the best on the words of validation documents (**{100 * best['accuracy']:.1f} %** caseless):\n\n"
            f"| set | words | SWA | caseless |\n|---|---|---|---|\n{rows}")


def notes_of(path: Path) -> dict[str, str]:
    parts = re.split(r"^#+ +(.+)$", path.read_text(), flags=re.MULTILINE)
    return {name.strip(): text.strip() for name, text in zip(parts[1::2], parts[2::2])}


def write_index(folder: Path) -> None:
    entries = sorted((path for path in folder.glob("[0-9]*.md")), reverse=True)
    rows = []
    for path in entries:
        text = path.read_text()
        title = text.splitlines()[0].lstrip("# ")
        result = re.search(r"\*\*(.+?)\*\* caseless", text)
        rows.append(f"| [{title}]({path.name}) | {result.group(1) if result else ''} |")
    head = (folder / "HEAD.md").read_text() if (folder / "HEAD.md").exists() else "# Lab notebook\n"
    (folder / "README.md").write_text(head.rstrip() + "\n\n| experiment | words of validation documents, caseless |\n|---|---|\n" + "\n".join(rows) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--number", type=int, required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--title", required=True)
    parser.add_argument("--notes", type=Path, required=True)
    parser.add_argument("--folder", type=Path, default=NOTEBOOK)
    options = parser.parse_args()
    events, notes = read_log(options.run / "log.jsonl"), notes_of(options.notes)
    options.folder.mkdir(parents=True, exist_ok=True)
    stem = f"{options.number:04}-{options.name}"
    (options.folder / f"{stem}.svg").write_text(draw(curves(events), "step", "words read wrong, caseless, %"))
    sections = [f"# {options.number}. {options.title}", f"**Goal.** {notes['Goal']}", facts(events), table(events), f"![Error against step]({stem}.svg)",
                f"**Learned.** {notes['Learned']}", f"**Next.** {notes['Next']}"]
    (options.folder / f"{stem}.md").write_text("\n\n".join(sections) + "\n")
    write_index(options.folder)


if __name__ == "__main__":
    main()
