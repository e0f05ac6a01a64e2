"""A hundred and fifty actions a board: on time, late, done, embedded."""

from datetime import date, timedelta

from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from actionplans.choices import ActionStatus, UpdateKind
from actionplans.models import (
    Action,
    ActionEvidence,
    ActionLink,
    ActionPlan,
    ActionUpdate,
    ImpactReview,
    ProgressReport,
)
from actionplans.services.meetings import (
    begin_meeting,
    end_meeting,
    record_in_meeting,
)
from actionplans.services.plans import agree_plan, new_action, open_plan
from boards.models import Group
from frameworks.calendar import add_months
from learning.models import Priority
from lif_portal.demo.handing_in import evening
from lif_portal.demo.offers import offer_to_the_group
from lif_portal.demo.words import Writer, phrases

ACTIONS = 150


def write_plan(seeding, day, owner, *, agreed=True) -> ActionPlan:
    """The plan of one review with actions on every recommendation; until it is
    agreed nobody has begun."""
    source = seeding.review.source
    found = ActionPlan.objects.filter(source=source).first()
    if found:
        return found
    plan = open_plan(
        board=seeding.board,
        by=owner,
        source=source,
        title=f"Action plan: {seeding.topic['title'].lower()}",
        monitoring_group=_monitors(seeding.board, source.lead_group),
        coordinator=owner,
        priority=Priority.objects.filter(board=seeding.board).first(),
    )
    rows = []
    for recommendation in source.recommendations.prefetch_related("findings"):
        if recommendation.response != "refused":
            rows += _actions(seeding, plan, recommendation, day, owner)
    if agreed:
        _save(plan, rows, owner, seeding)
        _agree(plan, day, owner)
    else:
        _save_draft(rows, owner)
    return plan


def _save_draft(rows, owner) -> None:
    for order, action in enumerate(rows, start=1):
        action.order, action.status = order, ActionStatus.NOT_STARTED
        action.status_on = timezone.localdate(action.created_at)
        action.moved_at = action.created_at
    made = bulk_create_with_history(rows, Action, default_user=owner)
    ActionUpdate.objects.bulk_create(
        _update(one, UpdateKind.CREATED, "", owner, one.created_at) for one in made
    )


def _monitors(board, lead_group) -> Group:
    """The group with the function of monitoring; a restricted group keeps its own."""
    if lead_group and lead_group.restricted:
        return lead_group
    groups = Group.objects.filter(board=board, restricted=False)
    chaired = groups.filter(seats__holdings__user__email__startswith="chair@")
    monitor = groups.with_function("monitor")
    return monitor.filter(key__contains="monitor").first() or (
        chaired.first() or monitor.first() or lead_group
    )


def _agree(plan, day, owner) -> None:
    agree_plan(plan=plan, by=owner)
    plan.refresh_from_db()
    plan.agreed_at = evening(day)
    plan._history_user = owner
    plan.save()


def _actions(seeding, plan, recommendation, day, owner) -> list[Action]:
    """Two to four on one recommendation, from weak to strong."""
    bank, writer = phrases("topics")["actions"], seeding.writer
    finding = recommendation.findings.first()
    return [
        _action(
            seeding, plan, row, day, owner,
            recommendation=recommendation,
            recommendation_text=recommendation.text,
            rationale=recommendation.rationale,
            finding=finding,
        )
        for row in writer.random.sample(bank, writer.random.randint(2, 4))
    ]  # fmt: skip


def _action(seeding, plan, row, day, owner, **links) -> Action:
    writer = seeding.writer
    due = day + timedelta(writer.random.randint(60, 330))
    return new_action(
        plan,
        owner,
        text=seeding.said(row["text"]),
        due_on=due,
        created_at=evening(day),
        intended_outcome=seeding.said(row["outcome"]),
        # One in ten says not how it will be measured: the plan shows it up.
        measure=seeding.said(row["measure"]) if writer.chance(0.9) else "",
        baseline=row["baseline"],
        strength=row["strength"],
        evidence_expected=writer.pick(["Audit report", "Minutes", "Feedback summary"]),
        status=_status(due, seeding.today, writer),
        **_carriers(seeding, plan, owner),
        **links,
    )


def _carriers(seeding, plan, owner) -> dict:
    """Who carries it. What a restricted group plans, its own members carry."""
    if plan.confined_to_id:
        return {"owner": owner, "responsible": owner.post}
    writer = seeding.writer
    agency = plan.agency_id or writer.pick(list(seeding.people.by_agency)[:12])
    staff = seeding.people.by_agency[agency]
    return {
        "agency_id": agency,
        "responsible": staff["agency_lead"].post,
        "owner": staff[writer.pick(["agency_lead", "agency_contributor"])],
        "lead_member": staff["agency_executive"] if writer.chance(0.3) else None,
    }


