"""PowerPoint: ``deck`` lays slides out, ``charts`` and ``tables`` fill them, ``template`` is what they stand on."""

from dashboard.exports.slides.deck import pptx

__all__ = ["pptx"]
