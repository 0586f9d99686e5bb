"""Find the items that are of an earlier index version: a job indexes them anew."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0008_pushes_by_a_job'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['index_version'], name='item_index_version'),
        ),
    ]
