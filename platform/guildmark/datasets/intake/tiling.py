"""How a picture is cut into tiles. Level 0 has its own size, each next one half of it; the last
fits into one tile. Imports nothing."""

TILE_PX = 512


def tile_names(width_px: int, height_px: int) -> list[str]:
    """The names of all tiles of a picture."""
    names: list[str] = []
    level = 0
    while True:
        columns, rows = -(-width_px // TILE_PX), -(-height_px // TILE_PX)
        names += [tile_name(level, x, y) for y in range(rows) for x in range(columns)]
        if columns == rows == 1:
            return names
        width_px, height_px, level = -(-width_px // 2), -(-height_px // 2), level + 1


def tile_name(level: int, column: int, row: int) -> str:
    """The name of one tile."""
    return f"{level}-{column}-{row}.jpg"
