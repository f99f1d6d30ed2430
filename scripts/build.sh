# The build: wasm, its JavaScript, a smaller wasm, and the finished site.

# What wasm-opt may use: what this compiler's wasm uses already, all of it in every browser since 2022. Never
# --all-features, which writes modules that browsers refuse.
wasm_features="--enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue"

# Paths of this machine have no place in what families download: they are cut to their ends.
wasm_cargo() {
    RUSTFLAGS="--cfg erase_components --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo --remap-path-prefix=$top=tsunagi --remap-path-prefix=/usr/lib/rustlib=rust --remap-path-prefix=$tools=tools" \
        cargo "$@"
}

# build_site CITY OUT
build_site() {
    local city=$1 out=$2 part raw="$top/target/wasm32-unknown-unknown/release" app="$tools/app"
    [ -d "$city" ] || die "There is no folder $city." "Give the folder of a city's CSV files: ./run --site FOLDER"
    cd "$top" || exit 1
    step wasm "app and desk (Rust to WebAssembly)" wasm_cargo build --release --locked --target wasm32-unknown-unknown --features app,sealer,desk --bin app --bin sealer --bin desk
    # The publisher renders pages as a server does: another kind of Leptos, and so another build.
    step wasm-press "publisher (Rust to WebAssembly)" wasm_cargo build --release --locked --target wasm32-unknown-unknown --features presser --bin press
    mkdir -p "$app"
    for part in app sealer desk press; do
        if [ "$(cat "$app/stamp-$part" 2>/dev/null)" != "$(digest "$raw/$part.wasm")" ]; then
            step "bindgen-$part" "JavaScript for it ($part)" wasm-bindgen --target web --no-typescript --out-name "$part" --out-dir "$app" "$raw/$part.wasm"
            # shellcheck disable=SC2086
            step "wasm-opt-$part" "smaller WebAssembly ($part)" node_modules/.bin/wasm-opt -Oz $wasm_features "$app/${part}_bg.wasm" -o "$app/${part}_bg.wasm"
            digest "$raw/$part.wasm" >"$app/stamp-$part"
        fi
    done
    step cli "command line" cargo build --locked --features cli --bin tsunagi
    step site "site from $city" target/debug/tsunagi build --app "$app" --site "$city" --out "$out"
    cat "$logs/site.log"
}
