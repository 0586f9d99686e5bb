"""Titles by their own marks, tallies within filters, and narrow rows for those who walk them."""

from django.db import migrations, models

from kepu.core.text import grams

MARK = "UPDATE library_item SET grams = grams || %s::tsvector, index_version = 2 WHERE id = %s"
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


def mark(apps, editor):
    """Mark the pairs of the titles of the items there are."""
    items = apps.get_model('library', 'Item').objects.filter(index_version=1)
    with editor.connection.cursor() as cursor:
        for pk, title in items.values_list('pk', 'title_plain').iterator(500):
            marked = " ".join(f"'^{pair}'" for pair in dict.fromkeys(grams(title)))
            cursor.execute(MARK, [marked, pk])


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
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
