# Every way to run, check and renew PracticeNotes. `make` alone lists them.

PYTHON := .venv/bin/python
DEMO := demo-output
HOURS := 24
UV := .build/uv/bin/uv
AUDIT := .build/audit/bin/pip-audit

.NOTPARALLEL:
.PHONY: help demo test lint types layers check faults soak bench format lock sbom audit wheel clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: .ready-run ## set up, then run the main job on a fictional practice
	$(PYTHON) -m practicenotes --demo $(DEMO)

test: .ready-dev ## set up, then lint, types, layers and every test
	@$(MAKE) --no-print-directory --keep-going lint types layers check

lint: .ready-dev ## only lint and format
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check

types: .ready-dev ## only types
	$(PYTHON) -m mypy

layers: .ready-dev ## only the contracts between packages
	.venv/bin/lint-imports --no-logo

check: .ready-dev ## only the tests; ARGS="-k letter" chooses some
	$(PYTHON) -m pytest -n 3 --dist loadfile --no-loadscope-reorder --no-fold-skipped $(ARGS)

faults: .ready-dev ## try what must never fail as often as before a release, and print one table
	PRACTICENOTES_FAULTS=release PRACTICENOTES_KILLS=500 $(PYTHON) -m pytest \
		-q -m release -n 2 --maxschedchunk 1 -p no:randomly $(ARGS)

soak: .ready-dev ## save every two seconds for a day; HOURS=1 chooses another time
	$(PYTHON) tests/faults/soak.py $(HOURS)

bench: .ready-dev ## measure the speeds that are promised, and print ratios
	$(PYTHON) tests/benchmarks/report.py

format: .ready-dev ## let ruff mend what it can
	$(PYTHON) -m ruff check --fix
	$(PYTHON) -m ruff format

sbom: .ready-dev ## list what is locked, with versions, licences and hashes, in installers/sbom.cdx.json
	$(PYTHON) requirements/sbom.py installers/sbom.cdx.json

audit: $(AUDIT) ## ask whether a weakness is known of anything locked; needs a network
	$(AUDIT) --require-hashes --disable-pip -r requirements/run.txt -r requirements/dev.txt

lock: $(UV) ## renew requirements/*.txt from pyproject.toml
	$(COMPILE) pyproject.toml --group build --output-file requirements/run.txt
	$(COMPILE) pyproject.toml --group dev --constraint requirements/run.txt --output-file requirements/dev.txt

wheel: .ready-dev ## build the wheel into dist/
	$(PYTHON) -m build --wheel --no-isolation

clean: ## remove what was built; never a vault
	rm -rf .venv .build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache dist

# Set-up is not a file to make: the script asks what is already done, in a fraction of a second.
.PHONY: .ready-run .ready-dev
.ready-run .ready-dev: .ready-%:
	@requirements/setup.sh $*

# One lock for every Python and platform; no address of an index may slip in from this machine.
COMPILE = $(UV) pip compile --no-config --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command 'make lock'

$(UV):
	@requirements/setup.sh dev
	$(PYTHON) -m venv .build/uv
	.build/uv/bin/python -m pip install --quiet uv

$(AUDIT):
	@requirements/setup.sh dev
	$(PYTHON) -m venv .build/audit
	.build/audit/bin/python -m pip install --quiet pip-audit
