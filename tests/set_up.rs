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
