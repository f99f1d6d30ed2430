//! A folder to begin with: example rows that a city writes over, in files that Excel opens.

/// The files: name and text. Each list has a byte order mark, so that Excel knows that it is UTF-8.
pub fn files() -> Vec<(&'static str, String)> {
    let list = |text: &str| format!("\u{feff}{}", text.replace("\r\n", "\n").replace('\n', "\r\n"));
    vec![
        ("settings.csv", list(include_str!("starter/settings.csv"))),
        ("preschool.csv", list(include_str!("starter/preschool.csv"))),
        ("event.csv", list(include_str!("starter/event.csv"))),
        ("support.csv", list(include_str!("starter/support.csv"))),
        ("soudan.csv", list(include_str!("starter/soudan.csv"))),
        ("schedule.csv", list(include_str!("starter/schedule.csv"))),
        ("README.txt", list(include_str!("starter/README.txt"))),
    ]
}
