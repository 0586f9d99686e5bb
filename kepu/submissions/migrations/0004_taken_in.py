"""The works a campaign took in are listed by when they came."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("submissions", "0003_shelf")]

    operations = [
        migrations.AddIndex(
            "work",
            models.Index(
                fields=["campaign", "-submitted_at", "-id"],
                condition=~Q(state="draft"),
                name="work_taken_in",
            ),
        ),
    ]
