# The standard library for wasm32-unknown-unknown.
# An ordinary machine gets it from rustup. Where rustup cannot download, Debian's own compiler comes with the source
# of its standard library: it is built once, into a sysroot of ours, and used from then on for everything.

wasm_target_ready() {
    local sysroot
    sysroot=$(rustc --print sysroot 2>/dev/null) || return 1
    ls "${TSUNAGI_SYSROOT:-$sysroot}"/lib/rustlib/wasm32-unknown-unknown/lib/libstd-*.rlib >/dev/null 2>&1
}

setup_wasm_target() {
    wasm_target_ready && return
    have rustc || have rustup || [ -x /usr/bin/rustc ] || have apt-get ||
        die "Rust is not installed." "Install it from the Rust project's own page (rustup), then run the same command again."
    if have rustup && limited 120 rustup target add wasm32-unknown-unknown >"$logs/rustup.log" 2>&1; then
        wasm_target_ready && { say "  wasm32 target ... added by rustup"; return; }
    fi
    have apt-get || die "rustup could not add the wasm32-unknown-unknown target." \
        "Connect to the network and run: rustup target add wasm32-unknown-unknown"
    say "  rustup cannot fetch the wasm32 target here; building it from Debian's compiler"
    [ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo ] && [ -x /usr/bin/cargo-clippy ] && dpkg -s rust-web-src rust-web-llvm >/dev/null 2>&1 ||
        step debian-rust "Debian's Rust with its sources" apt_install rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy
    # The linker is only recommended by those packages: its name there is a link to the package's own.
    [ -x /usr/bin/rust-lld ] || step lld "linker for wasm32" apt_install "$(basename "$(readlink /usr/bin/rust-lld)")"
    step wasm-std "standard library for wasm32 (once, about a minute)" build_wasm_std
    # One toolchain for everything from here on.
    {
        say "PATH=\"/usr/bin:\$PATH\""
        say "RUSTC=\"$tools/bin/rustc\""
        say "TSUNAGI_SYSROOT=\"$tools/sysroot\""
        say "export PATH RUSTC TSUNAGI_SYSROOT"
    } >"$tools/env"
    # shellcheck disable=SC1091
    . "$tools/env"
    PATH="$tools/bin:$PATH"
    wasm_target_ready || die "The standard library for wasm32 was built but is not found by the compiler."
}

# Where `timeout` is missing (macOS), the command runs without one.
limited() {
    local seconds=$1
    shift
    if have timeout; then timeout "$seconds" "$@"; else "$@"; fi
}

build_wasm_std() {
    std_from_source /usr/bin/rustc /usr/bin/cargo "$tools/sysroot" "" -Zbuild-std=std,panic_abort,test || return 1
    printf '#!/bin/sh\nexec /usr/bin/rustc --sysroot "%s" "$@"\n' "$tools/sysroot" >"$tools/bin/rustc"
    chmod +x "$tools/bin/rustc"
}

# std_from_source RUSTC CARGO SYSROOT FLAGS OPTIONS... : the library made of the source that comes with a compiler. The sysroot is one of
# ours: the machine's own by links, the new target beside it.
std_from_source() {
    local rustc=$1 cargo=$2 sysroot=$3 flags=$4 work="$3-work" real entry
    shift 4
    real=$("$rustc" --print sysroot) || return 1
    rm -rf "$work" "$sysroot"
    mkdir -p "$work/src" "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib" || return 1
    printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
    printf '#![no_std]\n' >"$work/src/lib.rs"
    # Without the bitcode, link-time optimisation later finds nothing to work on.
    (cd "$work" && RUSTFLAGS="-Cembed-bitcode=yes --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo --remap-path-prefix=$real/lib/rustlib=rust $flags" \
        RUSTC_BOOTSTRAP=1 RUSTC="$rustc" CARGO_TARGET_DIR="$work/target" "$cargo" build --release --target wasm32-unknown-unknown "$@") || return 1
    for entry in "$real"/lib/rustlib/*; do
        [ "$(basename "$entry")" = wasm32-unknown-unknown ] || ln -s "$entry" "$sysroot/lib/rustlib/" || return 1
    done
    for entry in "$work"/target/wasm32-unknown-unknown/release/deps/*.rlib; do
        case $(basename "$entry") in libempty-*) ;; *) cp "$entry" "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib/" || return 1 ;; esac
    done
    rm -rf "$work"
}

# The library once more, for what families download: one that stops at once where a program is at fault. The ordinary one says where
# that was, in words that nobody reads on a phone and that are a tenth of every program. Where it cannot be made (the source is not
# to be had, another compiler has other flags) the ordinary one serves.
small="$tools/small"

# The compiler itself, and not the one of ours that brings a sysroot with it.
own_rustc() {
    if [ -n "${TSUNAGI_SYSROOT:-}" ]; then printf /usr/bin/rustc; else command -v "${RUSTC:-rustc}"; fi
}

setup_small_std() {
    local rustc stamp started
    rustc=$(own_rustc) || return 0
    stamp=$("$rustc" -vV | cat - "$top/scripts/wasm-target.sh" | digest -)
    # What could not be made once is not tried at each run.
    [ "$(cat "$tools/stamp-small" 2>/dev/null)" != "$stamp" ] || return 0
    rm -rf "$small"
    started=$(date +%s)
    printf '  small standard library for wasm32 (once, about a minute) ... '
    if (build_small_std "$rustc") >"$logs/small-std.log" 2>&1 </dev/null; then
        printf '%ss\n' "$(($(date +%s) - started))"
    else
        rm -rf "$small"
        say "not to be had; the ordinary one serves, and what families download is a tenth larger (.tools/logs/small-std.log)"
    fi
    printf '%s\n' "$stamp" >"$tools/stamp-small"
}

build_small_std() {
    local rustc=$1 cargo=cargo
    [ "$rustc" != /usr/bin/rustc ] || cargo=/usr/bin/cargo
    if [ ! -f "$("$rustc" --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ] && have rustup; then
        limited 120 rustup component add rust-src || return 1
    fi
    # As quick as the ordinary one: made for size (opt-level "z"), its allocator takes one of its own blocks for a broken one.
    export CARGO_PROFILE_RELEASE_CODEGEN_UNITS=1
    std_from_source "$rustc" "$cargo" "$small" "-Zunstable-options -Cpanic=immediate-abort" -Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size || return 1
    # Cargo's own calls for wasm32, which ask for JSON, get it. What build scripts try, to see what a compiler knows, does not.
    cat >"$tools/bin/rustc-small" <<END
#!/bin/sh
wasm= cargo=
for argument; do
    case \$argument in
        wasm32-unknown-unknown) wasm=yes ;;
        --json=*) cargo=yes ;;
    esac
done
if [ "\$wasm\$cargo" = yesyes ]; then
    RUSTC_BOOTSTRAP=1 exec "$rustc" "\$@" --sysroot "$small" -Zunstable-options -Cpanic=immediate-abort
fi
exec "$rustc" "\$@"
END
    chmod +x "$tools/bin/rustc-small"
    # It is tried before it is relied on: what a program of three lines needs of it.
    printf 'pub fn first(all: Vec<String>) -> String { all[0].clone() }\n' >"$small/trial.rs"
    "$tools/bin/rustc-small" --crate-type lib --edition 2021 --error-format=json --json=artifacts --target wasm32-unknown-unknown -Cpanic=abort \
        --out-dir "$small" "$small/trial.rs"
}
