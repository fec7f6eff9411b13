import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recommender", "0016_fact_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Base",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("content", models.TextField()),
                ("kept_at", models.DateTimeField(auto_now_add=True)),
                ("loaded_at", models.DateTimeField(null=True)),
                (
                    "shipped",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not shipped"),
                            ("taken", "Taken over"),
                            ("left", "Left aside by an editor"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="cataloguestate",
            name="waiting",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to="recommender.base"),
        ),
    ]
