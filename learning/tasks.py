"""What workers do on time: each fetches by id and calls one function."""

from celery import shared_task

from learning import outbox
from learning.services import digests


@shared_task(name=outbox.RUN_JOB)
def run_job(job_id):
    """One job of the outbox."""
    outbox.run(job_id)


@shared_task(name=digests.SEND_DIGEST)
def send_digest(digest_id):
    """One digest."""
    digests.send(digest_id)


@shared_task(name="learning.tasks.relay_jobs")
def relay_jobs():
    """Send again what no worker heard of, or left unfinished."""
    outbox.relay()
    digests.relay()


@shared_task(name="learning.tasks.sweep_deadlines")
def sweep_deadlines():
    """Tell people what is due, once the hour to do so has come."""
    digests.sweep()
