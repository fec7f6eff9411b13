"""The number of the rule that made a summary; 0 is any before there were numbers, and nodes of that time write it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("advisor", "0003_owners_and_what_ifs"),)

    operations = (
        migrations.AddField(
            model_name="evaluation",
            name="summary_rule",
            field=models.PositiveSmallIntegerField(default=0, db_default=0),
        ),
    )
