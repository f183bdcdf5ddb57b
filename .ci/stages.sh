# The stages of ./test beyond ctest: web pages, sanitizers, second builds, fuzzing. Source after setup.sh.
# Every stage adds to three counters: passed, failed, skipped. A stage's output goes to build/logs/STAGE.log.
# shellcheck shell=bash

passed=0
failed=0
skipped=0
failures=()
logs=build/logs

# check NAME COMMAND...: one thing that must succeed (77: it skipped itself); on failure the end of its log is shown.
check() {
  local name=$1 log=$logs/${1//[^A-Za-z0-9]/-}.log code=0
  shift
  "$@" >"$log" 2>&1 || code=$?
  case $code in
    0) passed=$((passed + 1)); say "  passed  $name" ;;
    77) skipped=$((skipped + 1)); say "  skipped  $name: $(tail -n 1 "$log")" ;;
    *)
      failed=$((failed + 1))
      failures+=("$name (log: $log)")
      say "  FAILED  $name; the end of $log:"
      tail -n 30 "$log" | sed 's/^/    /'
      return 1 ;;
  esac
}

# attribute FILE NAME: a number of the first <testsuite ...> element of a JUnit file (its attributes may span lines).
attribute() { tr '\n' ' ' <"$1" | grep -oP '<testsuite\b[^>]*?\b'"$2"'="\K[0-9]+' | head -n 1; }

# run_ctest NAME DIRECTORY [OPTION of ctest ...]: adds its test counts; no test at all is a failure.
run_ctest() {
  local name=$1 directory=$2 log=$logs/ctest-$1.log junit=$PWD/$logs/ctest-$1.xml tests bad skips
  shift 2
  rm -f "$junit"
  ctest --test-dir "$directory" -j "$(jobs)" --output-on-failure --schedule-random --no-tests=error \
    --output-junit "$junit" "$@" >"$log" 2>&1 || true
  tests=$(attribute "$junit" tests 2>/dev/null || true)
  if [ -z "$tests" ] || [ "$tests" = 0 ]; then
    failed=$((failed + 1))
    failures+=("$name: no tests ran (log: $log)")
    tail -n 20 "$log"
    return
  fi
  bad=$(attribute "$junit" failures)
  skips=$(($(attribute "$junit" skipped) + $(attribute "$junit" disabled)))
  passed=$((passed + tests - bad - skips))
  failed=$((failed + bad))
  skipped=$((skipped + skips))
  say "  $name: $((tests - bad - skips)) passed, $bad failed, $skips skipped"
  if [ "$bad" != 0 ]; then
    failures+=("$name: $bad tests (log: $log)")
    grep -E '\(Failed\)|\(Timeout\)|\*\*\*(Failed|Timeout|Exception|Not Run)' "$log" | sort -u | head -n 40
  fi
  if [ "$skips" != 0 ]; then grep -E '\(Skipped\)|\(Disabled\)' "$log" | head -n 20; fi
}

# build PRESET DIRECTORY [TARGET...]
build() {
  local preset=$1 directory=$2
  shift 2
  configure "$preset" "$directory" && cmake --build "$directory" -j "$(jobs)" ${@:+--target "$@"}
}

# Packages of the lock file, installed when the lock file changed.
web_packages() {
  if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --ignore-scripts && touch node_modules/.package-lock.json
  fi
}
web_stage() (
  cd src/web && web_packages && npm run build && npm run --if-present "$1"
)

# same_results DIRECTORY: the program built there must write the same bytes as the tested one.
same_results() {
  local scenario table
  for scenario in baseline-2024 baseline-noisy; do
    rm -rf "$1/results"
    build/test/tarazi run "configs/scenarios/$scenario.yaml" --out "$1/results/expected" --quiet || return 1
    "$1/tarazi" run "configs/scenarios/$scenario.yaml" --out "$1/results/got" --quiet || return 1
    for table in states dyads corridors freight; do
      cmp "$1/results/expected/$table.csv" "$1/results/got/$table.csv" || return 1
    done
  done
}

sanitizer_stages() {
  heading "Address and undefined-behaviour sanitizers over the core"
  if check "build asan" build asan build/asan tarazi_tests; then
    run_ctest asan build/asan -L unit
  fi
  heading "Thread sanitizer over the core"
  if check "build tsan" build tsan build/tsan tarazi_tests; then
    # Archer tells the sanitizer what OpenMP synchronises; without it correct code is reported as racing.
    OMP_TOOL_LIBRARIES=$(dirname "$(readlink -f "$(command -v clang-14)")")/../lib/libarcher.so TSAN_OPTIONS=ignore_noninstrumented_modules=1 \
      run_ctest tsan build/tsan -L unit
  fi
}

second_build_stages() {
  heading "The same bits from other builds"
  if check "build debug" build debug build/debug tarazi; then check "debug = release" same_results build/debug || true; fi
  if check "build clang" build clang build/clang tarazi; then check "clang++ = g++" same_results build/clang || true; fi
}

web_stages() {
  heading "Web pages"
  check "web types and units" web_stage test || true
  # The browser also opens the report of a real run, made by the program under test.
  local report=$PWD/build/test/report
  if has_part src/cli; then
    check "a report to look at" build/test/tarazi run configs/scenarios/eu-pressure-cop29.yaml --out "$report" --force --quiet || true
    export REPORT=$report/report.html
  fi
  if has_part src/study; then
    local pages=$PWD/build/test/studies study
    STUDIES=
    for study in policies-under-pressure screening sensitivity; do
      check "study to look at: $study" study_page "$study" "$pages" || true
      STUDIES+=$pages/$study.html:
    done
    export STUDIES
  fi
  check "web in a browser" web_stage test:browser || true
}

# Runs one of the shipped studies and writes its page.
study_page() {
  mkdir -p "$2"
  build/test/tarazi study "configs/studies/$1.yaml" --out "$2/$1.db" --quiet && build/test/tarazi analyse "$2/$1.db" --html "$2/$1.html" --force --quiet
}

fuzz_stage() {
  heading "Fuzzing"
  local targets
  mapfile -t targets < <(grep -oP 'add_executable\(\Kfuzz_\w+' tests/fuzz/CMakeLists.txt)
  if check "build fuzz" build fuzz build/fuzz "${targets[@]}"; then run_ctest fuzz build/fuzz -L fuzz; fi
}

summary() {
  heading "Summary"
  local one
  for one in "${failures[@]}"; do say "  failed: $one"; done
  say "$passed passed, $failed failed, $skipped skipped"
  # Everything is installed above, so a test that skipped itself is one that should have run.
  [ "$failed" = 0 ] && [ "$skipped" = 0 ]
}
