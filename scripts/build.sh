# The build: wasm, its JavaScript, a smaller wasm, and the finished site.

# What wasm-opt may use: what this compiler's wasm uses already, all of it in every browser since 2022. Never
# --all-features, which writes modules that browsers refuse.
wasm_features="--enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue"

# What the command line is built with: with all that the tests want of it, so that it is built once for both.
host_features=cli,seal,qr,scale

# Paths of this machine have no place in what families download: they are cut to their ends.
wasm_cargo() (
    flags="--cfg erase_components --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo --remap-path-prefix=$top=tsunagi --remap-path-prefix=$(rustc --print sysroot)/lib/rustlib=rust --remap-path-prefix=$tools=tools"
    # With the small library, where set-up could make it; its stamp keeps what is compiled with it apart, which cargo would not.
    if [ -d "$tools/small" ]; then
        export RUSTC="$tools/bin/rustc-small"
        flags="$flags --cfg small_std=\"$(cat "$tools/stamp-small")\""
    fi
    RUSTFLAGS=$flags cargo "$@"
)

# smaller FILE : with as few bytes as it can have. What is called from one place alone goes there only if it is small: one function of
# 67 KB has to be made ready as a whole, its pieces only as they are called. What is hardly more than the call of it goes to wherever it is
# called: a browser makes each function ready by itself, and two in five are such. Two of the usual steps are left out: what functions, or
# lines of one, have in common is laid in one place by them, which is fewer bytes, but more once packed (brotli finds it by itself, and calls and
# variables in its place pack badly). Below 1024 lies nothing but the end of the stack.
smaller() {
    # shellcheck disable=SC2086
    "$top/node_modules/.bin/wasm-opt" -Oz --skip-pass=merge-similar-functions --skip-pass=local-cse --one-caller-inline-max-function-size=60 --always-inline-max-function-size=4 --low-memory-unused $wasm_features "$1" -o "$1"
}

# in_order FILE : with its functions in the order in which they pack best.
in_order() {
    node "$top/scripts/order.mjs" "$1" || return 1
    # shellcheck disable=SC2086
    "$top/node_modules/.bin/wasm-opt" --reorder-functions-by-name --strip-debug --strip-producers --strip-target-features --generate-stack-ir --optimize-stack-ir -s 2 $wasm_features "$1" -o "$1"
}

# cut_into_parts WASM OUT : app.js and app_bg.wasm, which every page loads, and part-*.wasm, which pages load as they need them.
cut_into_parts() {
    local work="$tools/parts"
    rm -rf "$work" && mkdir -p "$work/in" || return 1
    cp "$1" "$work/in/app.wasm" || return 1
    wasm-split-cli "$work/in/app.wasm" "$work" --out-name app || return 1
    wasm-bindgen --target web --no-typescript --keep-lld-exports --no-demangle --out-name app --out-dir "$work" "$work/app.wasm" || return 1
    export top wasm_features
    node "$top/scripts/parts.mjs" "$work" || return 1
    # As many at a time as there are processors to work on them.
    export -f smaller in_order
    find "$work" -maxdepth 1 -name '*.wasm' -print0 | xargs -0 -n 1 -P "$(getconf _NPROCESSORS_ONLN)" bash -c '{ smaller "$1" && in_order "$1"; } || exit 255' _ || return 1
    rm -f "$2"/part-*.wasm "$2/parts.txt"
    mv "$work/app.js" "$work/app_bg.wasm" "$work/parts.txt" "$work"/part-*.wasm "$2"/
}

# build_site CITY OUT
build_site() {
    local city=$1 out=$2 part stamp raw="$top/target/wasm32-unknown-unknown/release" app="$tools/app"
    [ -d "$city" ] || die "There is no folder $city." "Give the folder of a city's CSV files: ./run --site FOLDER"
    cd "$top" || exit 1
    # The list of what in it refers to what is for those who cut it into parts.
    step wasm "app (Rust to WebAssembly)" wasm_cargo rustc --release --locked --target wasm32-unknown-unknown --features parted --bin app -- -Clink-args=--emit-relocs -Clinker-flavor=wasm-lld -Clinker="$top/scripts/link.sh"
    step wasm-desk "desk (Rust to WebAssembly)" wasm_cargo build --release --locked --target wasm32-unknown-unknown --features sealer,desk --bin sealer --bin desk
    # The publisher renders pages as a server does: another kind of Leptos, and so another build.
    step wasm-press "publisher (Rust to WebAssembly)" wasm_cargo build --release --locked --target wasm32-unknown-unknown --features presser --bin press
    mkdir -p "$app"
    for part in app sealer desk press; do
        stamp=$(digest "$raw/$part.wasm" "$top/scripts/build.sh")
        [ "$part" != app ] || stamp=$(digest "$raw/app.wasm" "$top/scripts/build.sh" "$top/scripts/parts.mjs" "$top/scripts/module.mjs" "$top/scripts/order.mjs" "$top/scripts/files.mjs")
        if [ "$(cat "$app/stamp-$part" 2>/dev/null)" != "$stamp" ]; then
            if [ "$part" = app ]; then
                step cut "its parts" cut_into_parts "$raw/app.wasm" "$app"
            else
                step "bindgen-$part" "JavaScript for it ($part)" wasm-bindgen --target web --no-typescript --out-name "$part" --out-dir "$app" "$raw/$part.wasm"
                step "wasm-opt-$part" "smaller WebAssembly ($part)" smaller "$app/${part}_bg.wasm"
            fi
            printf '%s\n' "$stamp" >"$app/stamp-$part"
        fi
    done
    step cli "command line" cargo build --locked --features "$host_features" --bin tsunagi --bin scale
    step site "site from $city" target/debug/tsunagi build --app "$app" --site "$city" --out "$out"
    cat "$logs/site.log"
}
