"""Seal what forms say: the columns of JSON are read out, sealed and given their names again."""

from django.db import migrations

from kepu.core.crypto import SealedJSON

COLUMNS = (("work", "fields"), ("edition", "content"))
ROWS = 500


def seal_all(apps, schema_editor):
    for name, column in COLUMNS:
        model = apps.get_model("submissions", name)
        batch = []
        for row in model.objects.only(column).iterator(ROWS):
            setattr(row, f"{column}_sealed", getattr(row, column))
            batch.append(row)
            if len(batch) == ROWS:
                model.objects.bulk_update(batch, [f"{column}_sealed"])
                batch.clear()
        model.objects.bulk_update(batch, [f"{column}_sealed"])


class Migration(migrations.Migration):
    dependencies = [("submissions", "0001_initial")]

    operations = [
        *[migrations.AddField(name, f"{column}_sealed", SealedJSON(null=True))
          for name, column in COLUMNS],
        migrations.RunPython(seal_all, migrations.RunPython.noop),
        *[migrations.RemoveField(name, column) for name, column in COLUMNS],
        *[migrations.RenameField(name, f"{column}_sealed", column) for name, column in COLUMNS],
        migrations.AlterField("work", "fields", SealedJSON(default=dict, verbose_name="填报内容")),
        migrations.AlterField("edition", "content", SealedJSON(verbose_name="内容")),
    ]
