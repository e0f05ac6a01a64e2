from django.db import migrations, models

KINDS = [
    ('audience', 'An audience of the board'),
    ('group', 'Another group of the board'),
    ('board', 'Another safeguarding board'),
    ('body', 'Another partnership or body'),
]


class Migration(migrations.Migration):

    dependencies = [
        ('dissemination', '0001_dissemination'),
        ('learning', '0009_themes'),
    ]

    operations = [
        migrations.AddField(
            model_name='commission',
            name='audiences',
            field=models.ManyToManyField(blank=True, related_name='commissions', to='learning.audience', verbose_name='Audiences'),
        ),
        migrations.AddField(
            model_name='commission',
            name='done_on',
            field=models.DateField(blank=True, null=True, verbose_name='Done on'),
        ),
        migrations.AddField(
            model_name='commission',
            name='reason',
            field=models.TextField(blank=True, verbose_name='Why it is not taken on'),
        ),
        migrations.AddField(
            model_name='historicalcommission',
            name='done_on',
            field=models.DateField(blank=True, null=True, verbose_name='Done on'),
        ),
        migrations.AddField(
            model_name='historicalcommission',
            name='reason',
            field=models.TextField(blank=True, verbose_name='Why it is not taken on'),
        ),
        migrations.AlterField(
            model_name='historicalsharerecord',
            name='kind',
            field=models.CharField(choices=KINDS, max_length=10, verbose_name='With whom'),
        ),
        migrations.AlterField(
            model_name='sharerecord',
            name='kind',
            field=models.CharField(choices=KINDS, max_length=10, verbose_name='With whom'),
        ),
    ]
