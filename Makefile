# The project's commands; `make help` lists them. Each sets up what it needs first, once.
#
# An environment .venv/NAME holds what requirements/NAME.txt lists, and this checkout, editable.
# PYTHON=… chooses the interpreter for new environments; ARGS=… is handed on to the command.

.DEFAULT_GOAL := help
.PHONY: help site serve check scripts test audit docs bench lock clean distclean
.PRECIOUS: .venv/%/.installed
.DELETE_ON_ERROR:
unexport PYTHONHOME PYTHONPATH
export PYTHON
export HYPOTHESIS_STORAGE_DIRECTORY := .cache/hypothesis

SITEGEN := .venv/site/bin/sitegen
TOOLS := .venv/test/bin/python -m

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

site: .venv/site/.ready ## Build the blog into output/
	@tools/need pango || true
	@$(SITEGEN) build $(ARGS)

serve: .venv/site/.ready ## Show the blog in a browser, and again after every edit
	@$(SITEGEN) serve $(ARGS)

check: .venv/site/.ready ## Look for mistakes in the content, write nothing
	@$(SITEGEN) check $(ARGS)

docs: .venv/site/.ready ## Build the documentation into docs/output/
	@$(SITEGEN) build --source docs $(ARGS)

scripts: tools/node_modules/.ready ## Make the scripts and styles that the themes publish from their sources
	@tools/npm run --silent scripts

test: .venv/test/.ready tools/node_modules/.ready ## Lint, types, floors, tests
	@tools/need chromium || true
	@tools/need pango || true
	$(TOOLS) ruff check .
	$(TOOLS) ruff format --check .
	$(TOOLS) mypy
	.venv/test/bin/lint-imports --no-logo --cache-dir .cache/import-linter
	$(TOOLS) pytest -n auto --dist worksteal $(ARGS)

audit: site .venv/test/.ready tools/node_modules/.ready ## Build the blog, then check it: HTML, links, feeds, sitemap, and in Chromium
	@tools/need java
	@tools/need chromium
	@$(TOOLS) tools.audit output $(ARGS)

bench: .venv/site/.ready .venv/bench/.installed bench/node_modules/.ready ## Measure beside Hugo, Pelican, Eleventy, MkDocs (ARGS="--posts 1000 10000 --rounds 3")
	@.venv/site/bin/python -m bench.run $(ARGS)

# Lock files know PyPI alone, whatever indexes this machine's pip is told to use.
# ARGS=--upgrade takes the newest versions, ARGS="--upgrade-package NAME" one of them.
COMPILE = PIP_CONFIG_FILE=/dev/null PIP_INDEX_URL= PIP_EXTRA_INDEX_URL= PIP_FIND_LINKS= \
	CUSTOM_COMPILE_COMMAND="make lock" $(TOOLS) piptools compile --quiet --generate-hashes \
	--allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host \
	--no-emit-find-links $(ARGS)
PROJECT := --build-deps-for editable pyproject.toml

lock: .venv/test/.installed ## Write requirements/*.txt and package-lock.json of tools/ and bench/
	$(COMPILE) -o requirements/site.txt --extra pdf $(PROJECT)
	$(COMPILE) -o requirements/test.txt -c requirements/site.txt --extra pdf --extra test $(PROJECT)
	$(COMPILE) -o requirements/bench.txt requirements/bench.in
	tools/npm install --package-lock-only --ignore-scripts --loglevel error
	tools/npm --prefix ../bench install --package-lock-only --ignore-scripts --loglevel error

clean: ## Remove what builds and tests leave behind
	@find output -mindepth 1 ! -name .gitignore -delete
	@rm -rf .sitegen .cache docs/.sitegen docs/output dist

distclean: clean ## Remove the environments too
	@rm -rf .venv tools/node_modules bench/node_modules

# ------------------------------------------------------------------ environments

.venv/%/.installed: requirements/%.txt
	@tools/environment $(@D) $<

.venv/%/.ready: .venv/%/.installed pyproject.toml
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check \
		--no-index --no-deps --no-build-isolation --editable .
	@touch $@

tools/node_modules/.ready: tools/package-lock.json .venv/test/.installed
	@tools/npm ci --ignore-scripts --loglevel error
	@touch $@

bench/node_modules/.ready: bench/package-lock.json .venv/test/.installed
	@tools/npm --prefix ../bench ci --ignore-scripts --loglevel error
	@touch $@
