#![no_main]

// A panic within the reader of workbooks is caught where workbooks are read, and told as a broken file: it ends no run. Any other does.
fn but_for_the_reader() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panic.location().is_some_and(|at| at.file().contains("calamine")) {
            usual(panic);
        }
    }));
}

libfuzzer_sys::fuzz_target!(init: but_for_the_reader(), |bytes: &[u8]| tsunagi_fuzz::run("workbook", bytes));
