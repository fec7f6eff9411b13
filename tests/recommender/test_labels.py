"""What people call kinds and fields."""

from recommender.engine.types import ClaimStatus, EvidenceKind, Importance
from recommender.labels import field_label, label_of


def test_every_kind_has_a_label():
    assert [label_of(importance) for importance in Importance] == ["Half", "Normal", "Double", "Must-have"]
    assert [label_of(status) for status in ClaimStatus] == ["Holds", "Holds, with a caveat", "Outdated"]
    assert label_of(EvidenceKind.MEASURED) == "Measured"


def test_a_field_is_called_by_its_label_or_its_own_name():
    assert field_label("why") == "why we ask"
    assert field_label("first_release") == "first release"
    assert field_label("published", "evidence") == "date published"
    assert field_label("published", "criteria") == "published"
