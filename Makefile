# What people run, here as in CI. `make help` lists it.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
ADDRESS := http://127.0.0.1:$(PORT)
# Settings as on a public site, with which `check --deploy` has to find nothing; the key is nobody's.
PRODUCTION := SECRET_KEY=a-key-for-this-check-only-0123456789-abcdefghijklmnopqrstuvwxyz PUBLIC_URL=https://advisor.example CONTACT=help@advisor.example DEBUG=false HSTS_SUBDOMAINS=true HSTS_PRELOAD=true

# A lock is complete, so nothing is resolved: else a newer release of anything named with an extra breaks the installation.
INSTALL_LOCK := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --quiet pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help install run admin test coverage test-slow audit starters screenshots test-faults soak bench bench-http fuzz mutants check format lock package test-package

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

install: .venv/installed .env ## make the environment in .venv/

# Files named “installed” say when it was done: make does it again after a lock file has changed.
.venv/installed: requirements.txt
	$(PYTHON) -m venv .venv
	$(INSTALL_LOCK) requirements.txt
	$(BIN)/python -m pip check
	touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(INSTALL_LOCK) requirements-dev.txt
	$(BIN)/python -m pip check
	touch $@

.env:
	umask 077; $(PYTHON) -c "import secrets; print('SECRET_KEY=' + secrets.token_urlsafe(50))" > $@

# Without Redoc, 4 MB that django-ninja brings and no page uses.
.staticfiles/collected: .venv/installed .env $(shell find static -type f)
	$(BIN)/python manage.py collectstatic --noinput --clear --verbosity 0 --ignore 'redoc*'
	touch $@

run: install .staticfiles/collected ## serve on http://127.0.0.1:8000/ (another port: PORT=8080)
	@$(BIN)/python manage.py prepare
	@echo "Framework Advisor is on $(ADDRESS)/ (stop it with Ctrl+C)"
	@PUBLIC_URL=$${PUBLIC_URL:-$(ADDRESS)} BIND=127.0.0.1:$(PORT) $(BIN)/gunicorn

admin: install ## make an editor's account
	@$(BIN)/python manage.py prepare
	@$(BIN)/python manage.py createsuperuser

test: .venv/installed-dev ## run all tests but those that take long
	$(BIN)/pytest

# Apart, as watching every line takes half as long again. CI runs it on PostgreSQL (DATABASE_URL), and so the tests on both databases.
coverage: .venv/installed-dev ## run the tests of the code, and see that they run all lines of the engine and nearly all others
	$(BIN)/pytest tests/engine tests/recommender tests/advisor tests/old_editions --hypothesis-profile=few --cov --cov-report=term-missing:skip-covered
	$(BIN)/coverage report --include='recommender/engine/*' --fail-under=100

tests/audit/node_modules/installed: tests/audit/package-lock.json
	cd tests/audit && npm ci --loglevel=error
	touch $@

audit: .venv/installed-dev .staticfiles/collected tests/audit/node_modules/installed ## check all pages and exports with other people's tools (needs npm, Java, Chromium)
	$(BIN)/pytest tests/audit -n0

starters: .venv/installed-dev ## run every framework's commands to a first page, in an empty environment (needs the package registry)
	$(BIN)/pytest tests/starters -n0

# By what is installed already, so that nothing is downloaded for it.
package: .venv/installed-dev ## build the package (a wheel, and its source) in dist/
	rm -rf dist
	$(BIN)/hatchling build

test-package: package ## install the wheel in an empty environment, serve from an empty folder, upgrade and uninstall (needs the package registry)
	$(BIN)/pytest tests/package -n0

screenshots: .venv/installed-dev .staticfiles/collected ## write docs/screenshots anew, or only some: ONLY=editors (needs Chromium, poppler-utils)
	$(BIN)/python -m tests.audit.screenshots $(ONLY)

test-slow: .venv/installed-dev .staticfiles/collected ## run the tests that take long: axe-core on every page, all measures of pages, editors at work, the calibration
	$(BIN)/pytest -m slow

# These two need nginx, redis-server and postgresql of Debian, which they start for themselves, and Linux.
test-faults: .venv/installed-dev .staticfiles/collected ## kill, freeze, fill and restart two nodes and all behind them under load, and write docs/reliability.md anew
	$(BIN)/pytest tests/faults -n0

# MINUTES=1 only sees that it works, and writes nothing.
soak: .venv/installed-dev .staticfiles/collected ## let visitors and an editor at two nodes for ten minutes, and write docs/reliability.md anew
	$(BIN)/python -m tests.faults.soak $(MINUTES)

bench: .venv/installed-dev ## time the engine, and write docs/speed.md anew
	$(BIN)/pytest tests/benchmarks/bench_*.py -n0 --benchmark-quiet

# QUICK=yes only sees that it works, ONLY=question measures some rows, SITE=/path another checkout; none of them writes.
bench-http: .venv/installed-dev .staticfiles/collected ## time the site under load for ten minutes, and write docs/speed.md anew (needs wrk, apt-get install wrk)
	$(BIN)/python -m tests.benchmarks.http $(if $(QUICK),--quick) $(if $(ONLY),--only "$(ONLY)") $(if $(SITE),--site $(SITE))

# SEED=101 repeats a run, REQUESTS=500 makes a shorter one; DATABASE_URL says on which database, in one of its own.
fuzz: .venv/installed-dev ## send 10,000 made-up requests to every address and form, as nobody and in every role
	$(BIN)/python -m tests.fuzz

mutants: .venv/installed-dev ## change the engine bit by bit to see whether a test notices (an hour; docs/mutation.md)
	rm -rf mutants
	nice $(BIN)/mutmut run --max-children 1
	$(BIN)/mutmut results

check: .venv/installed-dev ## lock files, lint, format, imports, weaknesses, types, migrations, deployment settings, shipped catalogue
	$(BIN)/python .ci/check_lock.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(find templates/editors -name '*.html')
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --severity-level medium --configfile pyproject.toml --recursive advisor recommender *.py
	$(BIN)/python .ci/audit_dependencies.py
	$(PRODUCTION) $(BIN)/mypy
	$(PRODUCTION) $(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(PRODUCTION) $(BIN)/python manage.py check_catalogue recommender/catalogue

format: .venv/installed-dev ## mend what can be mended by a tool
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $$(find templates/editors -name '*.html')
	$(PRODUCTION) $(BIN)/python manage.py format_catalogue

# The others by the first (-c), so that tests and nodes with PostgreSQL and Redis run with the same versions as the site.
lock: .venv/installed-dev ## write the lock files anew from pyproject.toml
	$(LOCK) -o requirements.txt
	$(LOCK) --all-extras -c requirements.txt -o requirements-nodes.txt
	$(LOCK) --all-extras --group dev -c requirements.txt -o requirements-dev.txt
