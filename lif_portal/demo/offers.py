"""What agencies offer of their own plans to the group: waiting, taken in, declined."""

from actionplans.models import ActionPlan
from actionplans.services.linking import decline_offer, offer_action, take_in

NOTE = "Three agencies meet the same gap; one plan would be followed at one meeting."
WELCOME = "Taken in: the group follows it from its next meeting."
NOT_NOW = "The group plans this already; tell us what you learn from yours."


def offer_to_the_group(plan, group, seeding) -> None:
    """Two of an agency's own actions: one still waits, one was answered."""
    lead = seeding.people.by_agency[plan.agency_id]["agency_lead"]
    waiting, answered = plan.actions.order_by("order")[1:3]
    for action in (waiting, answered):
        offer = offer_action(action=action, group=group, note=NOTE, by=lead)
    joint = ActionPlan.objects.agreed().filter(
        board=seeding.board, monitoring_group=group, source__isnull=True
    )
    if joint.filter(actions__offered_as__isnull=False).exists():
        decline_offer(offer=offer, answer=NOT_NOW, by=seeding.officer)
    else:
        take_in(offer=offer, plan=joint[0], answer=WELCOME, by=seeding.officer)
