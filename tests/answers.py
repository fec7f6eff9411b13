"""Answers to the questions of `tests/catalogue`, and the exact scores they give, worked by hand.

The ratings that count in them (every criterion has weight 10, so that it cancels out):

| criterion          | django | flask | fastapi |
|--------------------|--------|-------|---------|
| learning-ease      |     50 |   100 |      80 |
| batteries-included |     90 |    30 |      20 |
| security-features  |     80 |    40 |      40 |
| api-tooling        |     20 |    30 |      90 |
| lightness          |     20 |    80 |      50 |

- `DJANGO_LEADS`: an online shop (batteries 4, security 1), many pages (batteries 4), a database of its own
  (batteries 4). Django (12·90 + 80)/13 = 1160/13, Flask (12·30 + 40)/13 = 400/13, FastAPI (12·20 + 40)/13 = 280/13.
  No rival is ahead on anything, so the tolerance is 1: clear.
- `FLASK_LEADS`: a prototype (learning 3, lightness 2), no pages (lightness 3), hardly any data (learning 1,
  lightness 4), own choice (lightness 5). Flask (4·100 + 14·80)/18 = 760/9, FastAPI (4·80 + 14·50)/18 = 170/3, Django
  (4·50 + 14·20)/18 = 80/3. The tolerance is 1: clear.
- `FASTAPI_LEADS`: an API (api-tooling 4, lightness 1), OpenAPI (api-tooling 4), FastAPI is known, which counts
  double (familiarity 2·2). FastAPI (8·90 + 50 + 4·100)/13 = 90, Flask (8·30 + 80)/13 = 320/13, Django
  (8·20 + 20)/13 = 180/13. Flask is ahead by 30 on lightness only: the tolerance is
  (8·60 - 30 + 4·100)/(8·60 + 30 + 4·100) = 85/91: clear.
- `OTHERS_MISS`: an API, and OpenAPI as a must-have, which counts twice as much as a normal answer and demands 75 on
  api-tooling. FastAPI (12·90 + 50)/13 = 1130/13, Flask (12·30 + 80)/13 = 440/13, Django (12·20 + 20)/13 = 20; Flask
  (30) and Django (20) miss it.
- `TOSS_UP`: an API and many pages (batteries 4). FastAPI (4·90 + 50 + 4·20)/9 = 490/9, Django
  (4·20 + 20 + 4·90)/9 = 460/9, Flask (4·30 + 80 + 4·30)/9 = 320/9. The tolerance of FastAPI's lead over Django is
  (4·70 + 30 - 4·70)/(4·70 + 30 + 4·70) = 3/59, below 0.1: close.
- `TIE`: a service behind a front end (api-tooling 4) and many pages (batteries 4). Django (20 + 90)/2 = 55, FastAPI
  (90 + 20)/2 = 55, Flask (30 + 30)/2 = 30.
- `NONE_MEETS_ALL`: the same service, with many pages and OpenAPI as must-haves. In units of half a point api-tooling
  weighs 4·2 + 4·4 = 24, batteries 4·4 = 16. FastAPI (24·90 + 16·20)/40 = 62 misses many pages (batteries 20, not 75),
  Django (24·20 + 16·90)/40 = 48 misses OpenAPI (api-tooling 20, not 75), Flask (24·30 + 16·30)/40 = 30 misses both.
"""

from fractions import Fraction

from recommender.engine.types import Importance
from tests.factories import chosen

DJANGO_LEADS = {"project": chosen("online-shop"), "pages": chosen("many"), "data": chosen("relational")}
FLASK_LEADS = {
    "project": chosen("prototype"),
    "pages": chosen("none"),
    "data": chosen("hardly-any"),
    "freedom": chosen("own-choice"),
}
FASTAPI_LEADS = {
    "project": chosen("public-api"),
    "api-style": chosen("openapi"),
    "known": chosen("fastapi", importance=Importance.DOUBLE),
}
OTHERS_MISS = {"project": chosen("public-api"), "api-style": chosen("openapi", importance=Importance.MUST_HAVE)}
TOSS_UP = {"project": chosen("public-api"), "pages": chosen("many")}
TIE = {"project": chosen("frontend-service"), "pages": chosen("many")}
NONE_MEETS_ALL = {
    "project": chosen("frontend-service"),
    "pages": chosen("many", importance=Importance.MUST_HAVE),
    "api-style": chosen("openapi", importance=Importance.MUST_HAVE),
}

SCORES = {
    "DJANGO_LEADS": {"django": Fraction(1160, 13), "flask": Fraction(400, 13), "fastapi": Fraction(280, 13)},
    "FLASK_LEADS": {"flask": Fraction(760, 9), "fastapi": Fraction(170, 3), "django": Fraction(80, 3)},
    "FASTAPI_LEADS": {"fastapi": Fraction(90), "flask": Fraction(320, 13), "django": Fraction(180, 13)},
    "OTHERS_MISS": {"fastapi": Fraction(1130, 13), "flask": Fraction(440, 13), "django": Fraction(20)},
    "TOSS_UP": {"fastapi": Fraction(490, 9), "django": Fraction(460, 9), "flask": Fraction(320, 9)},
    "TIE": {"django": Fraction(55), "fastapi": Fraction(55), "flask": Fraction(30)},
    "NONE_MEETS_ALL": {"fastapi": Fraction(62), "django": Fraction(48), "flask": Fraction(30)},
}
"""The scores by the name of the answers, the best first."""
