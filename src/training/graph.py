"""A line graph as SVG, readable on light and dark pages."""
from __future__ import annotations

from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 860, 400
LEFT, RIGHT, TOP, BOTTOM = 60, 240, 20, 50
COLOURS = ("#2f6fdb", "#d9622b", "#2b9a66", "#a04fc4", "#b58900", "#c2385f", "#4a90a4", "#7a7a7a")


@dataclass(frozen=True)
class Curve:
    name: str
    points: list[tuple[float, float]]


def draw(curves: list[Curve], x_title: str, y_title: str) -> str:
    most_x = max(x for curve in curves for x, _ in curve.points) or 1
    most_y = 100.0

    def place(x: float, y: float) -> tuple[float, float]:
        return LEFT + (WIDTH - LEFT - RIGHT) * x / most_x, HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(y, most_y) / most_y

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="system-ui, sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for percent in range(0, 101, 10):
        x, y = place(0, percent)
        parts.append(f'<line x1="{x:.0f}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#e2e2e2"/><text x="{x - 8:.0f}" y="{y + 4:.1f}" text-anchor="end" fill="#555">{percent}</text>')
    for part in range(5):
        x, y = place(most_x * part / 4, 0)
        parts.append(f'<text x="{x:.0f}" y="{y + 18:.0f}" text-anchor="middle" fill="#555">{most_x * part / 4:,.0f}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 10}" text-anchor="middle" fill="#333">{escape(x_title)}</text>')
    parts.append(f'<text transform="translate(16 {HEIGHT / 2:.0f}) rotate(-90)" text-anchor="middle" fill="#333">{escape(y_title)}</text>')
    for number, curve in enumerate(curves):
        colour = COLOURS[number % len(COLOURS)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in curve.points))
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        x, y = place(*curve.points[-1])
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>')
        label_y = TOP + 14 + 20 * number
        parts.append(f'<rect x="{WIDTH - RIGHT + 16}" y="{label_y - 9}" width="10" height="10" fill="{colour}"/>'
                     f'<text x="{WIDTH - RIGHT + 32}" y="{label_y}" fill="#333">{escape(curve.name)} {curve.points[-1][1]:.1f}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
