"""Titles in pinyin and initials, so that the beginning of one is looked up while it is typed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0009_index_versions'),
    ]

    operations = [
        migrations.AddField(
            model_name='item',
            name='spelt',
            field=models.CharField(default='', max_length=40, verbose_name='名称全拼'),
        ),
        migrations.AddField(
            model_name='item',
            name='initials',
            field=models.CharField(default='', max_length=40, verbose_name='名称首字母'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['spelt'], name='item_spelt', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['initials'], name='item_initials', opclasses=['varchar_pattern_ops']),
        ),
    ]
