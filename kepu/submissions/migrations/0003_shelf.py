"""Works know which item they have become, and whether the shelf has it."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_sealed")]

    operations = [
        migrations.AddField(
            "work",
            "shelf_item",
            models.UUIDField(editable=False, null=True, verbose_name="入库后的资源"),
        ),
        migrations.AddField(
            "work",
            "on_shelf",
            models.BooleanField(
                default=False, db_default=False, editable=False, verbose_name="在架"
            ),
        ),
        migrations.AddConstraint(
            "work",
            models.CheckConstraint(
                condition=Q(on_shelf=False) | Q(shelf_item__isnull=False),
                name="work_on_shelf_has_an_item",
            ),
        ),
    ]
