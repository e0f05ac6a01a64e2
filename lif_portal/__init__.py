"""Wires the floors together. Holds no behaviour of its own."""

from lif_portal.celery import app as celery_app

__all__ = ["celery_app"]
