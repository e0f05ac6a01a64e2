"""Actions on the golden thread: what was done, what was said of it, what changed."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, DateField, OuterRef, TextField, Value
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.choices import Difference, UpdateKind
from actionplans.levels import level_of
from actionplans.models import Action, ActionUpdate, ImpactReview
from learning.choices import ImpactStrand
from learning.models import LearningSource, Recommendation
from learning.thread import Asked, Node, Start, add_branch, add_start, key_of

TOLD = 3  # updates shown of each action; its own page has them all
SAID = (UpdateKind.PROGRESS, UpdateKind.DONE, UpdateKind.EXTENDED, UpdateKind.WITHDRAWN)


def actions(asked: Asked):
    """Actions, their last updates, every look back at their impact. One query."""
    rows = asked.narrow(Action.objects.visible_to(asked.user))
    rows = rows.filter(merged_into__isnull=True).annotate(
        told=ArraySubquery(_updates()), looked=ArraySubquery(_impacts())
    )
    rows = rows.select_related("agency", "board").order_by("order", "pk")
    for row in rows:
        yield _action(row)
        yield from _told(row)
        yield from _looked(row)


def _updates():
    rows = ActionUpdate.objects.filter(action=OuterRef("pk"), kind__in=SAID)
    day = Cast(Cast("at", DateField()), CharField())
    said = JSONObject(pk="pk", kind="kind", text="text", day=day)
    return rows.exclude(text="").order_by("-at", "-pk").values_list(said)[:TOLD]


def _impacts():
    rows = ImpactReview.objects.filter(action=OuterRef("pk"))
    said = JSONObject(
        pk="pk",
        difference="difference",
        text="what_changed",
        result=Coalesce("measure_result", Value(""), output_field=TextField()),
        strands="strands",
        day=Cast("held_on", CharField()),
    )
    return rows.order_by("held_on", "pk").values_list(said)


def _action(row) -> Node:
    facts = [(_("Responsible"), str(row.agency or row.responsible or _("Nobody yet")))]
    facts.append((_("Due"), date_format(row.due_on)))
    if row.measure:
        facts.append((_("How the outcome will be measured"), row.measure))
    return Node(
        key_of(row),
        _("Action %(reference)s") % {"reference": row.reference},
        row.text,
        row.get_absolute_url(),
        level=level_of(row.status),
        facts=facts,
        under=_above(row),
    )


def _above(row) -> tuple[str, ...]:
    nearest = (
        ("learning.recommendation", row.recommendation_id),
        ("learning.finding", row.finding_id),
        ("learning.learningsource", row.source_id),
    )
    return tuple(f"{model}:{pk}" for model, pk in nearest if pk)


def _told(row):
    for said in reversed(row.told):
        label = UpdateKind(said["kind"]).label
        yield Node(
            f"actionplans.actionupdate:{said['pk']}",
            _("%(what)s, %(day)s") % {"what": label, "day": _day(said["day"])},
            said["text"],
            quoted=True,
            under=(key_of(row),),
        )


def _looked(row):
    """What changed: the end of the thread."""
    for said in row.looked:
        facts = [(_("Shown by"), _strands(said["strands"]))] if said["strands"] else []
        if said["result"]:
            facts.append((_("What the measure shows now"), said["result"]))
        yield Node(
            f"actionplans.impactreview:{said['pk']}",
            _("What changed, looked at on %(day)s") % {"day": _day(said["day"])},
            said["text"],
            quoted=True,
            state=str(Difference(said["difference"]).label),
            colour="green" if said["difference"] == Difference.EMBEDDED else "yellow",
            facts=facts,
            under=(key_of(row),),
        )


def _strands(keys) -> str:
    return ", ".join(str(ImpactStrand(key).label) for key in keys)


def _day(text) -> str:
    return date_format(parse_date(text))


def from_action(user, board, key) -> Start | None:
    """An action's thread goes up as far as the person may know."""
    rows = Action.objects.visible_to(user).select_related("board")
    found = rows.filter(board=board, reference=key).first()
    if found is None:
        return None
    sources = LearningSource.objects.visible_to(user).select_related("board")
    source = sources.filter(pk=found.source_id).first()
    asked = Recommendation.objects.visible_to(user).filter(pk=found.recommendation_id)
    up = None if source else asked.values_list("pk", flat=True).first()
    title = _("Action %(reference)s") % {"reference": found.reference}
    return Start(key_of(found), title, found.get_absolute_url(), source, up)


add_branch(actions)
add_start("action", from_action)
