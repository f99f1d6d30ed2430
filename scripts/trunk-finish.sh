#!/usr/bin/env bash
# What trunk runs after its build: takes the app out of trunk's folder and lays the finished site in its place.
set -euo pipefail
app=$(mktemp -d)
trap 'rm -rf "$app"' EXIT
for part in app sealer desk press; do
    cp "$TRUNK_STAGING_DIR/$part.js" "$TRUNK_STAGING_DIR/${part}_bg.wasm" "$app/"
done
site=$(mktemp -d)
cargo run --quiet --locked --features cli,seal,qr,scale --bin tsunagi -- build --app "$app" --site "${TSUNAGI_SITE:-sample}" --out "$site/dist"
find "$TRUNK_STAGING_DIR" -mindepth 1 -delete
cp -R "$site/dist/." "$TRUNK_STAGING_DIR/"
rm -rf "$site"
