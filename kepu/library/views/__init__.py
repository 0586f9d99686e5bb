"""The pages of the library: finding, an item and its bytes, and what operators release."""

from kepu.library.views import finding, gathering, pushing, showing

__all__ = ["finding", "gathering", "pushing", "showing"]
