"""Records found while typing in the palette."""

from essaim.kit.navigation import PaletteSource, palette_sources

from .queries import for_palette

palette_sources.declare(PaletteSource("search", for_palette))
