# Thin doors to dev.py; ARGS is handed on: make run ARGS=--private
PYTHON ?= python3

run:
	@$(PYTHON) dev.py run $(ARGS)

test:
	@$(PYTHON) dev.py test $(ARGS)

lint:
	@$(PYTHON) dev.py lint $(ARGS)

LOCK = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

lock:
	$(LOCK) --output-file requirements.lock $(ARGS)
	$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock $(ARGS)

.PHONY: run test lint lock
