# The verbs are explained in README.md. Everything is installed into .venv; HOST, PORT and the variables of .env.example
# may stand on the command line: make run PORT=8123

.PHONY: run dev test faults lint audit bench format browser lock clean

VENV := .venv/bin
MANAGE := $(VENV)/python manage.py
PYTEST := $(VENV)/python -m pytest --numprocesses auto
TEMPLATES := find templates -name '*.html'

# A site that stands on more than its own folder needs more packages.
NAMED := $(or $(DATABASE_URL)$(REDIS_URL)$(S3_BUCKET),$(shell sed -nE 's/^ *(DATABASE_URL|REDIS_URL|S3_BUCKET) *= *//p' .env 2>/dev/null))
SITE := $(if $(NAMED),scale,run)

run: .venv/$(SITE).installed
	@$(MANAGE) prepare && exec $(MANAGE) serve

dev: export DEBUG = yes
dev: export DJANGO_RUNSERVER_HIDE_WARNING = true
dev: .venv/$(SITE).installed
	@$(MANAGE) prepare && exec $(MANAGE) runserver $(or $(HOST),127.0.0.1):$(or $(PORT),8000)

# Everything on SQLite; then, where a server answers, what the database has a say in on PostgreSQL.
test: .venv/dev.installed
	@postgresql=$$($(VENV)/python -m tests.postgresql) || exit 1; \
	env -u DATABASE_URL $(PYTEST) -m "not fault" || exit 1; \
	test -z "$$postgresql" || DATABASE_URL="$$postgresql" $(PYTEST) -m "not browser and not sqlite and not sweep and not fault"

# Real servers, broken in real ways: PostgreSQL, Redis, nginx and wrk are started and used as they are installed here.
faults: .venv/dev.installed
	env -u DATABASE_URL $(VENV)/python -m pytest -m fault tests/faults

lint: .venv/dev.installed
	$(VENV)/ruff format --check --quiet
	$(VENV)/ruff check --quiet
	$(TEMPLATES) | xargs -r $(VENV)/djade --target-version 5.2 --check
	$(VENV)/mypy
	$(MANAGE) makemigrations --check --dry-run
	PUBLIC_URL=https://example.org $(MANAGE) check --deploy --fail-level WARNING

# Asks the registry, over the network, whether anything that is locked is known to be vulnerable.
audit: .venv/dev.installed
	$(VENV)/uv tool run pip-audit --strict --disable-pip --require-hashes --requirement requirements/dev.txt

# Sites of several sizes, measured beside what is measured in the same run: make bench SIZES="0 1000" leaves out the largest.
bench: .venv/$(SITE).installed
	@$(VENV)/python -m bench $(SIZES)

format: .venv/dev.installed
	$(VENV)/ruff check --fix --quiet
	$(VENV)/ruff format
	$(TEMPLATES) | xargs -r $(VENV)/djade --target-version 5.2

# A browser for the tests: the system's own where it may be installed, else one of Playwright's.
browser: .venv/dev.installed
	@if test "$$(id -u)" = 0 && apt-get update && apt-get install --yes --no-install-recommends chromium-headless-shell; \
	then chromium-headless-shell --version; \
	else $(VENV)/playwright install chromium; fi

# Pinned versions stay; make lock UPGRADE=--upgrade moves them.
COMPILE := $(VENV)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet \
	--no-header --no-emit-index-url --no-emit-find-links $(UPGRADE)
lock: .venv/dev.installed
	$(COMPILE) --group run --group scale --group test --group lint --output-file requirements/dev.txt
	$(COMPILE) --group run --constraint requirements/dev.txt --output-file requirements/run.txt
	$(COMPILE) --group run --group scale --constraint requirements/dev.txt --output-file requirements/scale.txt
	$(COMPILE) --group uv --output-file requirements/uv.txt

# What can be made again; never var/, which holds the site.
clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

# uv installs in a third of the time. Where it cannot be had or run, pip installs the same.
.venv/%.installed: requirements/%.txt .venv/made
	@echo "Installing requirements/$*.txt …"
	@{ $(VENV)/python -m pip install --quiet --require-hashes --requirement requirements/uv.txt && \
	   $(VENV)/uv pip install --quiet --python $(VENV)/python --require-hashes --requirement $< ; } || \
	{ echo "Without uv: installing with pip …"; \
	  $(VENV)/python -m pip install --quiet --require-hashes --requirement $< ; }
	@touch $@

# Some systems ship Python without the part that puts pip into a new environment; then the system's pip does.
.venv/made:
	@for python in $(or $(PYTHON),python3.11 python3); do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  $$python -m venv --clear .venv >/dev/null 2>&1 || { \
	    $$python -m venv --clear --without-pip .venv && \
	    $$python -m pip --python $(VENV)/python install --quiet pip; } || exit 1; \
	  touch $@; exit 0; \
	done; \
	echo "Python 3.11 or newer is needed; make PYTHON=/path/to/python names one." >&2; exit 1
