"""Panels of the pack as rows the board then edits."""

from boards.models import Group
from deaths.models import Panel
from learning.services.loading.further import add_table
from learning.services.loading.merge import Said, Table, iso


def panels(pack, merge):
    for facts in pack.deaths.panels:
        group = merge.links.find(Group, facts.group)
        if group is None:  # the board took it away
            continue
        values = {
            "subject": facts.subject.value,
            "suppress_up_to": facts.suppress_up_to,
            "serves_also": facts.serves_also,
            "limit_months": facts.limit_months,
            "latest_on": iso(facts.latest_on),
            "basis": facts.basis,
            "verified": facts.verified,
        }
        yield Said(facts.group, facts.group, values, {"group": group})


add_table(
    Table(
        "groups that learn from deaths",
        Panel,
        panels,
        lambda merge: Panel.objects.filter(group__board=merge.board)
        .select_related("group"),
        lambda row: row.group.key,
        on_board=False,
    )
)  # fmt: skip
