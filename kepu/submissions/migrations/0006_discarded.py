"""A draft may be discarded, and is brought back as it was."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('submissions', '0005_many_at_once'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='work',
            name='work_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='work',
            name='work_handed_in_has_number_and_date',
        ),
        migrations.AlterField(
            model_name='work',
            name='state',
            field=models.CharField(choices=[('draft', '草稿'), ('handed_in', '已报送'), ('returned', '退回修改'), ('passed', '已通过'), ('refused', '未通过'), ('withdrawn', '已撤回'), ('discarded', '已丢弃')], default='draft', max_length=16, verbose_name='状态'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'handed_in', 'returned', 'passed', 'refused', 'withdrawn', 'discarded'])), name='work_state_known'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', ''), ('state__in', ('draft', 'discarded')), ('submitted_at', None)), models.Q(models.Q(('state__in', ('draft', 'discarded')), _negated=True), models.Q(('number', ''), _negated=True), ('submitted_at__isnull', False)), _connector='OR'), name='work_handed_in_has_number_and_date'),
        ),
    ]
