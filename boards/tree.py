"""Groups as a tree. Below a group nobody here may see, a branch starts anew."""

from dataclasses import dataclass, field


@dataclass
class Branch:
    """One group and what stands below it."""

    group: object
    depth: int = 0
    below: list["Branch"] = field(default_factory=list)


def as_tree(groups) -> list[Branch]:
    """Nest groups by parent; a group whose parent is not among them is a root."""
    branches = {group.pk: Branch(group) for group in groups}
    roots = []
    for branch in branches.values():
        above = branches.get(branch.group.parent_id)
        (above.below if above else roots).append(branch)
    for root in roots:
        _set_depth(root, 0)
    return roots


def _set_depth(branch, depth):
    branch.depth = depth
    for child in branch.below:
        _set_depth(child, depth + 1)
