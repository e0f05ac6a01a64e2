"""Looks through free text for what could identify somebody. It warns; people decide.

A learning system, not a case system (design 9): NHS numbers, dates of birth,
postcodes, telephone numbers, e-mail addresses, likely names. Nothing leaves the
portal, and what was found is shown only to whoever typed it.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

import nhs_number
from django.db import models
from django.utils.translation import gettext_lazy as _
from phonenumbers import Leniency, PhoneNumberMatcher

MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|"
    "december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|ionawr|chwefror|mawrth|"
    "ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr"
)
NUMBERS = r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}"
DAY = rf"(?:{NUMBERS}|\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS}) \d{{4}})"
BIRTH = re.compile(
    rf"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?|ganed)\W{{0,3}}\s*{DAY}", re.I
)
TEN_DIGITS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
POSTCODE = re.compile(
    r"\b(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-HJKMNPR-Y\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b",
    re.I,
)
# Only from where a word begins: from every letter, a long word takes minutes.
E_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
HONORIFIC = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Master|Baby|Nurse|PC|DC|DS|Sgt|Cllr)\.? "
    r"[A-ZÂÊÎÔÛŴŶ][\w'’-]+"
)
CALLED = re.compile(r"\b(?i:called|named|known as|o'r enw)\s+[A-ZÂÊÎÔÛŴŶ][\w'’-]+")
STREETS = (
    "Street|Road|Avenue|Lane|Drive|Crescent|Terrace|Gardens|Close|Grove|Heol|Ffordd|"
    "Stryd"
)
STREET = re.compile(
    rf"\b(\d{{1,4}}[A-Za-z]?,? )?(?:[A-Z][\w'’-]+ ){{1,2}}(?:{STREETS})\b"
    rf"|\b(\d{{1,4}}[A-Za-z]?,? )?(?:Heol|Ffordd|Stryd)(?: [A-Z][\w'’-]+){{1,2}}"
)
TWO_CAPITALS = re.compile(r"\b[A-Z][a-zâêîôûŵŷ'’-]+(?: [A-Z][a-zâêîôûŵŷ'’-]+)+\b")
START = re.compile(r"(?:^|[.!?:;\n•–-]\s*)$")


class Kind(models.TextChoices):
    """What a passage could be."""

    NHS_NUMBER = "nhs_number", _("NHS number")
    BIRTH = "birth", _("Date of birth")
    POSTCODE = "postcode", _("Postcode")
    ADDRESS = "address", _("House in a street")
    TELEPHONE = "telephone", _("Telephone number")
    E_MAIL = "e_mail", _("E-mail address")
    NAME = "name", _("Somebody's name")


# Never right in a public text, whatever a second person says of it.
CERTAIN = {Kind.NHS_NUMBER, Kind.BIRTH}


@dataclass(frozen=True)
class Hit:
    """A passage that could identify somebody."""

    kind: Kind
    words: str

    @property
    def label(self) -> str:
        return str(self.kind.label)


def found_in(text: str, known: Iterable[str] = ()) -> list[Hit]:
    """What could identify somebody in a text, each passage once.

    `known` are names of bodies (agencies, groups) that are no people.
    """
    hits = [Hit(kind, words) for kind, words in _passages(text or "")]
    plain = STREET.sub(" ", _without(text or "", known))  # a street is nobody
    hits += [Hit(Kind.NAME, words) for words in _names(plain)]
    return list(dict.fromkeys(hits))


def _passages(text):
    for match in TEN_DIGITS.finditer(text):
        if nhs_number.is_valid(re.sub(r"\D", "", match[0])):
            yield Kind.NHS_NUMBER, match[0]
    yield from ((Kind.BIRTH, match[0]) for match in BIRTH.finditer(text))
    yield from ((Kind.POSTCODE, match[0]) for match in POSTCODE.finditer(text))
    yield from (
        (Kind.ADDRESS, one[0]) for one in STREET.finditer(text) if any(one.groups())
    )
    yield from ((Kind.E_MAIL, match[0]) for match in E_MAIL.finditer(text))
    for match in PhoneNumberMatcher(text, "GB", leniency=Leniency.POSSIBLE):
        number = match.raw_string.strip()
        if number[0] in "+0" and sum(c.isdigit() for c in number) >= 10:
            yield Kind.TELEPHONE, number


def _without(text, known):
    """The text with the names of bodies taken out."""
    for name in sorted(set(known), key=len, reverse=True):
        if name:
            text = text.replace(name, " ")
    return text


def _names(text):
    for pattern in (HONORIFIC, CALLED):
        yield from (match[0] for match in pattern.finditer(text))
    for match in TWO_CAPITALS.finditer(text):
        if words := _like_a_name(match, text):
            yield words


def _like_a_name(match, text) -> str:
    """Two capitals in mid-sentence, none of them a word of the field."""
    words = match[0].split()
    if START.search(text[: match.start()]):
        words = words[1:]  # the first word of a sentence is no sign
    words = [word for word in words if word.lower().strip("'’") not in NOT_NAMES]
    return " ".join(words) if len(words) >= 2 else ""


NOT_NAMES = set(
    """the a an and of for in on at to by with from this that these those our their
    monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december spring summer
    autumn winter christmas easter child children young people adult adults family
    families board boards partnership group sub panel committee council county city
    borough police force constabulary fire rescue service services health hospital
    trust nhs university college school schools academy education social care housing
    probation youth justice court courts safeguarding protection practice review
    reviews report reports learning event plan plans action actions serious case
    rapid single unified domestic homicide abuse multi agency forum audit section act
    working together care standards quality inspectorate commission ofsted estyn
    wales welsh england english britain united kingdom government home office
    national local regional area north south east west central mental capacity public
    independent chair lead head director manager officer business unit designated
    doctor nurse named general practice early help front door strategy discussion
    deprivation liberty safeguards crown prosecution coroner coroners office justice
    ministry department secretary state children's adults' women's aid women child's
    information sharing professional curiosity training development improvement
    performance data voice lived experience think review's joint operational group's
    disclosure barring pathway summary background contents appendix table figure
    bwrdd diogelu cymru lloegr gwasanaeth gwasanaethau iechyd heddlu cyngor plant
    oedolion adolygiad ymarfer grŵp panel""".split()
)


def fingerprint(hits: Iterable[Hit]) -> str:
    """What was confirmed: other hits ask again."""
    words = "|".join(sorted(f"{hit.kind}:{hit.words}" for hit in hits))
    return hashlib.sha256(words.encode()).hexdigest()[:16]
