#!/usr/bin/env bash
# What trunk runs after its build: takes the app out of trunk's folder and lays the finished site in its place.
set -euo pipefail
app=$(mktemp -d)
trap 'rm -rf "$app"' EXIT
cp "$TRUNK_STAGING_DIR/app.js" "$TRUNK_STAGING_DIR/app_bg.wasm" "$TRUNK_STAGING_DIR/sealer.js" "$TRUNK_STAGING_DIR/sealer_bg.wasm" "$app/"
site=$(mktemp -d)
cargo run --quiet --locked --features cli --bin tsunagi -- build --app "$app" --site "${TSUNAGI_SITE:-sample}" --out "$site/dist"
find "$TRUNK_STAGING_DIR" -mindepth 1 -delete
cp -R "$site/dist/." "$TRUNK_STAGING_DIR/"
rm -rf "$site"
