"""The queue. Job intent is a row (learning.outbox); a message is only a nudge."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lif_portal.settings")
app = Celery("lif_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
