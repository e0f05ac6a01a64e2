"""Passwords made of words an outsider would guess."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LOCAL_WORDS = ("safeguarding", "lifportal", "lif portal", "learning", "board")


class LocalWordsValidator:
    """Refuse a password that is little more than the product's or person's words."""

    def validate(self, password, user=None):
        """Raise ValidationError when fewer than 8 characters are left."""
        rest = password.lower()
        for word in (*LOCAL_WORDS, *self._own_words(user)):
            rest = rest.replace(word, "")
        if len(rest) < 8:
            raise ValidationError(
                _("Choose words that are not about the board, the portal or you.")
            )

    def get_help_text(self):
        return _("Use at least 12 characters, not words about the board or you.")

    def _own_words(self, user):
        if user is None:
            return []
        text = f"{getattr(user, 'email', '')} {getattr(user, 'full_name', '')}"
        words = text.lower().replace("@", " ").replace(".", " ").split()
        return [word for word in words if len(word) > 3]
