"""Predictions also come as YOLO text and as masks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0016_discarded_and_cancelled")]

    operations = [
        migrations.AlterField(
            model_name="evaluation",
            name="format",
            field=models.CharField(
                blank=True,
                choices=[
                    ("coco", "Coco"),
                    ("jsonl", "Jsonl"),
                    ("csv", "Csv"),
                    ("yolo", "Yolo"),
                    ("png", "Png"),
                ],
                max_length=10,
            ),
        ),
    ]
