# Set-up: finds or installs what is missing, once. What it makes lies in .tools/ and node_modules/.

. "$(dirname "${BASH_SOURCE[0]}")/wasm-target.sh"

# The version of wasm-bindgen that Cargo.lock names: the tool must be the same.
bindgen_version() {
    awk '/^name = "wasm-bindgen"$/ { getline; gsub(/version = |"/, ""); print; exit }' "$top/Cargo.lock"
}

# setup_ready WHAT FILES... : true when the stamp of this step is that of these files.
setup_ready() {
    local what=$1
    shift
    [ "$(cat "$tools/stamp-$what" 2>/dev/null)" = "$(digest "$@")" ]
}

setup_done() {
    local what=$1
    shift
    digest "$@" >"$tools/stamp-$what"
}

setup_node() {
    local major
    major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
    if [ "${major:-0}" -lt 20 ] || ! have npm; then
        if have brew; then step node "Node.js" brew install node
        elif have apt-get; then step node "Node.js" apt_install nodejs npm
        fi
        major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
        [ "${major:-0}" -ge 20 ] && have npm ||
            die "Node.js 20 or later is needed (found: ${major:-none})." "Install it from the Node.js project's own page, then run the same command again."
    fi
    if ! setup_ready npm "$top/package-lock.json" || [ ! -d "$top/node_modules" ]; then
        step npm "npm packages (tools of the build and the tests)" env PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix "$top"
        setup_done npm "$top/package-lock.json"
    fi
}

# quick LEVEL COMMAND... : builds a tool in a hurry. It runs for seconds, and would take minutes more to build at full optimisation.
quick() {
    local level=$1
    shift
    env CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL="$level" CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 "$@"
}

setup_bindgen() {
    local wanted found
    wanted=$(bindgen_version)
    found=$(wasm-bindgen --version 2>/dev/null | awk '{ print $2 }')
    [ "$found" = "$wanted" ] && return
    step wasm-bindgen "wasm-bindgen $wanted (once, some minutes)" install_bindgen "$wanted"
}

# What cuts the app into parts. Its other half is in Cargo.lock (wasm_split_helpers), and both are of one line of versions.
split_version=0.2.4

setup_split() {
    [ "$(cat "$tools/stamp-split" 2>/dev/null)" = "$split_version" ] && [ -x "$tools/bin/wasm-split-cli" ] && return
    step wasm-split "wasm-split-cli $split_version (once, a minute)" install_split
    printf '%s\n' "$split_version" >"$tools/stamp-split"
}

install_split() {
    quick 1 cargo install --locked wasm_split_cli_support --version "$split_version" --features build-binary --root "$tools" --bin wasm-split-cli ||
        quick 1 cargo install wasm_split_cli_support --version "$split_version" --features build-binary --root "$tools" --bin wasm-split-cli
}

install_bindgen() {
    quick 1 cargo install --locked wasm-bindgen-cli --version "$1" --root "$tools" --bin wasm-bindgen ||
        quick 1 cargo install wasm-bindgen-cli --version "$1" --root "$tools" --bin wasm-bindgen
}

# For `./run` and `./run build`.
setup_build() {
    have cargo || [ -x /usr/bin/cargo ] || have apt-get || die "Rust is not installed." "Install it from the Rust project's own page (rustup), then run the same command again."
    have cc || { have apt-get && step cc "C compiler" apt_install gcc libc6-dev; } || die "A C compiler is needed." "On a Mac: xcode-select --install"
    setup_wasm_target
    setup_small_std
    setup_bindgen
    setup_split
    setup_node
}

# A Chromium for the browser tests; prints its path.
find_chromium() {
    local candidate
    for candidate in "${TSUNAGI_CHROMIUM:-}" /usr/bin/chromium-headless-shell /usr/bin/chromium /usr/bin/google-chrome /usr/bin/google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        [ -n "$candidate" ] && [ -x "$candidate" ] && "$candidate" --version >/dev/null 2>&1 && { printf '%s' "$candidate"; return; }
    done
    cat "$tools/chromium" 2>/dev/null
}

# apt_offers PACKAGE: true when there is a package of that name with a version of its own (Ubuntu's chromium is only a
# door to another store). No `grep -q`: it would close the pipe early, and pipefail would call that a failure.
apt_offers() {
    apt-cache policy "$1" 2>/dev/null | grep -E 'Candidate: [0-9]+\.[0-9]' >/dev/null
}

