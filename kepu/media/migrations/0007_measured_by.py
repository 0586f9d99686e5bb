"""A file says by which code it was measured whole."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0006_playing'),
    ]

    operations = [
        migrations.AddField(
            model_name='blob',
            name='measured_by',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, editable=False, verbose_name='测量代码'),
        ),
        migrations.AddIndex(
            model_name='blob',
            index=models.Index(fields=['measured_by'], name='blob_measured_by'),
        ),
    ]
