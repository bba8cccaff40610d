# Winnow: `make demo` shows the whole line at work, `make test` proves it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
WINNOW := .build/release/winnow
STORE ?= .bench

.PHONY: help setup build demo serve test bench bench-harvest bench-describe bench-serve fuzz lint format clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## bring what Winnow needs: Debian packages, ONNX Runtime, the model pack, the demo's pictures
	@Setup/system-packages
	@Models/setup
	@Setup/iconclass
	@Fixtures/demo/pictures

build: setup ## build the release executable
	swift build -c release --product winnow

demo: build ## harvest, enrich and publish three pretend institutions; again: the incremental case
	@Fixtures/demo/demo $(WINNOW)

serve: build ## serve what the demo published (the address is printed)
	@test -f .demo/winnow.yaml || { echo "no demo yet: run 'make demo' first" >&2; exit 1; }
	@. .demo/ports && exec $(WINNOW) serve --config .demo/winnow.yaml --host 127.0.0.1 --port $$repository

test: setup ## all tests with the debug executable: the unit tests, then the end-to-end tests
	@Setup/test-packages
	swift build --build-tests
	swift test --skip-build --no-parallel --skip EndToEndTests
	swift test --skip-build --filter EndToEndTests

bench: bench-harvest bench-describe bench-serve ## all benchmarks

bench-harvest: build ## the harvest beside lxml and sickle; PYTHON=… with Peers/requirements.txt has all peers
	@Setup/test-packages
	swift build -c release --product winnow-bench
	.build/release/winnow-bench harvest --winnow $(WINNOW) --python $(or $(PYTHON),.setup/test-venv/bin/python)

bench-describe: ## describing on one core, step by step, beside lxml; SCHEMA=… names the folder of EDM.xsd
	@Setup/test-packages
	swift build -c release --product winnow-bench
	.build/release/winnow-bench describe --python $(or $(PYTHON),.setup/test-venv/bin/python) $(if $(SCHEMA),--schema $(SCHEMA))

bench-serve: build ## serving a store of RECORDS=100000 (kept in STORE=.bench) under load, beside pyoai with PYTHON=…
	swift build -c release --product winnow-bench
	@test -f $(STORE)/winnow.sqlite || .build/release/winnow-bench store $(STORE) --records $(or $(RECORDS),100000)
	.build/release/winnow-bench serve $(STORE) --winnow $(WINNOW) --python $(or $(PYTHON),.setup/test-venv/bin/python)

fuzz: ## 200,000 damaged records through the whole reader; COUNT=… SEED=… KEEP=a folder for what broke
	swift build -c release --product winnow-fuzz
	.build/release/winnow-fuzz records --count $(or $(COUNT),200000) --seed $(or $(SEED),1) $(if $(KEEP),--keep $(KEEP))

lint: ## layout and style of all sources
	swift format lint --strict --recursive --configuration .swift-format Package.swift Sources Tests

format: ## lay out all sources
	swift format --in-place --recursive --configuration .swift-format Package.swift Sources Tests

clean: ## remove build products and the demo; .setup stays
	rm -rf .build .demo .bench
