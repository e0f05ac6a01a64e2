"""A broken pack cannot start the site: every pack is loaded as a system check."""

from django.core import checks

from frameworks.build import PackError
from frameworks.packs import pack_problems, pack_slugs


@checks.register()
def check_packs(app_configs=None, **kwargs) -> list[checks.Error]:
    """One error for each thing wrong with a pack, in its own words."""
    try:
        slugs = pack_slugs()
    except PackError as error:
        return [_error(error)]
    return [_error(error) for slug in slugs for error in pack_problems(slug)]


def _error(error: PackError) -> checks.Error:
    return checks.Error(str(error), id="frameworks.E001")
