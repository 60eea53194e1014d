# 보고(Bogo) — 자주 쓰는 명령. 'make help'가 목록을 보여 줍니다.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c requirements.lock

# LIGHT=1이면 선택 모델(sentence-transformers, torch)을 설치하지 않으며, 그 시험은 건너뜁니다.
EXTRAS := $(if $(LIGHT),,[models])
RUNNABLE := $(VENV)/.ready-$(if $(LIGHT),light,models)
TESTABLE := $(VENV)/.ready-test-$(if $(LIGHT),light,models)
MEASURABLE := $(VENV)/.ready-bench-$(if $(LIGHT),light,models)

# HOST와 PORT는 명령줄에 적었을 때만 넘깁니다. 셸이 내보낸 같은 이름의 변수는 다른 뜻입니다.
given = $(if $(findstring command line,$(origin $(1))),--$(2) $($(1)))
ADDRESS := $(call given,HOST,host) $(call given,PORT,port)

# 크기를 잰 값을 적는 곳. 재는 동안 말뭉치와 색인도 여기에 둡니다.
OUT := build/scale

.DEFAULT_GOAL := help
.PHONY: help run test check eval bench bench-scale bench-figures lock

help: ## 이 목록을 보여 줍니다
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 15
	@echo
	@echo "예: make run PORT=8000   make run LIGHT=1   make test ARGS='tests/index'"

run: $(RUNNABLE) ## 설치하고 웹 서버를 켭니다 (LIGHT=1, HOST=…, PORT=…)
	$(BIN)/bogo serve $(ADDRESS)

test: $(TESTABLE) ## 시험을 돌립니다 (LIGHT=1, ARGS='…'는 pytest에 넘어갑니다)
	$(BIN)/python -m pytest $(ARGS)

check: $(TESTABLE) ## 문체·형·구조를 검사합니다 (ruff, mypy, 구조 시험)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_architecture.py

eval: $(TESTABLE) ## 문제집을 채점합니다 (GOLDEN=문제집.jsonl DOCUMENTS=보고서폴더)
	@test -n "$(GOLDEN)" && test -n "$(DOCUMENTS)" \
		|| { echo "예: make eval GOLDEN=문제집.jsonl DOCUMENTS=보고서폴더"; exit 1; }
	$(BIN)/bogo eval "$(GOLDEN)" --documents "$(DOCUMENTS)" $(ARGS)

bench: $(MEASURABLE) ## 여섯 가지 검색을 나란히 잽니다 (GOLDEN=… REPORTS=… QUESTIONS=…, benchmarks/README.md)
	@test -n "$(GOLDEN)$(QUESTIONS)$(ARGS)" \
		|| { echo "예: make bench GOLDEN=문제집.jsonl REPORTS=보고서폴더 QUESTIONS=KorQuAD_v1.0_dev.json"; exit 1; }
	$(BIN)/python -m benchmarks.retrieval.quality $(if $(GOLDEN),--golden "$(GOLDEN)") \
		$(if $(REPORTS),--reports "$(REPORTS)") $(if $(QUESTIONS),--squad "$(QUESTIONS)") $(ARGS)

bench-scale: $(TESTABLE) ## 크기에 따른 색인과 검색의 값을 잽니다 (SIZES="10000 100000", benchmarks/README.md)
	@test -n "$(SIZES)" || { echo '예: make bench-scale SIZES="10000 100000" OUT=폴더'; exit 1; }
	$(BIN)/python -m benchmarks.retrieval.scale --sizes $(SIZES) --out "$(OUT)" \
		$(if $(REPORTS),--reports "$(REPORTS)") $(if $(QUESTIONS),--squad "$(QUESTIONS)") $(ARGS)

bench-figures: $(TESTABLE) ## 읽은 수치가 얼마나 맞는지 잽니다 (REPORTS=보고서폴더, benchmarks/README.md)
	@test -n "$(REPORTS)" || { echo "예: make bench-figures REPORTS=보고서폴더"; exit 1; }
	$(BIN)/python -m benchmarks.figures.score "$(REPORTS)" $(ARGS)

# torch가 그래픽 카드용으로 끌어오는 묶음은 고정하지 않습니다. 있는지 없는지는 기계마다 다릅니다.
lock: $(TESTABLE) ## requirements.lock을 새로 만듭니다 (uv 사용)
	$(BIN)/python -m pip --disable-pip-version-check install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --group test \
		--group bench --group bench-models --universal --python-version 3.11 --upgrade \
		--no-annotate --no-header --no-emit-index-url --quiet \
		--output-file $(VENV)/all.txt
	{ echo "# 모든 의존성의 판을 고정한 제약 파일입니다. 'make lock'이 만듭니다."; \
	  grep -vE '^(nvidia-|cuda-|triton)' $(VENV)/all.txt; } > requirements.lock

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 이상이 필요합니다. 예: make run PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUNNABLE): pyproject.toml requirements.lock | $(BIN)/python
	@echo "설치합니다. 처음에는 몇 분 걸릴 수 있습니다."
	$(PIP) -e '.$(EXTRAS)'
	@touch $@

# 시험과 재기의 도구는 pyproject.toml의 묶음에서 읽습니다. 오래된 pip에는 --group이 없습니다.
grouped = $(BIN)/python -c 'import sys, tomllib; groups = tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]; print(*(line for name in sys.argv[1:] for line in groups[name]), sep="\n")'

$(TESTABLE): pyproject.toml requirements.lock | $(BIN)/python
	@echo "시험 도구를 설치합니다. 처음에는 몇 분 걸릴 수 있습니다."
	@$(grouped) test > $(VENV)/test.txt
	$(PIP) -e '.$(EXTRAS)' -r $(VENV)/test.txt
	@touch $@

# LIGHT=1이면 견줄 임베딩 모델(torch를 함께 끌어옵니다)을 설치하지 않고, 그 체계는 건너뜁니다.
$(MEASURABLE): $(TESTABLE)
	@echo "견줄 체계를 설치합니다. 처음에는 몇 분 걸릴 수 있습니다."
	@$(grouped) bench $(if $(LIGHT),,bench-models) > $(VENV)/bench.txt
	$(PIP) -r $(VENV)/bench.txt
	@touch $@
