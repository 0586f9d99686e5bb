"""Fold each sign by itself too, so that a piece of a phrase is found in it: 颠倒乾 in 颠倒乾坤."""

from django.db import migrations

from kepu.core import text
from kepu.library.queries.index import index

ANEW = """
UPDATE library_item SET title_plain = %s, haystack = %s, words = %s::tsvector, grams = %s::tsvector
WHERE id = %s
"""


def fold(apps, editor):
    """Index anew the items whose words fold otherwise now; what was folded says it all."""
    items = apps.get_model('library', 'Item').objects.filter(index_version=2)
    with editor.connection.cursor() as cursor:
        for pk, haystack in items.values_list('pk', 'haystack').iterator(500):
            title, owner, *body = haystack.split("\n")
            if any(text.plain(line) != line for line in (title, owner, *body)):
                new = index(title, *body, owner=owner)
                cursor.execute(ANEW, [new.title_plain, new.haystack, new.words, new.grams, pk])
    items.update(index_version=3)


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0006_works_know_their_items'),
    ]

    operations = [migrations.RunPython(fold, migrations.RunPython.noop)]
