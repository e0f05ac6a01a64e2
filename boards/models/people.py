"""People, what they may do on each board, and a record of who looked."""

from functools import cached_property

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.constraints import in_order
from boards.models.groups import SeatHolding
from boards.models.organisations import Agency, Board
from boards.querysets import LiveQuerySet, ScopedQuerySet, on_own_agency
from boards.roles import RoleName
from boards.scope import Scope, scope_of


class UserQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """Oneself, colleagues of one's agencies, and for the business unit everyone."""
        mine = Membership.objects.live().filter(
            on_own_agency(scope) | Q(board_id__in=scope.boards_as_business_unit)
        )
        return Q(pk=user.pk) | Q(pk__in=mine.values("user"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **extra):
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A person who signs in. Nobody has rights by rank, only by membership."""

    email = models.EmailField(_("E-mail address"), unique=True)
    full_name = models.CharField(_("Name"), max_length=120)
    post = models.CharField(_("Post"), max_length=120, blank=True)
    language = models.CharField(max_length=5, default="en-gb")
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    is_staff = is_superuser = False

    class Meta:
        ordering = ["full_name"]

    def __str__(self):
        return self.full_name or self.email

    @cached_property
    def scope(self) -> Scope:
        """Boards, roles, agencies and groups of this person, read once a request."""
        return scope_of(self)

    def has_perm(self, perm, obj=None):
        return False

    def has_module_perms(self, app_label):
        return False


class MembershipQuerySet(LiveQuerySet):
    first_day, last_day = "active_from", "active_to"

    def visibility(self, scope, user):
        return (
            Q(user=user)
            | Q(board_id__in=scope.boards_as_business_unit)
            | on_own_agency(scope)
        )


class Membership(models.Model):
    """One role of one person on one board, for an agency if it speaks for one."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    board = models.ForeignKey(Board, models.PROTECT, related_name="memberships")
    role = models.CharField(_("Role"), max_length=30, choices=RoleName.choices())
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    active_from = models.DateField(default=timezone.localdate)
    active_to = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user__full_name"]
        constraints = [
            in_order("active_from", "active_to", "membership_dates_in_order"),
            models.UniqueConstraint(
                fields=["user", "board", "role", "agency"],
                condition=Q(active_to__isnull=True),
                nulls_distinct=False,
                name="role_once_a_board_and_agency",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False)
                | ~Q(role__in=RoleName.for_an_agency()),
                name="agency_roles_name_their_agency",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.role_label}"

    @property
    def role_label(self):
        return RoleName(self.role).label


class InvitationQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        return Q(board_id__in=scope.boards_as_business_unit)


class Invitation(models.Model):
    """A named person's one-use way in. Only the token's hash is kept."""

    email = models.EmailField(_("E-mail address"))
    full_name = models.CharField(_("Name"), max_length=120)
    post = models.CharField(_("Post"), max_length=120, blank=True)
    board = models.ForeignKey(Board, models.CASCADE, related_name="invitations")
    role = models.CharField(_("Role"), max_length=30, choices=RoleName.choices())
    agency = models.ForeignKey(Agency, models.CASCADE, null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        User, models.PROTECT, related_name="invitations_sent"
    )
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]

    def __str__(self):
        return f"{self.full_name} ({self.board})"

    @property
    def is_open(self):
        used = self.accepted_at or self.withdrawn_at
        return not used and self.expires_at > timezone.now()


class AccessRecordQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The business unit reads its board's; a restricted group's, its members."""
        open_rows = Q(board_id__in=scope.boards_as_business_unit, group_id__isnull=True)
        return open_rows | Q(group_id__in=scope.group_ids)


class AccessRecord(models.Model):
    """Who did what to which record. Plain values, so it never blocks a deletion."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    user_id = models.BigIntegerField(null=True)
    user_name = models.CharField(max_length=120)
    board_id = models.BigIntegerField(null=True, db_index=True)
    group_id = models.BigIntegerField(null=True)
    model = models.CharField(max_length=60)
    reference = models.CharField(max_length=80)
    action = models.CharField(max_length=40)

    objects = AccessRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.at:%d %B %Y %H:%M} {self.user_name}: {self.action}"

    @property
    def kind(self) -> str:
        """What the record is, in words; its stored name once the model is gone."""
        try:
            return apps.get_model(self.model)._meta.verbose_name
        except (LookupError, ValueError):
            return self.model


__all__ = [
    "AccessRecord",
    "Invitation",
    "Membership",
    "SeatHolding",
    "User",
]
