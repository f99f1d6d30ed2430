# Shared by every step: where things are kept, how a step is announced, how a failure is told.
# Works in bash 3.2 (macOS) and later.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tools="$top/.tools"          # git-ignored: everything that set-up makes
logs="$tools/logs"
mkdir -p "$tools/bin" "$logs"

# The choice of compiler that set-up made on this machine (see scripts/wasm-target.sh).
# shellcheck disable=SC1091
[ -f "$tools/env" ] && . "$tools/env"
PATH="$tools/bin:$PATH"
export PATH

say() { printf '%s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }

# die MESSAGE [WHAT TO DO]
die() {
    printf '\nStopped: %s\n' "$1" >&2
    [ $# -gt 1 ] && printf '%s\n' "$2" >&2
    exit 1
}

# step NAME WHAT... : runs a command with its output in a log, says how long it took, shows the log's end if it fails. What the
# command sets, exports or changes into ends with it: the quick way in which a tool was built is not for what comes next.
step() {
    local name=$1 what=$2 start status
    shift 2
    start=$(date +%s)
    printf '  %s ... ' "$what"
    if [ -t 1 ]; then
        watched "$name" "$what" "$start" "$@"
    else
        ("$@") >"$logs/$name.log" 2>&1 </dev/null
    fi
    status=$?
    if [ $status -ne 0 ]; then
        printf 'failed after %ss\n\n' "$(($(date +%s) - start))"
        tail -n 25 "$logs/$name.log" >&2
        die "$what did not work (the whole log: .tools/logs/$name.log)." \
            "$(advice "$logs/$name.log")"
    fi
    printf '%ss\n' "$(($(date +%s) - start))"
}

# watched NAME WHAT START COMMAND... : on a terminal, the seconds and the log's last line while one waits.
watched() {
    local name=$1 what=$2 start=$3 pid status
    shift 3
    "$@" >"$logs/$name.log" 2>&1 </dev/null &
    pid=$!
    # A command in the background does not hear Ctrl-C by itself.
    trap 'kill "$pid" 2>/dev/null; exit 130' INT
    while kill -0 "$pid" 2>/dev/null; do
        printf '\r  %s ... %ss  %s\033[K' "$what" "$(($(date +%s) - start))" "$(tail -n 1 "$logs/$name.log" | tr -cd '[:print:]' | cut -c 1-48)"
        sleep 1
    done
    wait "$pid"
    status=$?
    trap - INT
    printf '\r  %s ... \033[K' "$what"
    return $status
}

# A guess at what to do, from what the log says.
advice() {
    if grep -qiE 'could not resolve|network|connection (refused|timed out)|failed to download|ENOTFOUND|EAI_AGAIN|unreachable|Temporary failure' "$1"; then
        say "It looks as if the network was not reached. Connect, then run the same command again: what is done already is kept."
    elif grep -qiE 'permission denied|are you root|not in the sudoers' "$1"; then
        say "It looks as if rights were missing. Run the same command where sudo is allowed, or install the package named above by hand."
    elif grep -qiE 'no space left' "$1"; then
        say "The disk is full. Free some space (about 4 GB are used), then run the same command again."
    else
        say "Run the same command again; if it stops at the same place, the log above says why."
    fi
}

# as_root COMMAND...: directly when root, else through sudo without a prompt in CI.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif [ -n "${CI:-}" ]; then sudo -n "$@"
    else sudo "$@"; fi
}

# apt_install PACKAGE...: Debian and Ubuntu only.
apt_install() {
    have apt-get || return 1
    [ "$(id -u)" = 0 ] || have sudo || die "These packages are missing: $*" "Install them as an administrator (apt-get install $*), then run the same command again."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

# A checksum of files, by whichever tool there is.
digest() {
    if have sha256sum; then cat "$@" | sha256sum; else cat "$@" | shasum -a 256; fi | cut -c1-16
}
