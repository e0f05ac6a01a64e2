"""Makes a board's rows from its pack, and never overwrites what the board edited."""

from learning.services.loading.load import load
from learning.services.loading.merge import Change, Effect, Report

__all__ = ["Change", "Effect", "Report", "load"]