# A Python of our own with readers that are not ours (tests/readers/requirements.txt).
setup_python() {
    local wanted="$top/tests/readers/requirements.txt"
    if setup_ready python "$wanted" && "$tools/python/bin/python" -c 'import cyclonedx, icalendar' 2>/dev/null; then return; fi
    if ! make_python >"$logs/python-venv.log" 2>&1; then
        have apt-get && step python-venv "Python" apt_install python3 python3-venv
        make_python >"$logs/python-venv.log" 2>&1 ||
            die "Python 3 with venv is needed." "Install it (apt-get install python3-venv; on a Mac it comes with the command line tools), then run the same command again."
    fi
    step python "Python's readers of calendars and lists of parts" "$tools/python/bin/pip" install --quiet --disable-pip-version-check -r "$wanted"
    setup_done python "$wanted"
}

make_python() {
    rm -rf "$tools/python"
    python3 -m venv "$tools/python"
}

# nginx and Apache as Debian has them, unpacked and not installed: nothing is started on this machine but by the tests. Elsewhere
# than on Debian and Ubuntu their tests are left out, and say so.
server_runs() {
    LD_LIBRARY_PATH="$tools/servers/usr/lib/$(uname -m)-linux-gnu" "$tools/servers/usr/sbin/$1" -v >/dev/null 2>&1
}

setup_servers() {
    have apt-get && have dpkg || return 0
    server_runs nginx && server_runs apache2 && return 0
    apt_offers nginx || step apt-update "list of packages" as_root apt-get update -q
    step servers "nginx and Apache (unpacked beside the project's other tools)" unpack_servers
}

# Names of libraries differ between releases: those that there are.
unpack_servers() {
    local package
    rm -rf "$tools/servers"
    mkdir -p "$tools/servers/packages"
    cd "$tools/servers/packages" || return 1
    for package in nginx nginx-core nginx-light apache2-bin libapr1 libapr1t64 libaprutil1 libaprutil1t64 libjansson4 liblua5.3-0 liblua5.4-0 \
        libnghttp2-14 libpcre2-8-0 libbrotli1; do
        apt-get download "$package" || true
    done
    for package in *.deb; do dpkg -x "$package" "$tools/servers" || return 1; done
    server_runs nginx && server_runs apache2
}

# Chromium without its windows, as Playwright runs it by itself: the whole of it draws a toolbar for each page that a test opens, which
# takes as long as the test. Nobody is asked for a password for it: where it is not to be had, the whole of it does.
setup_chromium() {
    local shell=chromium-headless-shell
    [ -z "${TSUNAGI_CHROMIUM:-}" ] && [ ! -x "/usr/bin/$shell" ] || return 0
    if have apt-get && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
        [ -n "$(find_chromium)" ] || apt_offers "$shell" || step apt-update "list of packages" as_root apt-get update -q
        if apt_offers "$shell" && apt_install "$shell" >"$logs/chromium.log" 2>&1 </dev/null; then return 0; fi
    fi
    [ -z "$(find_chromium)" ] || return 0
    have apt-get && ! apt_offers chromium && step apt-update "list of packages" as_root apt-get update -q
    if have apt-get && apt_offers chromium; then
        step chromium "Chromium" apt_install chromium
    else
        step chromium "Chromium (by Playwright)" npx --prefix "$top" playwright install --with-deps chromium
        (cd "$top" && node -e 'import("@playwright/test").then(p => process.stdout.write(p.chromium.executablePath()))') >"$tools/chromium"
    fi
}

# For `./run test`, on top of the rest.
setup_test() {
    setup_build
    setup_python
    setup_deny
    setup_servers
    setup_chromium
    # Without a Japanese font every screenshot is boxes.
    if have apt-get && [ -z "$(fc-list 2>/dev/null | grep -E 'Noto Sans CJK JP|Noto Sans JP|BIZ UD|IPAex')" ]; then
        step fonts "Japanese fonts" apt_install fonts-noto-cjk fontconfig
    fi
    if ! cargo fmt --version >/dev/null 2>&1 && ! rustfmt --version >/dev/null 2>&1; then
        if have rustup && rustup component add rustfmt >/dev/null 2>&1; then :
        elif have apt-get; then step rustfmt "rustfmt" apt_install rustfmt-web
        fi
    fi
    if ! cargo clippy --version >/dev/null 2>&1; then
        have rustup && rustup component add clippy >/dev/null 2>&1
        cargo clippy --version >/dev/null 2>&1 || { have apt-get && step clippy "clippy" apt_install rust-web-clippy; }
    fi
}
