# `make` lists the targets. Each does its own set-up: a .venv with the package in it, brought up to date when stale.

VENV := .venv
PYTHON := $(VENV)/bin/python
SOURCES := $(shell find crates python -type f \( -name '*.rs' -o -name '*.toml' -o -name '*.table' -o -name '*.py' \
	-o -name '*.pyi' -o -name '*.pth' \) 2>/dev/null) Cargo.toml Cargo.lock pyproject.toml
# What the tests and benchmarks need beside the package. Benchmark programs do real work with real applications.
TOOLS := maturin pytest hypothesis ruff mypy
BENCHMARK_PACKAGES := pyperformance docutils markdown-it-py pygments
# Every crate that has tests; those of the last three embed the interpreter they were built for.
RUST_TESTS ?= andiron-bytecode andiron-hir andiron-cpython andiron-codegen andiron-runtime
# Both build scripts (PyO3's and ours) must see one and the same Python, or cargo builds everything twice.
CARGO_PYTHON := ANDIRON_PYTHON=$(CURDIR)/$(PYTHON) PYO3_PYTHON=$(CURDIR)/$(PYTHON)

.DEFAULT_GOAL := help
.PHONY: help run test dev bench bench-lazy lazy-other prefork-servers prefork-soak prefork-suites fuzz conformance hir asm lint rust-tests python-tests clean

help: ## list the targets
	@sed -n 's/^\([a-z][a-z -]*\):.*## \(.*\)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 17

run: $(VENV)/.benchmarks $(VENV)/.installed ## run real programs on stock and on Andiron, side by side: one table
	$(PYTHON) bench/run.py $(ARGUMENTS)

test: rust-tests python-tests ## run the Rust tests, the Python tests (also on a CPython 3.13) and the conformance subset
	$(if $(OTHER),$(MAKE) lazy-other,@echo "No CPython 3.13 was found: lazy imports were not tested on it.")
	$(PYTHON) tests/conformance/run.py --subset ci --rerun

rust-tests: $(VENV)/.tools
	@if cargo nextest --version >/dev/null 2>&1; then \
		$(CARGO_PYTHON) cargo nextest run $(RUST_TESTS:%=-p %) --no-tests=pass; \
	else \
		$(CARGO_PYTHON) cargo test $(RUST_TESTS:%=-p %); \
	fi

python-tests: $(VENV)/.installed
	$(PYTHON) -m pytest

dev: $(VENV)/.installed rust-tests ## the shortest loop: build what changed, run the quick tests
	$(PYTHON) -m pytest -x $(if $(TESTS),$(TESTS),tests/python/test_api.py)

bench: $(VENV)/.benchmarks $(VENV)/.installed ## measure everything and write the tables of README and docs
	$(PYTHON) bench/run.py --suite all --json bench-results.json $(ARGUMENTS)
	$(PYTHON) bench/report.py bench-results.json

bench-lazy: $(VENV)/.installed ## measure lazy imports: 45 commands (table in lazy-imports.md), starts, single operations
	$(PYTHON) tests/lazy_imports/costs.py
	$(PYTHON) tests/lazy_imports/run.py --markdown lazy-imports.md $(ARGUMENTS)

OTHER ?= $(shell PYENV_VERSION=3.13.0 pyenv which python3.13 2>/dev/null || command -v python3.13)
OTHER_HOME = target/$(notdir $(OTHER))
lazy-other: ## test lazy imports on another Python: OTHER=python3.13 or a later one
	@test -n "$(OTHER)" || { echo "no CPython 3.13 was found: name a Python in OTHER (with pyenv: pyenv install 3.13.0)" >&2; exit 2; }
	$(OTHER) -m venv --clear $(OTHER_HOME)
	env -u ANDIRON_PYTHON CARGO_TARGET_DIR=$(OTHER_HOME)/cargo \
		$(OTHER_HOME)/bin/python -m pip install --quiet --disable-pip-version-check . pytest hypothesis
	$(OTHER_HOME)/bin/python -m pytest tests/python/lazy_imports $(ARGUMENTS)

PREFORK_PYTHON = target/prefork/environment/bin/python
prefork-servers: $(VENV)/.installed ## run gunicorn, uvicorn, uWSGI and celery from PyPI with prepared masters
	$(PYTHON) tests/prefork/environment.py
	$(PYTHON) -m pytest tests/prefork/servers $(ARGUMENTS)

prefork-soak: $(VENV)/.installed ## ten minutes under load: a prepared worker's memory beside a plain one's
	$(PYTHON) tests/prefork/environment.py
	$(PREFORK_PYTHON) tests/prefork/soak.py $(ARGUMENTS)

prefork-suites: $(VENV)/.installed ## run Django's and SQLAlchemy's own tests after prepare()
	$(PYTHON) tests/prefork/environment.py
	$(PREFORK_PYTHON) tests/prefork/suites.py $(ARGUMENTS)

N ?= 2000
fuzz: $(VENV)/.installed ## run N=2000 generated programs in both ways and compare (SEED=0: the first seed)
	$(PYTHON) tests/fuzz/run.py --count $(N) --seed $(or $(SEED),0) $(ARGUMENTS)

conformance: $(VENV)/.installed ## run CPython's own tests on stock and on Andiron and compare (MODULES=...)
	$(PYTHON) tests/conformance/run.py --rerun $(if $(MODULES),--modules $(MODULES)) $(ARGUMENTS)

hir asm: $(VENV)/.installed ## show a function's HIR / machine code: make hir FILE=f.py FUNC=name [CALL='name(1)']
	@test -n "$(FILE)" && test -n "$(FUNC)" || { echo "usage: make $@ FILE=script.py FUNC=name [CALL='name(1)']" >&2; exit 2; }
	@$(PYTHON) tools/show.py $@ $(FILE) $(FUNC) $(if $(CALL),--call '$(CALL)')

lint: $(VENV)/.installed ## check formatting, style and types: rustfmt, clippy, ruff, mypy
	cargo fmt --check
	$(CARGO_PYTHON) cargo clippy --workspace --all-targets -- -D warnings
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check python
	$(PYTHON) -m mypy --strict python/andiron
	$(PYTHON) -m mypy.stubtest andiron --ignore-missing-stub

clean: ## remove everything that was built
	rm -rf $(VENV) target python/andiron/*.so

# Python, with the tools. Made anew if another Python is asked for.
$(VENV)/.tools: .python-version Makefile
	@python=$$(tools/check_environment.sh) || exit 1; \
	test -x $(PYTHON) && $(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 12))' || \
		$$python -m venv --clear $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check $(TOOLS)
	@touch $@

$(VENV)/.benchmarks: $(VENV)/.tools
	$(PYTHON) -m pip install --quiet --disable-pip-version-check $(BENCHMARK_PACKAGES)
	@touch $@

# As a user would install it, but with the tools that are there already.
$(VENV)/.installed: $(VENV)/.tools $(SOURCES)
	@tools/check_environment.sh >/dev/null
	PATH="$(CURDIR)/$(VENV)/bin:$$PATH" $(CARGO_PYTHON) \
		$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps .
	@touch $@
