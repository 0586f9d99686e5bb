"""The specs (规格) of the founding notices, shipped as data; no Django here."""

from pathlib import Path


def founding() -> dict[str, Path]:
    """Find the shipped specs by their slug."""
    return {path.stem: path for path in sorted(Path(__file__).parent.glob("*.toml"))}
