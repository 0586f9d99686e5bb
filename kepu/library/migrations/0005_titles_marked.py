"""Tallies within filters, and narrow rows for those who walk them.

The items there are get the marks of their titles from a job (docs/adr/0039).
"""

from django.db import migrations, models

# What is read of many rows stays in the row; what is read of few goes out of it.
NARROW = """
ALTER TABLE library_item SET (toast_tuple_target = 512),
    ALTER title SET STORAGE MAIN,
    ALTER title_plain SET STORAGE MAIN,
    ALTER haystack SET STORAGE MAIN,
    ALTER themes SET STORAGE MAIN,
    ALTER audiences SET STORAGE MAIN,
    ALTER recommender SET STORAGE MAIN
"""


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0004_audiences'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='tally',
            name='tally_once',
        ),
        migrations.AddField(
            model_name='tally',
            name='within',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='已选条件'),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.UniqueConstraint(fields=('within', 'heading', 'name'), name='tally_once'),
        ),
        migrations.RunSQL(NARROW, migrations.RunSQL.noop),
    ]
