# `./run fuzz [TARGET] [SECONDS]`: bytes that break a promise of a reader are looked for (docs/fuzzing.md). One target, or all of
# them one after the other, each for so many seconds (60 unless told); what is found worth keeping goes into fuzz/corpus/.
# Sourced by run.

fuzz_root="$tools/fuzzing"

setup_fuzz() {
    have cargo || die "Rust was not found." "Install it from https://rustup.rs, then run the same command again."
    if ! have c++ && ! have clang++; then
        step apt-fuzz "C++ (for libFuzzer)" apt_install g++ || true
        have c++ || die "A C++ compiler was not found: libFuzzer is made with it." \
            "Install one (Debian: apt-get install g++; macOS: xcode-select --install), then run the same command again."
    fi
    if [ ! -x "$fuzz_root/bin/cargo-fuzz" ]; then
        step cargo-fuzz "cargo-fuzz (compiled once)" cargo install --locked --no-default-features --root "$fuzz_root" cargo-fuzz@0.13.2
    fi
}

# The names of the targets, as fuzz/Cargo.toml has them.
fuzz_targets() {
    sed -n '/^\[\[bin\]\]/,$ s/^name = "\(.*\)"/\1/p' "$top/fuzz/Cargo.toml"
}

cargo_fuzz() {
    # Coverage is made by plain compiler passes, which the stable compiler knows under this variable; no sanitizer, which would need
    # another one: there is no unsafe code of ours for it to look at. The compiler that set-up chose is for WebAssembly.
    (cd "$top/fuzz" && unset RUSTC && RUSTC_BOOTSTRAP=1 "$fuzz_root/bin/cargo-fuzz" fuzz "$@")
}

# fuzz_one TARGET SECONDS: a line of the table, and whether it went without a fault.
fuzz_one() {
    local target=$1 seconds=$2 log="$logs/fuzz-$1.log" corpus="$top/fuzz/corpus/$1" found="$fuzz_root/found/$1"
    local binary="$top/target/fuzz/$host/release/$target" before after crashes executions status
    mkdir -p "$corpus" "$found" "$fuzz_root/faults/$target"
    before=$(find "$corpus" -type f | wc -l)
    crashes=$(find "$fuzz_root/faults/$target" -type f | wc -l)
    # What is found goes into a folder of its own first: only what covers something new is kept.
    "$binary" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 -dict="$top/fuzz/words.dict" \
        -artifact_prefix="$fuzz_root/faults/$target/" "$found" "$corpus" >"$log" 2>&1
    status=$?
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    # The smallest set of files that covers the same; those kept before stay.
    "$binary" -set_cover_merge=1 -use_counters=0 -max_len=4096 -timeout=20 "$corpus" "$found" >>"$log" 2>&1
    after=$(find "$corpus" -type f | wc -l)
    crashes=$(($(find "$fuzz_root/faults/$target" -type f | wc -l) - crashes))
    printf '%-12s %8s %13s %13s %8s\n' "$target" "$seconds" "${executions:-?}" "$((after - before))" "$crashes"
    [ $status -eq 0 ]
}

run_fuzz() {
    local targets seconds=60 target failed=()
    targets=$(fuzz_targets)
    case ${1:-} in
        '') ;;
        *[!0-9]*)
            printf '%s\n' "$targets" | grep -qx -- "$1" || die "There is no target named $1." "They are: $(printf '%s' "$targets" | tr '\n' ' ')"
            targets=$1
            shift
            ;;
    esac
    case ${1:-60} in *[!0-9]* | 0*) die "The seconds are a number." ;; esac
    seconds=${1:-60}
    host=$(rustc -vV | sed -n 's/^host: //p')
    say "Build"
    local one=
    [ "$(printf '%s\n' "$targets" | wc -l)" -eq 1 ] && one=$targets
    # shellcheck disable=SC2086
    step fuzz-build "the targets" cargo_fuzz build --fuzz-dir . --sanitizer none --target-dir "$top/target/fuzz" $one
    say ""
    printf '%-12s %8s %13s %13s %8s\n' target seconds executions "new entries" faults
    for target in $targets; do
        fuzz_one "$target" "$seconds" || failed+=("$target")
    done
    say ""
    if [ ${#failed[@]} -gt 0 ]; then
        die "A promise was broken: ${failed[*]}" "The inputs lie in .tools/fuzzing/faults/TARGET, the logs in .tools/logs/fuzz-TARGET.log."
    fi
    say "No promise was broken. Kept inputs: fuzz/corpus/ (cargo test goes through them)."
}
