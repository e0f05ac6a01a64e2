"""Mail as files, as slowly as a mail server takes it."""

import time

from django.core.mail.backends.filebased import EmailBackend


class SlowMail(EmailBackend):
    """So that kills find messages being sent."""

    def send_messages(self, messages):
        time.sleep(0.1)
        return super().send_messages(messages)
