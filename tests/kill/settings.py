"""The portal's own settings with a quick clock and mail kept as files."""

from lif_portal.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.kill"]  # noqa: F405
EMAIL_BACKEND = "tests.kill.mail.SlowMail"
JOB_LEASE_SECONDS = 2
REMINDER_SEND_HOUR = 0
CELERY_BEAT_SCHEDULE = {
    "relay-jobs": {"task": "learning.tasks.relay_jobs", "schedule": 1.0},
    "sweep-deadlines": {"task": "learning.tasks.sweep_deadlines", "schedule": 2.0},
}
