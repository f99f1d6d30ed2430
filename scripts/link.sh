#!/usr/bin/env bash
# The linker of the app: rust-lld without some of what it is told to export. leptos brings streams along for its server functions, as classes for
# JavaScript; we have none, nothing calls them, and what is exported nobody else can take out: it lies in the table of the module.
given=()
while [ $# -gt 0 ]; do
    if [ "$1" = --export ] && [[ ${2:-} =~ ^(__wbg_|__wbindgen_describe_)?intounderlying ]]; then
        shift 2
    else
        given+=("$1")
        shift
    fi
done
exec rust-lld "${given[@]}"
