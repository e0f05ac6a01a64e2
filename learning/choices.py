"""Words of the learning floor with labels people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKindChoices(models.TextChoices):
    PRACTICE_REVIEW = "practice_review", _("Statutory case review")
    RAPID_REVIEW = "rapid_review", _("Rapid review")
    DISCRETIONARY_REVIEW = "discretionary_review", _("Review below the threshold")
    FORUM = "forum", _("Practitioner forum")
    CHILD_DEATH_REVIEW = "child_death_review", _("Child death review")
    SUICIDE_REVIEW = "suicide_review", _("Suicide review")
    MULTI_AGENCY_AUDIT = "multi_agency_audit", _("Multi-agency audit")
    SINGLE_AGENCY_AUDIT = "single_agency_audit", _("Single-agency audit or review")
    SELF_ASSESSMENT = "self_assessment", _("Self-assessment")
    INSPECTION = "inspection", _("Inspection or peer review")
    PERFORMANCE_DATA = "performance_data", _("Performance data")
    COMPLAINTS = "complaints", _("Complaints and compliments")
    VOICE = "voice", _("Voice and feedback")
    PRACTITIONER_FEEDBACK = "practitioner_feedback", _("Practitioner feedback")
    WORKFORCE = "workforce", _("Learning and development")
    THEMATIC_REVIEW = "thematic_review", _("Deep dive or thematic review")
    EXTERNAL_LEARNING = "external_learning", _("National and other areas' learning")
    PARTNER_REPORT = "partner_report", _("Report from a partner")
    OTHER = "other", _("Other")


class SourceAudience(models.TextChoices):
    """Who may know of a source."""

    BUSINESS_UNIT = "business_unit", _("Business unit")
    BOARD = "board", _("Everyone on the board")
    GROUP = "group", _("Members of the lead group")
    PANEL = "panel", _("Named panel")


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class ScanState(models.TextChoices):
    """Quarantine of an uploaded file. Only clean files leave."""

    WAITING = "waiting", _("Being checked")
    CLEAN = "clean", _("Checked")
    REFUSED = "refused", _("Refused")
