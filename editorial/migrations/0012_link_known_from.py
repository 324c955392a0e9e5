from django.db import migrations, models

LAST = 9_999  # the greatest number in series: told of only to whoever has seen all


def close(apps, schema_editor):
    """What is not known of a link is not told, until the index is built anew."""
    apps.get_model("editorial", "Link").objects.update(known_from=LAST)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0011_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="link",
            name="known_from",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RunPython(close, migrations.RunPython.noop),
    ]
