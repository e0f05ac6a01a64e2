"""Anonymous learning from deaths: panels, years of counts, what is released of them."""

from deaths.models.imports import CountImport, ImportMapping
from deaths.models.panels import HandOver, OpenReview, Panel
from deaths.models.referrals import Referral
from deaths.models.released import Campaign, ReceivedReport, Release
from deaths.models.suicide import Analysis
from deaths.models.years import Count, PanelYear, PurposeTheme

__all__ = [
    "Analysis",
    "Campaign",
    "Count",
    "CountImport",
    "HandOver",
    "ImportMapping",
    "OpenReview",
    "Panel",
    "PanelYear",
    "PurposeTheme",
    "ReceivedReport",
    "Referral",
    "Release",
]
