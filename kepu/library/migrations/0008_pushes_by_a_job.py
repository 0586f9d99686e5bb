"""Pushes that a job releases, some works at a time, and of which nothing is seen meanwhile."""

from django.db import migrations, models

STATES = {'gathering': '待推送', 'releasing': '正在推送', 'released': '已推送', 'rolled_back': '已撤回'}


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0007_signs_alone'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='push',
            name='push_state_known',
        ),
        migrations.AddField(
            model_name='push',
            name='held',
            field=models.BooleanField(default=False, verbose_name='暂不公开'),
        ),
        migrations.AddField(
            model_name='push',
            name='stopped',
            field=models.TextField(blank=True, default='', verbose_name='没有推送成功的原因'),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='push',
            name='state',
            field=models.CharField(choices=list(STATES.items()), default='gathering', max_length=16, verbose_name='状态'),
        ),
        migrations.AddConstraint(
            model_name='push',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', list(STATES))), name='push_state_known'),
        ),
        migrations.AddIndex(
            model_name='push',
            index=models.Index(condition=models.Q(('held', True)), fields=['id'], name='push_held'),
        ),
    ]
