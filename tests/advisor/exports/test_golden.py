"""Three fixed results in every form, kept as files.

After a wanted change, write them anew and look at the difference before you commit it:
`RENEW_GOLDEN=yes .venv/bin/pytest -n0 --no-cov tests/advisor/exports/test_golden.py`
"""

import os

import pytest

from advisor.exports import EXPORTS
from tests.advisor.exports.results import GOLDEN, RESULTS, golden_file, rendered


@pytest.mark.django_db
def test_the_golden_files_are_what_the_exports_make_today():
    files = rendered()
    if "RENEW_GOLDEN" in os.environ:
        for path, text in files.items():
            path.write_bytes(text.encode())
    for path, text in files.items():
        assert path.read_bytes().decode() == text, path.name


def test_there_is_a_golden_file_for_every_result_and_form_and_no_other():
    expected = {golden_file(result, key).name for result in RESULTS for key in EXPORTS}
    assert {path.name for path in GOLDEN.iterdir()} - {"catalogue.yaml"} == expected
