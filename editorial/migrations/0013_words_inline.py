from django.db import migrations

# The words of a document stay in its row. Kept apart, each has to be fetched to be looked at, which PostgreSQL does not
# reckon with when it chooses between its index and looking at all of them.
POSTGRESQL = [
    "ALTER TABLE editorial_documentwords ALTER COLUMN words SET STORAGE MAIN",
    "ALTER TABLE editorial_documentwords SET (toast_tuple_target = 8160)",
]
AS_BEFORE = [
    "ALTER TABLE editorial_documentwords RESET (toast_tuple_target)",
    "ALTER TABLE editorial_documentwords ALTER COLUMN words SET STORAGE EXTENDED",
]


def keep_together(apps, schema_editor):
    run(schema_editor, POSTGRESQL)


def keep_apart(apps, schema_editor):
    run(schema_editor, AS_BEFORE)


def run(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0012_link_known_from")]

    operations = [migrations.RunPython(keep_together, keep_apart)]
