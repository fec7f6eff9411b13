"""Catalogues that files held, kept so that later files can be compared with what they began from."""

from django.db import models


class Shipped(models.TextChoices):
    """What became of a catalogue that the program ships."""

    NONE = "", "Not shipped"
    TAKEN = "taken", "Taken over"
    LEFT = "left", "Left aside by an editor"


class Base(models.Model):
    """A whole catalogue, drafts included, as files held it: canonical JSON and its SHA-256.

    `loaded_at` is when files that hold it were last loaded here; empty of one that was only written. `shipped` says
    what became of it if it came with the program.
    """

    digest = models.CharField(max_length=64, unique=True)
    content = models.TextField()
    kept_at = models.DateTimeField(auto_now_add=True)
    loaded_at = models.DateTimeField(null=True)
    shipped = models.CharField(max_length=10, blank=True, choices=Shipped, default=Shipped.NONE)

    def __str__(self) -> str:
        return f"Catalogue {self.digest[:12]} of {self.kept_at:%Y-%m-%d}"
