"""A version, once frozen, is neither changed nor deleted: a trigger refuses it."""

from django.db import migrations

FORBID = """
CREATE FUNCTION campaign_version_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a campaign version never changes: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER campaign_version_frozen BEFORE UPDATE OR DELETE ON campaigns_campaignversion
    FOR EACH ROW EXECUTE FUNCTION campaign_version_never_changes();
"""
ALLOW = """
DROP TRIGGER campaign_version_frozen ON campaigns_campaignversion;
DROP FUNCTION campaign_version_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
