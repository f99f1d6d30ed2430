# What we stand on: licences, sources and known faults of crates and npm packages; the list of parts of a release.

deny_version=0.20.2

# cargo-deny, once, into .tools (two minutes on two free cores): quick to build rather than quick to run.
setup_deny() {
    # It looks at what is compiled elsewhere as well, which no build here fetches.
    if ! setup_ready crates "$top/Cargo.lock"; then
        step crates "crates of every platform" cargo fetch --locked --manifest-path "$top/Cargo.toml"
        setup_done crates "$top/Cargo.lock"
    fi
    [ "$(cargo-deny --version 2>/dev/null | awk '{ print $2 }')" = "$deny_version" ] && return
    step cargo-deny "cargo-deny $deny_version (once, some minutes)" quick 0 cargo install --locked cargo-deny --version "$deny_version" --root "$tools" --bin cargo-deny
}


# Licences, sources and what is banned need no network. Their warnings are of no use to anybody here.
deny_offline() { cargo-deny --offline --locked --log-level error check --hide-inclusion-graph bans licenses sources; }

# Known faults of crates: the list of them (RustSec) has to be fetched. Where it cannot be, and there is no copy of before, this is
# said and nothing is claimed; a list that can be read and names a fault of ours stops the tests.
advisories() {
    local told="$logs/advisories.txt"
    if cargo-deny --locked --log-level error fetch db >"$told" 2>&1; then
        cargo-deny --offline --locked --log-level error check --hide-inclusion-graph advisories
    elif cargo-deny --offline --locked --log-level error check --hide-inclusion-graph advisories >"$told" 2>&1; then
        say "NOT COMPARED WITH TODAY'S LIST: RustSec's was not reached; nothing was found in the copy of before."
    elif grep -q '^error\[' "$told"; then
        cat "$told"
        return 1
    else
        say "NOT LOOKED UP: RustSec's list of known faults was not reached from this machine, and there is no copy of before."
    fi
}

# The same of npm packages. What is served (Leaflet and others) and the tools of the build are one list; its faults stop the tests
# from "high" on.
npm_audit() {
    local told="$logs/npm-audit.json" what
    npm audit --json >"$told" 2>"$logs/npm-audit.err"
    what=$(node -e '
        let told;
        try { told = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")); } catch { told = {}; }
        const counts = told.metadata?.vulnerabilities;
        if (!counts) console.log("unknown");
        else if (counts.high + counts.critical) console.log("found " + Object.keys(told.vulnerabilities).join(" "));
        else console.log("ok " + counts.total);
    ' "$told")
    case $what in
        ok*) say "npm audit: no fault of weight (${what#ok } lesser ones)" ;;
        unknown) say "NOT LOOKED UP: the list of known faults of npm packages was not reached from this machine." ;;
        *) say "npm audit: $what (.tools/logs/npm-audit.json)"; return 1 ;;
    esac
}

# The list of parts, made twice, read by OWASP's own reader (tests/readers/parts.py).
parts() {
    local folder="$tools/sbom"
    rm -rf "$folder"
    mkdir -p "$folder/a" "$folder/b"
    node "$top/scripts/sbom.mjs" "$folder/a" && node "$top/scripts/sbom.mjs" "$folder/b" >/dev/null || return 1
    diff -r "$folder/a" "$folder/b" || { say "the list of parts is not the same twice"; return 1; }
    "$tools/python/bin/python" "$top/tests/readers/parts.py" "$folder/a"
}
