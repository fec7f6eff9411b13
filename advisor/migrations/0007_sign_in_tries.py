"""Tries to sign in are counted in a table of ours. Addresses that were kept by the library before are forgotten."""

from django.db import migrations, models

FORMER = "axes_accessattempt"


def forget_former(apps, schema_editor):
    # The table itself stays, so that nodes of the earlier release can sign in people until they are upgraded.
    if FORMER in schema_editor.connection.introspection.table_names():
        schema_editor.execute(f"DELETE FROM {FORMER}")  # noqa: S608  a constant


class Migration(migrations.Migration):
    dependencies = [
        ("advisor", "0006_result_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignInTries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("network", models.CharField(max_length=50, unique=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("forgotten_at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(forget_former, migrations.RunPython.noop, elidable=True),
    ]
