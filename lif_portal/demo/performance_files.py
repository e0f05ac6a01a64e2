"""A published file brought in, and one that waits for a decision."""

from django.core.files.uploadedfile import SimpleUploadedFile

from performance.models import Indicator, Place
from performance.services import imports
from performance.services.committing import commit

YEARS = range(2021, 2026)


def seed_files(board, people) -> None:
    """The yearly figures of a source; a corrected file of it waits."""
    places = list(Place.objects.filter(board=board).exclude(kind="board")[:8])
    named = Indicator.objects.filter(board=board, unit_en="%")[:2]
    if not places or not named:
        return
    first = _read(board, people.officer, "yearly-figures.csv", places, named, 0)
    imports.save_mapping(
        data_import=first, source="Yearly figures", year="2025", by=people.officer
    )
    waiting = imports.begin_commit(data_import=first, by=people.officer)
    commit(waiting, by=people.officer)
    corrected = "yearly-figures-corrected.csv"
    _read(board, people.officer, corrected, places, named, 1)


def _read(board, officer, name, places, named, changed):
    rows = ["area_name,area_code,year,measure,value"]
    for number, place in enumerate(places):
        for at, indicator in enumerate(named):
            for year in YEARS:
                value = 40 + number * 2 + at * 9 + (year - 2020) * 0.7
                if changed and year == YEARS[-1] and number < 3:
                    value += 1.3
                said = "c" if (number + at + year) % 17 == 0 else f"{value:.1f}"
                code = place.codes[0] if place.codes else ""
                measure = indicator.name_en.replace('"', "'")
                rows.append(f'"{place.name_en}",{code},{year},"{measure}",{said}')
    if changed:
        rows.append(f'"Nowhere District",,{YEARS[-1]},"{named[0].name_en}",12.5')
    file = SimpleUploadedFile(name, "\n".join(rows).encode())
    made = imports.bring(board=board, file=file, by=officer)
    return imports.choose_columns(
        data_import=made, settings=made.found["guess"], by=officer
    )
