"""Requests on a side of the world, sent and answered as people do."""

import datetime
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from reviews.services import handing_in, requests


def soon():
    return timezone.localdate() + datetime.timedelta(10)


def prepared(side, agencies, **values):
    words = {"title": "Your part", "asked": "What did you learn?", "due_on": soon()}
    return requests.prepare_pack(
        review=side.review,
        agencies=agencies,
        values=words | values,
        pack=uuid.uuid4(),
        by=side.officer,
    )


def sent(side, agency, user, **values):
    """One request, through the agency's single point."""
    side.board.single_points.get_or_create(agency=agency, defaults={"user": user})
    [made] = prepared(side, [agency], **values)
    requests.send_prepared(review=side.review, by=side.officer)
    made.refresh_from_db()
    return made


def drafted(request, user, answer="What we know", version=1, **values):
    words = {"answer": answer, "staff_level": "all", "knowledge_transfer": ""}
    return handing_in.save_draft(
        request=request, values=words | values, version=version, by=user
    )


def answered(request, user, **values):
    draft = drafted(request, user, **values)
    return handing_in.hand_in(request=request, version=draft.version, by=user)


def own(request, name, *more):
    return reverse(
        f"reviews:{name}", args=[request.board.slug, request.reference, *more]
    )


def csv_file(name="minutes.csv", content=b"a,b\n1,2\n"):
    return SimpleUploadedFile(name, content, content_type="text/csv")