def _status(due: date, today: date, writer) -> str:
    """As boards find them: most done in time, some late, some never begun."""
    if due < today - timedelta(200):
        return writer.pick([ActionStatus.BLUE] * 6 + [ActionStatus.DONE] * 3 + ["red"])
    if due < today:
        return writer.pick(
            [ActionStatus.DONE] * 4 + [ActionStatus.RED] * 3 + ["amber", "blue"]
        )
    return writer.pick(["green"] * 5 + ["amber"] * 2 + ["not_started"] * 3)


def _save(plan, rows, owner, seeding) -> None:
    """All at once, then what people said of each since."""
    for order, action in enumerate(rows, start=1):
        action.order = order
        _finish(action, seeding)
    made = bulk_create_with_history(rows, Action, default_user=owner, batch_size=500)
    updates, reviews = [], []
    for action in made:
        said, looked = _said_of(action, seeding, owner)
        updates += said + [_found(look, owner) for look in looked]
        reviews += looked
    # Updates and impact reviews are append-only and are their own history.
    ActionUpdate.objects.bulk_create(updates, batch_size=500)
    ImpactReview.objects.bulk_create(reviews, batch_size=500)


def _finish(action, seeding) -> None:
    """Dates that follow from how far it came."""
    writer, today = seeding.writer, seeding.today
    if action.status == ActionStatus.DONE:
        action.review_on = add_months(action.due_on, 6)
    begun = timezone.localdate(action.created_at)
    if action.status in ("red", "amber") and writer.chance(0.5):
        wished = writer.pick([1, 1, 2])
        room = (action.due_on - begun).days // 60 - 1
        action.extended = max(min(wished, room), 0)
        action.original_due_on = action.due_on - timedelta(60 * action.extended)
    ended = min(action.due_on, today - timedelta(writer.random.randint(1, 60)))
    action.status_on = max(ended, begun)
    quiet = writer.random.randint(5, 200) if action.is_open else 10
    action.moved_at = evening(max(ended - timedelta(quiet), begun))
    if action.status in (ActionStatus.DONE, ActionStatus.BLUE):
        action.how_much = "Nine of eleven teams, 214 people."
        action.how_well = "Rated useful by 87%; two teams asked for more examples."
        action.difference = "See the impact review."


def _said_of(action, seeding, owner):
    writer, bank = seeding.writer, phrases("topics")["updates"]
    first, last = action.created_at, action.moved_at
    updates = [_update(action, UpdateKind.CREATED, "", owner, first)]
    said = writer.random.randint(0, 3)
    for n in range(said, 0, -1):
        text = writer.pick(bank["progress"])
        at = last - (last - first) * n / (said + 1)
        updates.append(_update(action, UpdateKind.PROGRESS, text, action.owner, at))
    updates += [
        _extension(action, n, writer.pick(bank["extend"]), owner)
        for n in range(action.extended)
    ]
    if action.status in (ActionStatus.DONE, ActionStatus.BLUE):
        text = writer.pick(bank["done"])
        at = evening(action.status_on)
        updates.append(_update(action, UpdateKind.DONE, text, action.owner, at))
    return updates, _looks(action, writer, bank, owner)


def _found(look, owner) -> ActionUpdate:
    """What the look back says on the action's own page."""
    at = min(evening(look.held_on), timezone.now())
    return _update(look.action, UpdateKind.IMPACT, look.what_changed, owner, at)


def _update(action, kind, text, by, at, **more) -> ActionUpdate:
    return ActionUpdate(
        action=action, kind=kind, text=text, status=action.status, by=by, at=at,
        for_agency_id=action.agency_id if by == action.owner else None, **more,
    )  # fmt: skip


def _extension(action, n, reason, owner) -> ActionUpdate:
    old = action.original_due_on + timedelta(60 * n)
    return _update(
        action, UpdateKind.EXTENDED, reason, owner, evening(old - timedelta(5)),
        old_due_on=old, new_due_on=old + timedelta(60),
    )  # fmt: skip


def _looks(action, writer, bank, owner) -> list[ImpactReview]:
    """Embedded ones were re-tested; a third of those done were looked at once."""
    embedded = action.status == ActionStatus.BLUE
    if not embedded and not (action.status == "done" and writer.chance(0.3)):
        return []
    result, changed = writer.pick(bank["embedded" if embedded else "some"])
    return [
        ImpactReview(
            action=action,
            held_on=min(action.due_on + timedelta(150), timezone.localdate()),
            measure_retested=True,
            measure_result=result,
            strands=writer.random.sample(["audit", "feedback", "dataset", "survey"], 2),
            difference="embedded" if embedded else "some",
            what_changed=changed,
            by=owner,
        )
    ]


