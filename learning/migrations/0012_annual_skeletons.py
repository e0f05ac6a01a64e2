from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0011_themes_answered"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalreporttemplate",
            name="annual",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="annual",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
