"""Tell works that are in the library already which item they have become."""

from django.db import migrations

TELL = """
UPDATE submissions_work SET shelf_item = item.id, on_shelf = (item.state = 'shelved')
FROM library_item AS item WHERE item.work_id = submissions_work.id
"""


class Migration(migrations.Migration):
    dependencies = [("library", "0005_titles_marked"), ("submissions", "0003_shelf")]

    operations = [migrations.RunSQL(TELL, migrations.RunSQL.noop)]
