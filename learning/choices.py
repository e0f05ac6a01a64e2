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


class FindingKind(models.TextChoices):
    """What a source teaches. Good practice stands level with lessons (WOL-1)."""

    LESSON = "lesson", _("Lesson")
    GOOD_PRACTICE = "good_practice", _("Good practice")
    GAP = "gap", _("Gap")
    EMERGING_ISSUE = "emerging_issue", _("Emerging issue")
    SYSTEM_FACTOR = "system_factor", _("System factor")


class FindingLevel(models.TextChoices):
    SINGLE_AGENCY = "single_agency", _("One agency")
    MULTI_AGENCY = "multi_agency", _("Several agencies")


class SystemFactor(models.TextChoices):
    """Systems, processes and culture rather than individuals (WOL-16)."""

    WORKLOAD = "workload", _("Workload and capacity")
    SUPERVISION = "supervision", _("Supervision and management oversight")
    INFORMATION_SHARING = "information_sharing", _("Sharing of information")
    RECORDS_AND_SYSTEMS = "records_and_systems", _("Records and IT systems")
    POLICY_AND_PROCEDURE = "policy_and_procedure", _("Policy and procedure")
    TRAINING_AND_SKILLS = "training_and_skills", _("Training and skills")
    THRESHOLDS = "thresholds", _("Thresholds and referral routes")
    MULTI_AGENCY_WORKING = "multi_agency_working", _("Working between agencies")
    COMMISSIONING = "commissioning", _("Commissioning and resources")
    CULTURE = "culture", _("Culture and professional curiosity")
    ENVIRONMENT = "environment", _("Wider pressures and environment")


class SystemLevel(models.TextChoices):
    TEAM = "team", _("Team or service")
    AGENCY = "agency", _("Agency")
    PARTNERSHIP = "partnership", _("Partnership")
    NATIONAL = "national", _("National")


class ImpactEntryState(models.TextChoices):
    """Where a telling of what changed stands."""

    DRAFT = "draft", _("Being written")
    PUBLIC = "public", _("Open to the public")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ResponseState(models.TextChoices):
    """What the addressee says to a recommendation."""

    AWAITED = "awaited", _("Reply awaited")
    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    REFUSED = "refused", _("Not accepted")


REPLY_COLOURS = {
    ResponseState.AWAITED: "yellow",
    ResponseState.ACCEPTED: "green",
    ResponseState.PARTLY: "blue",
    ResponseState.REFUSED: "red",
}


class ImpactStrand(models.TextChoices):
    """By what a difference is shown."""

    DATASET = "dataset", _("Performance data")
    AUDIT = "audit", _("Audit or re-audit")
    SURVEY = "survey", _("Survey of staff, families or managers")
    FEEDBACK = "feedback", _("Feedback from people who use services")
    ASSURANCE_REPORT = "assurance_report", _("Assurance report of an agency")
    INSPECTION = "inspection", _("Inspection or peer review")


class LinkKind(models.TextChoices):
    """How one source bears on another (CTM-2, peers C9)."""

    TAKES_FROM = "takes_from", _("Takes from")
    SAME_EVENT = "same_event", _("Looks at the same events")
    FOLLOWS_UP = "follows_up", _("Follows up")


# The same, read from the other source.
LINK_SEEN_BACK = {
    LinkKind.TAKES_FROM: _("Gives to"),
    LinkKind.SAME_EVENT: _("Looks at the same events"),
    LinkKind.FOLLOWS_UP: _("Followed up by"),
}


class LimitChange(models.TextChoices):
    EXTENDED = "extended", _("Extended")
    PAUSED = "paused", _("Paused")
    RESUMED = "resumed", _("Resumed")


class ThemeTagState(models.TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Not this theme")


class ThemeResponseKind(models.TextChoices):
    """What a theme that returns may lead to (CTM-49)."""

    THEMATIC_FORUM = "thematic_forum", _("Thematic forum or review")
    COMMUNICATION = "communication", _("Targeted communication")
    TRAINING = "training", _("Targeted training")
    AUDIT = "audit", _("Further audit")


class ThemeReportState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
