"""Daily upkeep of the boards floor."""

from celery import shared_task

from boards.services.memberships import close_left_accounts


@shared_task(name="boards.tasks.close_left_accounts")
def close_left_accounts_daily():
    """People whose last role ended yesterday cannot sign in today."""
    close_left_accounts()
