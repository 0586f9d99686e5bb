"""Lines and links are only ever added: a trigger refuses changes, the runtime role has no right to them."""

from django.db import migrations

FORBID = """
CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only: % of %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER line_append_only BEFORE UPDATE OR DELETE ON journal_line
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER link_append_only BEFORE UPDATE OR DELETE ON journal_link
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'kepu_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON journal_line, journal_link FROM kepu_app;
    END IF;
END $$;
"""
ALLOW = """
DROP TRIGGER line_append_only ON journal_line;
DROP TRIGGER link_append_only ON journal_link;
DROP FUNCTION journal_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
