"""What a release tells, in the words of editors; what means the same stays as it is."""

from datetime import date

import pytest
from packaging.version import Version

from recommender.facts.words import first_version, fresh_date, fresh_licence, fresh_python, fresh_version

PYTHON = "Programming Language :: Python :: "


def versions(*texts):
    return [Version(text) for text in texts]


@pytest.mark.parametrize(
    ("now", "there_are", "fresh"),
    [
        ("3.1.3", ["3.1.2", "3.1.3"], "3.1.3"),
        ("3.1", ["3.1.0"], "3.1"),
        ("3.1.3", ["3.1.3", "3.1.10"], "3.1.10"),
        ("3.1.3", ["3.1.10", "4.0"], "4.0"),
        ("24", ["24.1"], "24.1"),
        ("", ["1.0"], "1.0"),
        ("1.0rc1", ["1.0"], "1.0"),
        # Other words stay within a series, and what else they name follows in its own.
        ("6.1.3 (long-term support: 5.2.19)", ["5.2.19", "6.1.3"], "6.1.3 (long-term support: 5.2.19)"),
        ("6.1.3 (long-term support: 5.2.19)", ["5.2.20", "6.1.4"], "6.1.4 (long-term support: 5.2.20)"),
        ("6.1.3 (long-term support: 5.2.19)", ["5.2.20", "6.2.1"], "6.2.1"),
        ("25.12.1 (long-term support)", ["25.12.2"], "25.12.2 (long-term support)"),
        ("25.12.1 (long-term support)", ["26.3.0"], "26.3.0"),
    ],
)
def test_versions(now, there_are, fresh):
    assert fresh_version(now, versions(*there_are)) == fresh


def test_the_first_version_that_a_fact_names():
    assert first_version("6.1.3 (long-term support: 5.2.19)") == Version("6.1.3")
    assert first_version("24") == Version("24")
    assert first_version("none yet") is None


@pytest.mark.parametrize(
    ("now", "is_same", "fresh"),
    [
        ("2026-11-05", True, "2026-11-05"),
        ("2026-11-04", True, "2026-11-04"),
        ("2026-11-04", False, "2026-11-05"),
        ("2026-11-03", True, "2026-11-05"),
        ("2026-11-02", True, "2026-11-05"),
        ("2026-11", True, "2026-11-05"),
        ("2025", True, "2026-11-05"),
    ],
)
def test_dates(now, is_same, fresh):
    assert fresh_date(now, date(2026, 11, 5), is_same_version=is_same) == fresh
    assert fresh_date(now, None, is_same_version=is_same) == now


@pytest.mark.parametrize(
    ("now", "metadata", "fresh"),
    [
        ("MIT", {"license_expression": "BSD-3-Clause"}, "BSD-3-Clause"),
        ("MIT", {"license_expression": "mit"}, "MIT"),
        ("Apache-2.0 AND MIT", {"license_expression": "MIT AND Apache-2.0"}, "Apache-2.0 AND MIT"),
        ("Apache-2.0 AND MIT", {"license_expression": "MIT OR Apache-2.0"}, "MIT OR Apache-2.0"),
        ("BSD-3-Clause", {"license": "BSD License"}, "BSD-3-Clause"),
        ("BSD", {"license": "BSD 3-Clause License"}, "BSD-3-Clause"),
        ("MIT License", {"license": "MIT"}, "MIT License"),
        ("MIT", {"license": "Apache License, Version 2.0"}, "Apache-2.0"),
        ("MIT", {"license": "Copyright by many.\n\nPermission is hereby granted …"}, "MIT"),
        ("Repoze (BSD-derived)", {"license_expression": "LicenseRef-Repoze"}, "Repoze (BSD-derived)"),
        ("BSD", {"classifiers": ["License :: OSI Approved :: MIT License"]}, "MIT"),
        ("BSD-3-Clause", {"classifiers": ["License :: OSI Approved :: BSD License"]}, "BSD-3-Clause"),
        (
            "BSD",
            {"classifiers": ["License :: OSI Approved :: MIT License", "License :: OSI Approved :: BSD License"]},
            "BSD",
        ),
        ("MIT", {}, "MIT"),
    ],
)
def test_licences(now, metadata, fresh):
    assert fresh_licence(now, metadata) == fresh


