"""Two more formats of labels: tables, and a folder for each class."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incoming", "0005_said_refusals")]

    operations = [
        migrations.AlterField(
            model_name="labelimport",
            name="format",
            field=models.CharField(
                choices=[
                    ("coco", "Coco"),
                    ("yolo", "Yolo"),
                    ("voc", "Voc"),
                    ("jsonl", "Jsonl"),
                    ("csv", "Csv"),
                    ("folders", "ImageFolder"),
                ],
                max_length=10,
            ),
        ),
    ]
