# make site is all that is needed to see the reference site; make test proves it.

.PHONY: help test-long site serve test check bench pictures counts setup clean

help:
	@echo "make site      build the reference site into public/"
	@echo "make serve     show the reference site in the browser while it is edited"
	@echo "make test      all tests; installs what they need"
	@echo "make test-long random edits for an hour: the preview is what a build gives"
	@echo "make check     formatting, vet, go.mod and the order of imports: quick"
	@echo "make bench     speed, beside the Hugo on the PATH: bench/README.md"
	@echo "make pictures  pictures of the pages, into build/pictures/"
	@echo "make counts    publications and editions by language"
	@echo "make clean     remove what these made"

site:
	@.ci/setup.sh go
	@go run ./cmd/tract build
	@echo "Open $(CURDIR)/public/index.html"

serve:
	@.ci/setup.sh go
	@go run ./cmd/tract serve --drafts

test: setup
	go vet ./...
	@# The tests in the browser take longest; they begin first.
	go test -timeout 20m ./generator/sitetest ./...
	cd bench && go vet ./... && go test ./...

test-long: setup
	go test -count=1 -timeout 90m -run NeverStale ./generator/build -stale 60m

check:
	@.ci/setup.sh go
	@unformatted=$$(gofmt -l bench cmd generator i18n themes); if [ -n "$$unformatted" ]; then \
		echo "These files are not as gofmt writes them; run gofmt -w on them:" >&2; echo "$$unformatted" >&2; exit 1; fi
	go vet ./...
	@go mod tidy -diff || { echo "go.mod or go.sum differs from what the code imports; run: go mod tidy" >&2; exit 1; }
	go test ./generator

# BENCH_SIZES may also hold large: 85,000 pages, which Hugo needs 7 GB for.
BENCH_SIZES ?= small medium
bench:
	@.ci/setup.sh go
	@cd bench && go run . -sizes "$(BENCH_SIZES)"

pictures: setup
	go test -count=1 -timeout 10m -run '^TestPictures$$' ./generator/sitetest -pictures "$(CURDIR)/build/pictures"
	@echo "Look into $(CURDIR)/build/pictures/"

counts:
	@.ci/setup.sh go
	@go test -count=1 -v -run '^TestCounts$$' ./generator/sitetest

setup:
	@.ci/setup.sh tests

clean:
	rm -rf build .ci/node_modules
	find public -mindepth 1 ! -name .gitkeep -delete
