from django.core.management.base import BaseCommand

from editorial.models import Picture
from editorial.pictures.sweeping import unused_files


class Command(BaseCommand):
    help = "Remove the files of pictures that nothing refers to and that are older than an hour. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only list what would be removed.")

    def handle(self, *, dry_run, **options):
        storage = Picture._meta.get_field("file").storage
        swept = 0
        for name in unused_files(storage):
            if not dry_run:
                storage.delete(name)
            swept += 1
            self.stdout.write(f"{'Would remove' if dry_run else 'Removed'} {name}")
        self.stdout.write(f"{swept} file{'' if swept == 1 else 's'} that nothing refers to.")
