"""Which package an install command is about."""

import pytest

from recommender.facts.packages import package_of


@pytest.mark.parametrize(
    ("install", "name", "package"),
    [
        ("pip install flask", "Flask", "flask"),
        ('pip install "fastapi[standard]"', "FastAPI", "fastapi"),
        ("pip install -U 'Django>=5.2'", "Django", "django"),
        ("python -m pip install starlette uvicorn", "Starlette", "starlette"),
        ("uv add litestar", "Litestar", "litestar"),
        ("pip install jinja2 starlette-wtf", "Starlette-WTF", "starlette-wtf"),
        ("pip install piccolo_admin", "Piccolo Admin", "piccolo-admin"),
        ("pip install sqlalchemy alembic", "SQLAlchemy with Alembic", "sqlalchemy"),
        ("pip install", "Flask", None),
        ("", "Flask", None),
        ("curl x | sh", "Flask", None),
        ("pip install -r requirements.txt", "Flask", None),
        ('pip install "flask', "Flask", None),
        ("pip install https://packages.example/flask.whl", "Flask", None),
    ],
)
def test_the_package_of_a_framework(install, name, package):
    assert package_of(install, name) == package


def test_the_package_of_an_add_on_is_never_that_of_its_framework():
    assert package_of('pip install "litestar[sqlalchemy]"', "Advanced Alchemy", beside="litestar") is None
    assert package_of('pip install "litestar[redis]" saq', "SAQ", beside="litestar") == "saq"
