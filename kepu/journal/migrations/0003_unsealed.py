"""Lines that wait for their link, so that the sealer need not search for them."""

from django.db import migrations, models

WAIT = """
    CREATE FUNCTION journal_wait_for_link() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO journal_unsealed (line_id) VALUES (NEW.id);
        RETURN NULL;
    END $$;
    CREATE TRIGGER journal_line_waits AFTER INSERT ON journal_line
        FOR EACH ROW EXECUTE FUNCTION journal_wait_for_link();
    INSERT INTO journal_unsealed (line_id)
        SELECT id FROM journal_line line
        WHERE NOT EXISTS (SELECT 1 FROM journal_link link WHERE link.line_id = line.id);
"""
DONT = "DROP TRIGGER journal_line_waits ON journal_line; DROP FUNCTION journal_wait_for_link();"


class Migration(migrations.Migration):

    dependencies = [("journal", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="Unsealed",
            fields=[
                (
                    "line_id",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="日志行"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(WAIT, DONT),
    ]
