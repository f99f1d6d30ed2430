# All tests, each announced; stops at the first that fails.

# check NAME WHAT COMMAND... : shows the command's output as it comes, and stops when it fails.
check() {
    local name=$1 what=$2 start status
    shift 2
    start=$(date +%s)
    printf '\n== %s\n' "$what"
    "$@" 2>&1 </dev/null | tee "$logs/$name.log"
    status=${PIPESTATUS[0]}
    [ "$status" -eq 0 ] || { tally; die "$what: failed."; }
    printf '   (%ss)\n' "$(($(date +%s) - start))"
}

# Sums what the runners counted, on a line of its own.
tally() {
    local passed failed
    passed=$(cat "$logs"/test-*.log 2>/dev/null | awk '/^test result:/ { n += $4 } /^ +[0-9]+ passed \(/ { n += $1 } END { print n + 0 }')
    failed=$(cat "$logs"/test-*.log 2>/dev/null | awk '/^test result:/ { n += $6 } /^ +[0-9]+ failed$/ { n += $1 } END { print n + 0 }')
    printf '\n%s passed, %s failed\n' "$passed" "$failed"
}

format() {
    if cargo fmt --version >/dev/null 2>&1; then cargo fmt --check
    else find src tests build build.rs -name '*.rs' -print0 | xargs -0 rustfmt --edition 2024 --check; fi
}

clippy() {
    # clippy asks the compiler itself for its libraries; ours lie beside the machine's own.
    SYSROOT=${TSUNAGI_SYSROOT:-} ; [ -n "$SYSROOT" ] && export SYSROOT || unset SYSROOT
    cargo clippy --locked "$@" -- -D warnings
}

# The site is built beside the checks that need none of it: each of the two leaves a processor idle for minutes, where one crate
# waits for another. It has a group of its own, so that all of it ends with what began it.
building=
begin_site() {
    set -m
    (build_site "$top/sample" "$top/dist") >"$logs/build.log" 2>&1 </dev/null &
    building=$!
    set +m
    trap '[ -z "$building" ] || kill -- "-$building" 2>/dev/null' EXIT
}

# Waits for it, and shows what it said.
await_site() {
    local status
    say
    say "== the site"
    wait "$building"
    status=$?
    building=
    cat "$logs/build.log"
    [ "$status" -eq 0 ] || { tally; die "The site could not be built."; }
}

run_tests() {
    cd "$top" || exit 1
    rm -f "$logs"/test-*.log
    begin_site
    check fmt "rustfmt" format
    check deny "licences and sources of crates" deny_offline
    check advisories "known faults of crates" advisories
    check npm-audit "known faults of npm packages" npm_audit
    check parts "list of parts (SBOM)" parts
    check clippy-core "clippy: the core" clippy --all-targets --features scale
    check clippy-cli "clippy: the command line" clippy --all-targets --features "$host_features"
    check clippy-app "clippy: the app" clippy --target wasm32-unknown-unknown --features parted,sealer,desk,engine --bin app --bin sealer --bin desk --bin engine --lib
    check clippy-press "clippy: the publisher in the browser" clippy --target wasm32-unknown-unknown --features presser --bin press
    check test-host "tests on the host" cargo test --locked --features "$host_features"
    await_site
    TSUNAGI_CHROMIUM=$(find_chromium)
    export TSUNAGI_CHROMIUM
    check test-browser "tests in Chromium" node_modules/.bin/playwright test --config tests/browser/playwright.config.js "$@"
    tally
}
