"""Groups of a board, what they do with learning, and who sits on them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from boards.choices import AreaOfWork, GroupFunctionChoices, SeatRoleChoices
from boards.constraints import in_order
from boards.localised import localised
from boards.models.organisations import Agency, Board
from boards.querysets import LiveQuerySet, ScopedQuerySet


class GroupQuerySet(ScopedQuerySet):
    def visibility(self, scope, user):
        """The board's groups; a restricted one exists only for its own members."""
        on_my_boards = Q(board_id__in=scope.board_ids) | Q(
            shared_with__in=scope.board_ids
        )
        return (on_my_boards & Q(restricted=False)) | Q(pk__in=scope.group_ids)

    def visible_to(self, user):
        return super().visible_to(user).distinct()

    def of(self, board):
        """Groups that serve a board: its own and those shared with it."""
        return self.filter(Q(board=board) | Q(shared_with=board)).distinct()

    def published(self):
        """Groups the public may know of."""
        return self.filter(restricted=False)

    def with_function(self, function, on=None):
        """Groups holding a function on a day."""
        held = GroupFunction.objects.live(on).filter(function=function)
        return self.filter(pk__in=held.values("group"))


class Group(models.Model):
    """A board, committee, sub-group or panel."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="groups")
    shared_with = models.ManyToManyField(
        Board, blank=True, related_name="shared_groups"
    )
    key = models.SlugField(max_length=80)
    name_en = models.CharField(_("Name"), max_length=200)
    name_cy = models.CharField(_("Welsh name"), max_length=200, blank=True)
    short_name = models.CharField(_("Short name"), max_length=40, blank=True)
    purpose_en = models.TextField(_("Purpose"), blank=True)
    purpose_cy = models.TextField(blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    reports_to = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="hears_from"
    )
    strand = models.CharField(max_length=10, choices=AreaOfWork, default="both")
    restricted = models.BooleanField(
        _("Restricted"),
        default=False,
        help_text=_("Only its own members know that it exists"),
    )
    meets_every_months = models.PositiveSmallIntegerField(default=0)
    active_from = models.DateField(null=True, blank=True)
    active_to = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["name_en"]
        constraints = [
            models.UniqueConstraint(fields=["board", "key"], name="group_once_a_board"),
            in_order("active_from", "active_to", "group_dates_in_order"),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return localised(self, "name")

    @property
    def purpose(self):
        return localised(self, "purpose")

    @property
    def group_ids(self):
        """Groups whose chair has a say over this row."""
        return {self.pk}


class OfGroupQuerySet(LiveQuerySet):
    """Rows seen by whoever may see their group."""

    def visibility(self, scope, user):
        return Q(group__in=Group.objects.visible_to(user))


class GroupFunction(models.Model):
    """A function a group holds for a time (roles are interchangeable: seed 000)."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="functions")
    function = models.CharField(max_length=12, choices=GroupFunctionChoices)
    valid_from = models.DateField(_("From"), null=True, blank=True)
    valid_to = models.DateField(_("Until"), null=True, blank=True)
    history = HistoricalRecords()

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        ordering = ["group", "function"]
        constraints = [in_order("valid_from", "valid_to", "function_dates_in_order")]

    def __str__(self):
        return f"{self.group}: {self.get_function_display()}"

    @property
    def is_over(self):
        """Whether the group held it before and no longer."""
        return bool(self.valid_to and self.valid_to < timezone.localdate())

    @property
    def is_live(self):
        """Whether the group holds it today."""
        begun = not self.valid_from or self.valid_from <= timezone.localdate()
        return begun and not self.is_over


class SeatQuerySet(OfGroupQuerySet):
    first_day, last_day = "active_from", "active_to"

    def with_holder(self):
        """Seats with the present holding, for showing filled or vacant."""
        holding = SeatHolding.objects.live().select_related("user")
        return self.select_related("agency", "group").prefetch_related(
            models.Prefetch("holdings", queryset=holding, to_attr="present")
        )

    def vacant(self):
        """Seats nobody holds today."""
        return self.exclude(pk__in=SeatHolding.objects.live().values("seat"))


class Seat(models.Model):
    """A place on a group, for a post or an agency, filled or vacant."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="seats")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="seats"
    )
    role = models.CharField(max_length=15, choices=SeatRoleChoices, default="member")
    post_en = models.CharField(_("Post"), max_length=200)
    post_cy = models.CharField(max_length=200, blank=True)
    voting = models.BooleanField(_("Votes"), default=True)
    safeguarding_partner = models.CharField(max_length=30, blank=True)
    active_from = models.DateField(null=True, blank=True)
    active_to = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["group", "pk"]

    def __str__(self):
        return f"{self.group}: {self.post}"

    @property
    def post(self):
        return localised(self, "post")

    @property
    def board_id(self):
        return self.group.board_id

    @property
    def holder(self):
        """The person in the seat today, or None (needs `with_holder`)."""
        return self.present[0].user if self.present else None


class SeatHoldingQuerySet(LiveQuerySet):
    first_day, last_day = "held_from", "held_to"

    def visibility(self, scope, user):
        return Q(seat__group__in=Group.objects.visible_to(user))


class SeatHolding(models.Model):
    """One person's time in a seat."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="holdings")
    user = models.ForeignKey("boards.User", models.PROTECT, related_name="holdings")
    nominated_by = models.ForeignKey(
        "boards.User", models.PROTECT, null=True, related_name="nominations"
    )
    held_from = models.DateField(default=timezone.localdate)
    held_to = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = SeatHoldingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_from"]
        constraints = [
            in_order("held_from", "held_to", "holding_dates_in_order"),
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(held_to__isnull=True),
                name="one_holder_a_seat",
            ),
        ]

    def __str__(self):
        return f"{self.user} - {self.seat}"
