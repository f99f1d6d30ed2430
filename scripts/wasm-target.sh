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
    local work="$tools/wasm-std" sysroot="$tools/sysroot" real
    real=$(/usr/bin/rustc --print sysroot) || return 1
    rm -rf "$work" "$sysroot"
    mkdir -p "$work/src" "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib" || return 1
    printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
    printf '#![no_std]\n' >"$work/src/lib.rs"
    # Without the bitcode, link-time optimisation later finds nothing to work on.
    (cd "$work" && RUSTFLAGS="-Cembed-bitcode=yes --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo" RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc /usr/bin/cargo build --release \
        -Zbuild-std=std,panic_abort,test --target wasm32-unknown-unknown) || return 1
    # A sysroot of ours: the machine's own one by links, the new target beside it.
    for entry in "$real"/lib/rustlib/*; do
        [ "$(basename "$entry")" = wasm32-unknown-unknown ] || ln -s "$entry" "$sysroot/lib/rustlib/" || return 1
    done
    for entry in "$work"/target/wasm32-unknown-unknown/release/deps/*.rlib; do
        case $(basename "$entry") in libempty-*) ;; *) cp "$entry" "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib/" || return 1 ;; esac
    done
    printf '#!/bin/sh\nexec /usr/bin/rustc --sysroot "%s" "$@"\n' "$sysroot" >"$tools/bin/rustc"
    chmod +x "$tools/bin/rustc"
    rm -rf "$work"
}