@pytest.mark.parametrize(
    ("now", "requires", "named", "fresh"),
    [
        ("3.9 and newer", ">=3.9", "", "3.9 and newer"),
        ("3.9 and newer", ">=3.10", "", "3.10 and newer"),
        ("3.9 and newer", ">=3.9.2", "", "3.9.2 and newer"),
        ("3.8 and newer", ">=3.9.0", "", "3.9 and newer"),
        ("3.8 and newer", ">=4.0", "", "4.0 and newer"),
        ("3.9 and newer", ">=3.9,<4", "", "3.9 and newer"),
        ("3.9 and newer", "~=3.9", "", "3.9 and newer"),
        ("3.9 and newer", ">=3.9,<3.15", "", "3.9 to 3.14"),
        ("3.9 and newer", ">=3.9,!=3.10.*,!=3.9.1", "", "3.9 and newer, but not 3.10, 3.9.1"),
        ("3.9 to 3.14", ">=3.9,<3.15", "", "3.9 to 3.14"),
        ("3.9 and newer", "==3.9.*", "", "==3.9.*"),
        ("3.9 and newer", "<3.15,>=3.9,>=3.10", "", "<3.15, >=3.10, >=3.9"),
        ("3.9 and newer", ">=3.9,<3.15,<3.14", "", "<3.14, <3.15, >=3.9"),
        ("3.9 and newer", ">=3.9,<3.14.2", "", "<3.14.2, >=3.9"),
        ("3.9 and newer", ">=2.7,<3.0", "", "<3.0, >=2.7"),
        ("3.9 and newer", ">=2.6,<2.8", "", "<2.8, >=2.6"),
        ("3.9 and newer", "~=3.9.1", "", "~=3.9.1"),
        ("3.9 and newer", "nonsense", "", "3.9 and newer"),
        ("3.9 and newer", "", "", "3.9 and newer"),
        # An editor's richer words stay as long as the least version does.
        ("3.13 and newer; 0.22.0 for 3.11 and 3.12", ">=3.13", "", "3.13 and newer; 0.22.0 for 3.11 and 3.12"),
        ("3.13 and newer; 0.22.0 for 3.11 and 3.12", ">=3.14", "", "3.14 and newer"),
        ("6.1: Python 3.12 to 3.15; 5.2: Python 3.10 to 3.14", ">=3.12", "3.12 3.15",
         "6.1: Python 3.12 to 3.15; 5.2: Python 3.10 to 3.14"),
        ("3.9 to 3.14 (3.15 is being tried)", ">=3.9,<3.15", "", "3.9 to 3.14 (3.15 is being tried)"),
        # What a package names of itself.
        ("3.10 and newer (3.10 to 3.14 are named)", ">=3.10", "3.9 3.10 3.15",
         "3.10 and newer (3.9 to 3.15 are named)"),
        ("3.8 to 3.13 are named in its metadata", "", "3.8 3.13", "3.8 to 3.13 are named in its metadata"),
        ("3.8 to 3.13 are named in its metadata", "", "3.8 3.14", "3.8 to 3.14 are named in its metadata"),
        ("3.8 to 3.13 are named in its metadata", "", "3.9 3.14", "3.9 to 3.14 are named in its metadata"),
        ("3.8 and newer", "", "3.9 3.14", "3.9 to 3.14 are named in its metadata"),
    ],
)  # fmt: skip
def test_python_versions(now, requires, named, fresh):
    classifiers = [f"{PYTHON}{text}" for text in ("3", "3 :: Only", *named.split())]
    assert fresh_python(now, requires, classifiers) == fresh
