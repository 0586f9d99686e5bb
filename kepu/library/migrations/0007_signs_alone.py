"""Nothing any more: what is of an earlier index version a job indexes anew (docs/adr/0039)."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0006_works_know_their_items'),
    ]

    operations = []
