# Benchmarks, run on demand: each prints a table.

bench_search() {
    local raw="$top/target/wasm32-unknown-unknown/release"
    cd "$top" || exit 1
    step bench-wasm "the engine alone (Rust to WebAssembly)" wasm_cargo build --release --locked --target wasm32-unknown-unknown --features finder --bin finder
    step bench-bindgen "JavaScript for it" wasm-bindgen --target web --no-typescript --out-name finder --out-dir benches/search/pkg "$raw/finder.wasm"
    # shellcheck disable=SC2086
    step bench-opt "smaller WebAssembly" node_modules/.bin/wasm-opt -Oz $wasm_features benches/search/pkg/finder_bg.wasm -o benches/search/pkg/finder_bg.wasm
    step bench-peers "the engines it is compared with" npm install --prefix benches/search --no-package-lock
    say
    TSUNAGI_CHROMIUM=$(find_chromium) node benches/search/run.mjs
}

# What a first visit costs on a phone (Lighthouse); the site in dist/ is built first.
bench_visit() {
    cd "$top" || exit 1
    build_site "$top/sample" "$top/dist" >/dev/null
    step bench-lighthouse "Lighthouse" npm install --prefix benches/visit --no-package-lock
    say
    TSUNAGI_CHROMIUM=$(find_chromium) node benches/visit/run.mjs
}
