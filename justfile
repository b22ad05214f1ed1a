# What a developer runs; `just` lists it. CONTRIBUTING.md says how to install what is needed.

export OMP_NUM_THREADS := "1" # or the processes of pytest-xdist get in each other's way
export OMP_WAIT_POLICY := "PASSIVE"
export RUFF_CACHE_DIR := ".cache/ruff"

_list:
    @just --list --unsorted

# Lint, the types of files that changed since main, and the tests that need the standard library alone: under 20 s
[parallel]
check: lint types-of-changes quick

# Every test that this Python has the packages for and whose name fits, for instance `just test "batch and not slow"`
test KEYWORD *OPTIONS:
    pytest -n auto -k "{{ KEYWORD }}" {{ OPTIONS }}

lint:
    ruff check --quiet .
    ruff format --quiet --check .
    shellcheck .ci/run .ci/steps .ci/debian .ci/extension

# The types of the whole code: half a minute
types:
    pyright --threads 2

types-of-changes:
    git diff -z --name-only --diff-filter=d main -- '*.py' ':!tests' | xargs -0 -r pyright

# The tests without torch, workers and what is slow; the architecture's are among them
quick:
    pytest -q -n 2 -m "not torch and not worker and not slow and not blender and not farm"

# The zip and the repository that Blender installs it from, in out/extension; a Blender without settings tries them
extension:
    bash .ci/extension build out/extension
    bash .ci/extension try out/extension

# Everything, as it is run before a release
ci *PARTS:
    bash .ci/run {{ PARTS }}
