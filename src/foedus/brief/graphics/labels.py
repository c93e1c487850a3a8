"""Place labels on a map without overlap: beside the anchor where there is room, else further off with a thin line."""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.brief.graphics.canvas import Canvas, width_of

Box = tuple[float, float, float, float]
OFFSETS = (
    (0, 0), (0, -14), (0, 15), (16, -10), (-16, -10), (16, 14), (-16, 14), (30, 0), (-30, 0), (0, -30), (0, 32),
    (44, -22), (-44, -22), (44, 26), (-44, 26), (0, -48), (0, 50),
)  # fmt: skip


@dataclass
class Labels:
    """Keeps the boxes already taken; a label that fits nowhere is left out rather than printed over another."""

    canvas: Canvas
    taken: list[Box] = field(default_factory=list)

    def block(self, x: float, y: float, radius: float) -> None:
        """Keep a place free of labels."""
        self.taken.append((x - radius, y - radius, x + radius, y + radius))

    def place(
        self, x: float, y: float, words: str, size: float = 12, fill: str = "var(--ink)", weight: str = "400"
    ) -> bool:
        """Print words centred near (x, y); False if there was no room."""
        half = width_of(words, size) / 2 + 2
        for dx, dy in OFFSETS:
            cx, cy = x + dx, y + dy
            box = (cx - half, cy - size * 0.75, cx + half, cy + size * 0.45)
            if box[0] < 2 or box[2] > self.canvas.width - 2 or box[1] < 2 or box[3] > self.canvas.height - 2:
                continue
            if any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in self.taken):
                continue
            if abs(dx) + abs(dy) > 20:
                self.canvas.line(x, y, cx, cy - size * 0.15, "var(--muted)", 0.8)
                self.canvas.circle(x, y, 1.8, "var(--muted)")
            self.taken.append(box)
            self.canvas.text(
                cx, cy + size * 0.28, words, size, "middle", fill, font_weight=weight,
                paint_order="stroke", stroke="var(--paper)", stroke_width="3.4", stroke_linejoin="round",
            )  # fmt: skip
            return True
        return False
