"""Works are made together in batches, each once of its file or folder."""

import django.db.models.deletion
import kepu.core.crypto
import kepu.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0003_attachments"),
        ("orgs", "0001_initial"),
        ("places", "0001_initial"),
        ("submissions", "0004_taken_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="work",
            name="batch_key",
            field=models.CharField(
                blank=True,
                db_default="",
                editable=False,
                max_length=255,
                verbose_name="由哪个文件而来",
            ),
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=kepu.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("category", models.CharField(max_length=40, verbose_name="类别")),
                ("subtype", models.CharField(blank=True, max_length=40, verbose_name="细类")),
                (
                    "fields",
                    kepu.core.crypto.SealedJSON(default=dict, verbose_name="共同的填报内容"),
                ),
                ("made_at", models.DateTimeField(verbose_name="建立时间")),
                ("created_by", models.UUIDField(null=True, verbose_name="建立人")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="campaigns.campaign",
                        verbose_name="征集活动",
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="orgs.org",
                        verbose_name="报送单位",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                        verbose_name="辖区",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="work",
            name="batch",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="works",
                to="submissions.batch",
                verbose_name="批量报送",
            ),
        ),
        migrations.AddConstraint(
            model_name="work",
            constraint=models.UniqueConstraint(
                condition=models.Q(("batch__isnull", False)),
                fields=("batch", "batch_key"),
                name="work_of_a_batch_once",
            ),
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(fields=["org", "campaign", "-id"], name="batch_of_org"),
        ),
    ]
