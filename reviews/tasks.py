"""What workers do for reviews on time."""

from celery import shared_task

from reviews.services.publishing import open_what_is_due


@shared_task(name="reviews.tasks.open_published")
def open_published():
    """Open reviews to the board whose day of publication has come."""
    open_what_is_due()
