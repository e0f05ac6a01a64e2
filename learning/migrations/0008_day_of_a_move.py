import django.utils.timezone
from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import TruncDate


def day_it_was_told(apps, schema_editor):
    """Until now a move was told on the day it was made."""
    events = apps.get_model("learning", "StageEvent").objects
    events.annotate(day=TruncDate("at")).update(on=F("day"))


class Migration(migrations.Migration):
    dependencies = [("learning", "0007_forms_sent_once_and_words_alike")]

    operations = [
        migrations.AddField(
            model_name="stageevent",
            name="on",
            field=models.DateField(
                default=django.utils.timezone.localdate,
                help_text="The day it moved, told at `at`",
            ),
        ),
        migrations.RunPython(day_it_was_told, migrations.RunPython.noop),
    ]
