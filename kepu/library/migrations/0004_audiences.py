"""For whom items are, in groups; a job sorts the items there are (docs/adr/0039)."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0003_attachments'),
        ('library', '0003_items_near'),
        ('orgs', '0001_initial'),
        ('places', '0001_initial'),
        ('submissions', '0002_sealed'),
    ]

    operations = [
        migrations.AddField(
            model_name='item',
            name='audiences',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None, verbose_name='受众'),
        ),
        migrations.AlterField(
            model_name='item',
            name='audience',
            field=models.TextField(blank=True, verbose_name='适用人群'),
        ),
        migrations.AlterField(
            model_name='item',
            name='licence_clause',
            field=models.CharField(blank=True, max_length=200, verbose_name='许可依据'),
        ),
        migrations.AlterField(
            model_name='item',
            name='rights_holder',
            field=models.TextField(blank=True, verbose_name='版权单位署名'),
        ),
        migrations.AlterField(
            model_name='item',
            name='subtype',
            field=models.CharField(blank=True, max_length=200, verbose_name='细类'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=django.contrib.postgres.indexes.GinIndex(fields=['audiences'], name='item_audiences'),
        ),
    ]
