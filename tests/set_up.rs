//! The scripts of set-up and build, from the outside.
#![cfg(unix)]

use std::process::Command;

/// Runs lines of bash with `scripts/lib.sh` read, and gives back what they printed.
fn with_lib(lines: &str) -> String {
    let script = format!(". scripts/lib.sh\n{lines}");
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("bash is there");
    String::from_utf8(output.stdout).expect("scripts print UTF-8")
}

/// Once, tools that were built in a hurry left their compiler's settings behind, and a site built in the same run was slow and large.
#[test]
fn what_a_step_sets_ends_with_it() {
    let printed = with_lib(
        r#"
        hurried() { export CARGO_PROFILE_RELEASE_OPT_LEVEL=0; cd /; echo built; }
        here=$PWD
        step test-hurried "a tool" hurried
        echo "level: ${CARGO_PROFILE_RELEASE_OPT_LEVEL-none}"
        [ "$PWD" = "$here" ] && echo "same folder"
        cat "$logs/test-hurried.log"
        "#,
    );
    assert!(printed.contains("level: none"), "{printed}");
    assert!(printed.contains("same folder"), "{printed}");
    assert!(printed.contains("built"), "{printed}");
}

#[test]
fn a_step_that_fails_stops_and_shows_the_end_of_its_log() {
    let printed = with_lib(
        r#"
        broken() { echo "no such thing" >&2; return 3; }
        (step test-broken "a tool" broken 2>&1)
        echo "status: $?"
        "#,
    );
    assert!(
        printed.contains("no such thing") && printed.contains("a tool did not work") && printed.contains("status: 1"),
        "{printed}"
    );
}

/// The site is built beside the first checks: what it says is shown once it is waited for, and its fault stops the tests.
#[test]
fn a_site_that_is_built_beside_the_checks_is_waited_for_and_its_fault_told() {
    let run = |build: &str| {
        with_lib(&format!(
            r#"
            . scripts/test.sh
            logs=$(mktemp -d)
            build_site() {{ {build}; }}
            (begin_site; echo checks; await_site; echo on) 2>&1
            echo "status: $?"
            rm -r "$logs"
            "#
        ))
    };
    let good = run("sleep 0.2; echo made");
    assert!(good.contains("checks") && good.contains("made\non\nstatus: 0"), "{good}");
    let bad = run("echo no such crate >&2; return 3");
    assert!(bad.contains("no such crate") && bad.contains("could not be built"), "{bad}");
    assert!(bad.contains("status: 1") && !bad.contains("\non\n"), "{bad}");
}

#[test]
fn a_site_that_is_being_built_ends_with_the_tests_that_stop() {
    let printed = with_lib(
        r#"
        . scripts/test.sh
        logs=$(mktemp -d)
        build_site() { sleep 60 & wait; }
        begin_site
        echo "$building $logs"
        "#,
    );
    let (group, logs) = printed.trim().split_once(' ').expect("a number and a folder");
    let asked = format!("kill -0 -- -{group} 2>/dev/null");
    let alive = || Command::new("bash").args(["-c", &asked]).status().expect("bash is there").success();
    let ended = (0..50).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        !alive()
    });
    std::fs::remove_dir_all(logs).expect("the folder was made");
    assert!(ended, "something of {group} is still at work");
}

/// The library that says nothing is for cargo's own calls: build scripts that try what a compiler knows would find too much.
#[test]
fn the_small_library_is_for_what_is_compiled_for_the_web_alone() {
    let printed = with_lib(
        r#"
        . scripts/setup.sh
        tools=$(mktemp -d) logs=$tools small=$tools/small RUSTC=$tools/rustc TSUNAGI_SYSROOT=
        mkdir "$tools/bin"
        std_from_source() { mkdir -p "$3"; }
        have() { [ "$1" != rustup ]; }
        printf '#!/bin/sh\n[ "$1" = --print ] && echo "%s" || echo "said: $* ${RUSTC_BOOTSTRAP-plain}"\n' "$tools/sysroot" >"$RUSTC"
        chmod +x "$RUSTC"
        mkdir -p "$tools/sysroot/lib/rustlib/src/rust/library" && touch "$tools/sysroot/lib/rustlib/src/rust/library/Cargo.lock"
        setup_small_std
        setup_small_std
        "$tools/bin/rustc-small" --json=x --target wasm32-unknown-unknown
        "$tools/bin/rustc-small" --json=x
        "$tools/bin/rustc-small" --target wasm32-unknown-unknown
        echo "there: $([ -d "$small" ] && echo yes)"
        rm -r "$tools"
        "#,
    );
    let lines: Vec<&str> = printed.lines().collect();
    assert!(lines.len() == 5 && lines[0].ends_with('s'), "{printed}");
    assert!(lines[1].contains("--sysroot") && lines[1].ends_with("-Cpanic=immediate-abort 1"), "{printed}");
    assert_eq!(lines[2..], ["said: --json=x plain", "said: --target wasm32-unknown-unknown plain", "there: yes"]);
}

#[test]
fn where_the_small_library_cannot_be_made_the_ordinary_one_serves_and_it_is_said_once() {
    let printed = with_lib(
        r#"
        . scripts/setup.sh
        tools=$(mktemp -d) logs=$tools small=$tools/small TSUNAGI_SYSROOT=
        std_from_source() { mkdir -p "$3"; return 1; }
        have() { [ "$1" != rustup ]; }
        setup_small_std
        setup_small_std
        echo "there: $([ -d "$small" ] && echo yes)"
        rm -r "$tools"
        "#,
    );
    let lines: Vec<&str> = printed.lines().collect();
    assert!(lines.len() == 2 && lines[0].contains("the ordinary one serves"), "{printed}");
    assert_eq!(lines[1], "there: ");
}
