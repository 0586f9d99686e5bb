"""All scenes by name (画面): the ground, what stands still on it, and what moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image

from kepu.cli.demo.drawn import land, life, sky
from kepu.cli.demo.drawn.art import Art

Part = Callable[[Art, Random], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene: the colours of its ground from top to bottom, and its two parts."""

    ground: tuple[str, ...]
    still: Part
    moves: Part

    def standing(self, width: int, seed: int) -> Image.Image:
        """Paint what stands still."""
        art = Art(width, self.ground)
        self.still(art, Random(seed))  # noqa: S311 - decoration
        return art.image

    def at(self, ground: Image.Image, seed: int, t: float) -> Art:
        """Paint what moves as it is at a second of the film."""
        art = Art(ground.width, ground, t)
        self.moves(art, Random(seed))  # noqa: S311
        return art


SCENES = {
    "bee": Scene(("#cdeaf2", "#f3f7dc"), land.bee, land.bee_moves),
    "brain": Scene(("#7a5fa8", "#c98bb4"), life.brain, life.brain_moves),
    "field": Scene(("#cfe9ea", "#f3f1d4"), land.field, land.field_moves),
    "fire": Scene(("#2c2038", "#7d3f46", "#e08a4f"), life.fire, life.fire_moves),
    "forest": Scene(("#c4e6ea", "#eef6e2"), land.forest, land.forest_moves),
    "greenhouse": Scene(("#bfe3ee", "#eef6e6"), land.greenhouse, land.greenhouse_moves),
    "hands": Scene(("#8fcbd8", "#cfeaf0"), life.hands, life.hands_moves),
    "heart": Scene(("#f2968c", "#f7c4b4"), life.heart, life.heart_moves),
    "helix": Scene(("#12666e", "#0a3540"), life.helix, life.helix_moves),
    "microbe": Scene(("#1f7f86", "#2f9c8f", "#7cc6a6"), life.microbe, life.microbe_moves),
    "moon": Scene(("#0a1030", "#1d2656", "#3a4377"), sky.moon, sky.moon_moves),
    "network": Scene(("#3b4690", "#20265c"), sky.network, sky.network_moves),
    "night": Scene(("#2b2f5c", "#232750"), sky.night, sky.night_moves),
    "ocean": Scene(("#8fd0de", "#e8f4ea"), sky.ocean, sky.ocean_moves),
    "phone": Scene(("#2b6f9e", "#5fb3c0"), life.phone, life.phone_moves),
    "planet": Scene(("#151a44", "#0b0d2a"), sky.planet, sky.planet_moves),
    "plate": Scene(("#f8ecd9", "#ecd3b0"), life.plate, life.plate_moves),
    "quake": Scene(("#8a4b36", "#c9794f", "#e9b27f"), sky.quake, sky.quake_moves),
    "river": Scene(("#dff0ea", "#c4e2da"), land.river, land.river_moves),
    "rocket": Scene(("#0f2a4d", "#2f6a9c", "#f0b98a"), sky.rocket, sky.rocket_moves),
    "sprout": Scene(("#cdeaf0", "#f5f5d8"), land.sprout, land.sprout_moves),
    "storm": Scene(("#2b4656", "#12242f"), sky.storm, sky.storm_moves),
    "tooth": Scene(("#8fd0da", "#d5eef0"), life.tooth, life.tooth_moves),
    "train": Scene(("#a9d3e6", "#eef5f2"), land.train, land.train_moves),
    "wetland": Scene(("#7d8fc0", "#e8a98a", "#ffd9a8"), land.wetland, land.wetland_moves),
    "wheat": Scene(("#f3c98a", "#fbe9c0"), land.wheat, land.wheat_moves),
    "wind": Scene(("#8fcbe8", "#e8f5ee"), land.wind, land.wind_moves),
}


def draw(name: str, width: int, seed: int = 1) -> Image.Image:
    """Paint a scene whole; the same seed paints the same picture."""
    scene = SCENES[name]
    return scene.at(scene.standing(width, seed), seed, 0.4).image
