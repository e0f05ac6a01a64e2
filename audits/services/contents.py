"""Reading and writing all words of an edition in a constant number of queries."""

from dataclasses import dataclass
from dataclasses import field as member

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from audits.content import Content
from audits.models import LevelDescriptor, Question, RatingLevel, RatingScale, Section


@dataclass(frozen=True)
class Part:
    """One table of an edition: how its rows are found, keyed and linked."""

    name: str
    model: type[models.Model]
    edition: str
    key: tuple[str, ...]
    fields: tuple[str, ...]
    links: tuple[str, ...] = member(default=())

    def row_key(self, values: dict):
        """The key of a row: text, or several texts where one is not enough."""
        keys = tuple(values[name] for name in self.key)
        return keys if len(keys) > 1 else keys[0]


def _both(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}_{language}" for name in names for language in ("en", "cy"))


# In the order of need: a row's parents stand above it.
PARTS = (
    Part("scales", RatingScale, "edition", ("key",), (*_both("name"), "unverified")),
    Part(
        "levels", RatingLevel, "scale__edition", ("scale__key", "key"),
        ("value", "letter", *_both("word", "definition"), "colour", "shape",
         "needs_improvement"),
    ),
    Part(
        "sections", Section, "edition", ("key",),
        ("number", *_both("title", "guidance"), "order"),
    ),
    Part(
        "questions", Question, "edition", ("key",),
        ("number", *_both("text", "guidance", "evidence_hint"), "kind", "required",
         "position_required", "evidence_required", "not_applicable_allowed", "repeat",
         "tags", "order"),
        ("section__key", "scale__key"),
    ),
    Part(
        "descriptors", LevelDescriptor, "question__edition",
        ("question__key", "level__scale__key", "level__key"), _both("text"),
    ),
)  # fmt: skip


def content_of(edition) -> Content:
    """What an edition says now. Five queries."""
    introduction = {
        "introduction_en": edition.introduction_en,
        "introduction_cy": edition.introduction_cy,
    }
    parts = {part.name: _read(part, edition) for part in PARTS}
    return Content(introduction, **{
        name: {key: row for key, (_pk, row) in rows.items()}
        for name, rows in parts.items()
    })  # fmt: skip


def _read(part, edition) -> dict:
    """Rows of a part by key: (primary key, values)."""
    wanted = dict.fromkeys((*part.key, *part.fields, *part.links))
    rows = part.model.objects.filter(**{part.edition: edition}).values("pk", *wanted)
    return {
        part.row_key(row): (row["pk"], {n: row[n] for n in (*part.fields, *part.links)})
        for row in rows
    }


def write_content(edition, content: Content) -> None:
    """Make a draft edition say this. Rows keep their identity by key.

    The caller saves the edition, whose introduction is set here. Raises
    ValidationError when a round being prepared needs a question that would go.
    """
    for name, text in content.introduction.items():
        setattr(edition, name, text)
    before = {part.name: _read(part, edition) for part in PARTS}
    pks: dict[str, dict] = {}
    for part in PARTS:
        pks[part.name] = _write(part, edition, getattr(content, part.name), before, pks)
    for part in reversed(PARTS):
        gone = before[part.name].keys() - getattr(content, part.name).keys()
        _delete(part, [before[part.name][key][0] for key in gone])


def _write(part, edition, rows, before, pks) -> dict:
    """Add and change rows of one part; primary keys of all of them by key.

    In bulk: words of a draft keep no history, the edition that follows shows it.
    """
    known = before[part.name]
    made = {key: _row(part, edition, key, rows[key], pks) for key in rows}
    new = [row for key, row in made.items() if key not in known]
    changed = []
    for key in made.keys() & known.keys():
        made[key].pk = known[key][0]
        if known[key][1] != {name: rows[key][name] for name in known[key][1]}:
            changed.append(made[key])
    part.model.objects.bulk_create(new)
    links = [name.replace("__key", "") for name in part.links]
    part.model.objects.bulk_update(changed, [*part.fields, *links])
    return {key: row.pk for key, row in made.items()}


def _row(part, edition, key, values, pks):
    row = part.model(**{name: values[name] for name in part.fields})
    if part.name == "levels":
        row.scale_id, row.key = pks["scales"][key[0]], key[1]
    elif part.name == "descriptors":
        row.question_id, row.level_id = pks["questions"][key[0]], pks["levels"][key[1:]]
    else:
        row.edition, row.key = edition, key
    if part.name == "questions":
        row.section_id = pks["sections"][values["section__key"]]
        row.scale_id = values["scale__key"] and pks["scales"][values["scale__key"]]
    return row


def _delete(part, pks):
    if not pks:
        return
    try:
        part.model.objects.filter(pk__in=pks).delete()
    except ProtectedError as problem:
        raise ValidationError(
            _("A question that a round already uses cannot be taken out.")
        ) from problem