def show_impact(action, day, writer, owner) -> None:
    """Done in good time, looked at again on a day, and seen to have worked."""
    result, changed = writer.pick(phrases("topics")["updates"]["embedded"])
    done = writer.pick(phrases("topics")["updates"]["done"])
    action.status, action.status_on, action.review_on = ActionStatus.BLUE, day, None
    action.due_on = min(action.due_on, day - timedelta(90))
    action.original_due_on, action.extended = action.due_on, 0
    action.updates.filter(kind=UpdateKind.EXTENDED).delete()
    action._history_user = owner
    action.save()
    finished = evening(action.due_on)
    _update(action, UpdateKind.DONE, done, action.owner, finished).save()
    _update(action, UpdateKind.IMPACT, changed, owner, evening(day)).save()
    action.impact_reviews.create(
        held_on=day,
        measure_retested=True,
        measure_result=result,
        strands=["audit", "feedback"],
        difference="embedded",
        what_changed=changed,
        by=owner,
    )


def seed_other_plans(seeding) -> None:
    """The group's own work plan, two agencies' own plans, and what joins them."""
    board, today = seeding.board, seeding.today
    monitor = _monitors(board, None)
    missing = ACTIONS - Action.objects.filter(board=board).count()
    for number in range(2):
        share = max(missing // 2, 4)
        day = today - timedelta(200 + 120 * number)
        plan = _own_plan(seeding, day, share, number, monitoring_group=monitor)
        _report(plan, seeding)
    for agency in list(seeding.people.by_agency)[:2]:
        plan = _own_plan(seeding, today - timedelta(90), 4, agency, agency_id=agency)
        _join(plan, agency, seeding)
        offer_to_the_group(plan, monitor, seeding)


def _own_plan(seeding, day, count, number, **values) -> ActionPlan:
    bank = phrases("topics")
    seeding.writer = Writer(seeding.board.slug, "plan", number)
    title = f"Work plan {day.year}" if "agency_id" not in values else "Our own plan"
    plan = open_plan(
        board=seeding.board,
        by=seeding.officer,
        title=f"{title} ({number + 1})" if "agency_id" not in values else title,
        priority=Priority.objects.filter(board=seeding.board).first(),
        composite="agency_id" not in values,
        not_composite_reason="" if "agency_id" not in values else "The agency's own",
        **values,
    )
    rows = []
    for _turn in range(count):
        seeding.topic = seeding.writer.pick(bank["child"] + bank["adult"])
        row = seeding.writer.pick(bank["actions"])
        rows.append(_action(seeding, plan, row, day, seeding.officer))
    _save(plan, rows, seeding.officer, seeding)
    _agree(plan, day, seeding.officer)
    return plan


def _report(plan, seeding) -> None:
    """One six-monthly report given and discussed, one due."""
    members = seeding.people.by_agency[next(iter(seeding.people.by_agency))]
    given = ProgressReport.objects.create(
        plan=plan,
        board=plan.board,
        lead=members["agency_executive"],
        due_on=seeding.today - timedelta(120),
        given_on=seeding.today - timedelta(124),
        text="Two thirds of actions are done. What is late waits for one supplier.",
        created_by=seeding.officer,
    )
    words = phrases("topics")["updates"]
    for kind in ("challenge", "support"):
        given.notes.create(kind=kind, text=words[kind][0], by=seeding.officer)
    ProgressReport.objects.create(
        plan=plan,
        board=plan.board,
        lead=members["agency_executive"],
        due_on=seeding.today + timedelta(60),
        created_by=seeding.officer,
    )


def _join(plan, agency, seeding) -> None:
    """The agency's own action feeds one it carries for the group; people say so."""
    carried = Action.objects.filter(board=plan.board, agency_id=agency).exclude(
        plan=plan
    )
    theirs, other = plan.actions.first(), carried.first()
    if theirs is None or other is None:
        return
    ActionLink.objects.create(
        action=theirs, other=other, direction="feeds_into", by=seeding.officer
    )
    ActionEvidence.objects.create(
        action=other,
        title="What parents told us in spring",
        summary="Forty-one replies, most by telephone.",
        feedback_from="families",
        impact="They were asked once and understood what happens next.",
        by=seeding.officer,
    )


def seed_meeting(board, people) -> None:
    """The monitoring group met a month ago and looked at what pressed most."""
    group = _monitors(board, None)
    chair = group.seats.filter(role="chair", holdings__isnull=False).first()
    by = chair.holdings.get().user if chair else people.officer
    held = timezone.localdate() - timedelta(30)
    meeting = begin_meeting(
        board=board, group=group, by=by, held_on=held, only_exceptions=True
    )
    words = phrases("topics")["updates"]
    for item in meeting.items.select_related("action").order_by("order")[:6]:
        said = {"challenge": words["challenge"][item.order % 2]}
        record_in_meeting(item=item, said=said, by=by)
    end_meeting(
        meeting=meeting,
        note="Six actions were discussed; the rest stand over to the next meeting.",
        by=by,
    )
