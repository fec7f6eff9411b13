"""The catalogue as one file: the same bytes each time, and every way in which a zip can be wrong or wicked."""

import random
import stat
import struct
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from recommender.files import upload
from recommender.files.folder import CatalogueFileError
from recommender.files.upload import FILE_FORMATS, GREATEST_SIZE, read_upload, zip_of
from recommender.files.writing import files_of, schema_files

EMPTY = {"criteria.yaml": "[]\n", "personas.yaml": "[]\n", "questions.yaml": "[]\n"}


def zipped(*entries):
    """A zip of names, or entries with more to them, and texts."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, text in entries:
            archive.writestr(name, text)
    return made.getvalue()


def link(name):
    info = ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def packed_with(name, method):
    info = ZipInfo(name)
    info.compress_type = method
    return info


def encrypted(data):
    """A zip that says of its first file that it is encrypted, in both of the places where that stands."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def lying(data, size):
    """A zip that says of its first file that it unpacks to so many bytes."""
    changed = bytearray(data)
    struct.pack_into("<I", changed, 22, size)
    struct.pack_into("<I", changed, data.index(b"PK\x01\x02") + 24, size)
    return bytes(changed)


def faults(data, name="catalogue.zip"):
    with pytest.raises(CatalogueFileError) as error:
        read_upload(name, data)
    return error.value.faults


@pytest.mark.parametrize("kind", FILE_FORMATS)
def test_what_is_downloaded_can_be_uploaded_and_is_the_same_each_time(catalogue, kind):
    made = FILE_FORMATS[kind].made_of(catalogue)
    assert made == FILE_FORMATS[kind].made_of(catalogue)
    assert read_upload(f"catalogue.{kind}", made).catalogue == catalogue


def test_a_zip_holds_exactly_the_files_with_their_schemas_and_licence_and_nothing_of_its_day(catalogue):
    with ZipFile(BytesIO(zip_of(catalogue))) as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
        assert "Creative Commons Attribution 4.0" in held.pop("LICENSE")
        assert held == files_of(catalogue) | schema_files()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_zip_is_known_by_what_is_in_it_whatever_its_name(catalogue):
    assert read_upload("catalogue.bin", zip_of(catalogue)).catalogue == catalogue


def test_a_top_folder_and_what_systems_add_are_seen_through(catalogue):
    files = [(f"my catalogue/{name}", text) for name, text in files_of(catalogue).items()]
    noise = [("my catalogue/", ""), ("__MACOSX/my catalogue/._criteria.yaml", "x"), ("my catalogue/.DS_Store", "x")]
    assert read_upload("c.zip", zipped(*noise, *files)).catalogue == catalogue


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ([("../criteria.yaml", "[]")], "../criteria.yaml: is no name of a file below"),
        ([("/etc/criteria.yaml", "[]")], "/etc/criteria.yaml: is no name of a file below"),
        ([("C:/criteria.yaml", "[]")], "C:/criteria.yaml: is no name of a file below"),
        ([("frameworks\\flask.yaml", "[]")], "frameworks\\flask.yaml: is no name of a file below"),
        ([("criteria\n.yaml", "[]")], "criteria\n.yaml: has a name with characters that cannot be shown"),
        ([(link("criteria.yaml"), "/etc/passwd")], "criteria.yaml: is a link to another file"),
        ([(packed_with("criteria.yaml", ZIP_BZIP2), "[]")], "criteria.yaml: is compressed in an unusual way"),
        ([("notes.txt", "")], "notes.txt: is no file of a catalogue"),
        ([("frameworks/flask.yml", "")], "frameworks/flask.yml: is no file of a catalogue"),
        ([("frameworks/old/flask.yaml", "")], "frameworks/old/flask.yaml: is no file of a catalogue"),
        ([(f"frameworks/f{at}.yaml", "") for at in range(201)], "c.zip: holds 201 files; a catalogue has at most 200"),
        ([("criteria.yaml", " " * (GREATEST_SIZE + 1))], "c.zip: holds more than 2 MB"),
        ([], "criteria.yaml: is missing"),
        ([("frameworks/flask.yaml", "a: [")], "criteria.yaml: is missing"),
    ],
)
def test_a_zip_that_is_no_catalogue_is_told_why(entries, fault):
    assert any(line.startswith(fault) for line in faults(zipped(*entries), "c.zip"))


def test_a_file_twice_in_a_zip_is_told():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("criteria.yaml", "[]"), ("criteria.yaml", "[]"))
    assert faults(data) == ("criteria.yaml: is in the zip 2 times",)


def test_an_encrypted_zip_is_told():
    assert faults(encrypted(zipped(*EMPTY.items()))) == ("criteria.yaml: is encrypted",)


@pytest.mark.parametrize("size", [1, 3_000_000])
def test_a_zip_that_lies_about_its_sizes_is_told(size):
    (fault,) = faults(lying(zipped(("criteria.yaml", "[]" * 1000)), size))
    assert fault.startswith(("catalogue.zip: cannot be read as a zip", "catalogue.zip: holds more than 2 MB"))


def test_no_more_of_a_zip_is_unpacked_than_a_catalogue_needs(monkeypatch):
    """Even if the check of what the zip says about itself let it pass."""
    monkeypatch.setattr(upload, "zip_faults", lambda name, entries: iter(()))
    bomb = zipped(*((f"frameworks/f{at}.yaml", " " * 1_500_000) for at in range(3)))
    assert len(bomb) < 10_000
    assert faults(bomb) == ("catalogue.zip: holds more than 2 MB",)


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("c.yaml", b"", "c.yaml: is empty"),
        ("c.zip", b"", "c.zip: is empty"),
        ("c.zip", b"hello", "c.zip: cannot be read as a zip: File is not a zip file"),
        ("c.yaml", b" " * (GREATEST_SIZE + 1), "c.yaml: is larger than 2 MB"),
        ("c.yaml", "criteria: []".encode("utf-16"), "c.yaml: cannot be read: this file is not UTF-8 text: line 1"),
        ("c.png", b"\x89PNG\r\n\x1a\n\0\0", "c.png: cannot be read: this file is not UTF-8 text: line 1"),
        ("c.yaml", b"a: [", "c.yaml: not valid YAML"),
    ],
)
def test_a_file_that_is_neither_zip_nor_yaml_is_told(name, data, fault):
    assert faults(data, name)[0].startswith(fault)


def test_a_spoilt_zip_is_told_wherever_it_is_spoilt():
    """A thousand zips with some bytes otherwise: each is read, or told to be wrong; nothing else ever happens."""
    draw, whole, refused = random.Random(6), zipped(*EMPTY.items()), 0
    for _ in range(1000):
        data = bytearray(whole)
        for _ in range(draw.choice((1, 1, 2, 4))):
            data[draw.randrange(4, len(data))] = draw.randrange(256)
        try:
            read_upload("c.zip", bytes(data[: draw.randrange(30, len(data))] if draw.random() < 0.2 else data))
        except CatalogueFileError:
            refused += 1
    assert refused > 300
