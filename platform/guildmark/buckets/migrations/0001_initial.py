import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0002_workspace'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bucket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='buckets', to='accounts.organisation')),
                ('name', models.CharField(help_text='what people call it', max_length=80)),
                ('endpoint', models.CharField(max_length=300)),
                ('bucket_name', models.CharField(max_length=63)),
                ('region', models.CharField(default='us-east-1', max_length=60)),
                ('is_by_path', models.BooleanField(default=True)),
                ('access_key_id', models.CharField(blank=True, max_length=200)),
                ('sealed_secret', models.BinaryField(default=b'', max_length=1000)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='bucket_name_once'), models.CheckConstraint(condition=models.Q(models.Q(('access_key_id', ''), ('sealed_secret', b'')), models.Q(models.Q(('access_key_id', ''), _negated=True), models.Q(('sealed_secret', b''), _negated=True)), _connector='OR'), name='bucket_key_is_whole')],
            },
        ),
    ]
