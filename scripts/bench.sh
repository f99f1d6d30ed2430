# Benchmarks, run on demand: each prints a table.

# Ours beside others: search, lists, repetition.
bench_peers() {
    local raw="$top/target/wasm32-unknown-unknown/release"
    cd "$top" || exit 1
    step bench-wasm "what is compared (Rust to WebAssembly)" wasm_cargo build --release --locked --target wasm32-unknown-unknown --features engine --bin engine
    step bench-bindgen "JavaScript for it" wasm-bindgen --target web --no-typescript --out-name engine --out-dir benches/peers/pkg "$raw/engine.wasm"
    step bench-opt "smaller WebAssembly" smaller benches/peers/pkg/engine_bg.wasm
    step bench-peers "what it is compared with" npm install --prefix benches/peers --no-package-lock
    say
    TSUNAGI_CHROMIUM=$(find_chromium) node benches/peers/run.mjs
}

# Towns of growing size on a slow phone; the site in dist/ is built first.
bench_scale() {
    cd "$top" || exit 1
    build_site "$top/sample" "$top/dist" >/dev/null
    step bench-scale "cities of any size" cargo build --locked --profile desk --features scale --bin scale
    say
    TSUNAGI_SCALE="$top/target/desk/scale" TSUNAGI_CHROMIUM=$(find_chromium) node benches/scale/run.mjs
}

# What a first visit costs on a phone (Lighthouse); the site in dist/ is built first.
bench_visit() {
    cd "$top" || exit 1
    build_site "$top/sample" "$top/dist" >/dev/null
    step bench-lighthouse "Lighthouse" npm install --prefix benches/visit --no-package-lock
    say
    TSUNAGI_CHROMIUM=$(find_chromium) node benches/visit/run.mjs
}
