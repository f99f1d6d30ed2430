# The release: this one program, the kit of the app's parts beside it, and how a site is hosted.

# package_release: leaves target/package/tsunagi-VERSION-SYSTEM.tar.gz
package_release() {
    local version system name folder app="$tools/app" part
    cd "$top" || exit 1
    # The parts are made as for any site; the sample is built on the way, which is a test of them.
    build_site "$top/sample" "$top/dist" >/dev/null
    step cli-release "command line (optimised)" cargo build --profile desk --locked --features cli --bin tsunagi
    version=$(awk -F'"' '/^version = / { print $2; exit }' Cargo.toml)
    system="$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)"
    name="tsunagi-$version-$system"
    folder="$top/target/package/$name"
    rm -rf "$folder"
    mkdir -p "$folder/kit/vendor/@expo-google-fonts/biz-udpgothic" "$folder/kit/app"
    cp target/desk/tsunagi "$folder/"
    cp -R style forms public "$folder/kit/"
    for part in {app,sealer,desk,press}{.js,_bg.wasm}; do cp "$app/$part" "$folder/kit/app/"; done
    cp "$app"/part-*.wasm "$app/parts.txt" "$folder/kit/app/"
    for part in leaflet supercluster kdbush; do
        mkdir -p "$folder/kit/vendor/$part"
        cp -R "node_modules/$part/LICENSE" "node_modules/$part/dist" "$folder/kit/vendor/$part/" 2>/dev/null || cp "node_modules/$part/LICENSE" "$folder/kit/vendor/$part/"
    done
    for part in 400Regular 700Bold LICENSE_FONT; do
        cp -R "node_modules/@expo-google-fonts/biz-udpgothic/$part" "$folder/kit/vendor/@expo-google-fonts/biz-udpgothic/"
    done
    find "$folder/kit/vendor" -name '*.png' -path '*biz-udpgothic*' -delete
    find "$folder/kit/vendor" -name '*.map' -delete
    cp -R hosting "$folder/"
    step parts "list of parts (SBOM)" node scripts/sbom.mjs "$folder"
    cp docs/hosting.md docs/columns.md docs/embed.md docs/desk.md docs/forms.md docs/safety.md LICENSE-MIT LICENSE-APACHE "$folder/"
    step archive "$name.tar.gz" tar -czf "$top/target/package/$name.tar.gz" -C "$top/target/package" "$name"
    say "target/package/$name.tar.gz ($(du -h "$top/target/package/$name.tar.gz" | cut -f1))"
}
