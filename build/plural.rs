//! The plural rules of Unicode CLDR, as a language's row of `src/words/others/languages.toml` has them, as Rust: the app carries no
//! reader of them.

/// The condition of a rule about a whole number `n`: `i = 1 and v = 0` is `matches!(n, 1)`.
///
/// # Errors
/// What of the rule is not understood.
pub fn condition(rule: &str) -> Result<String, String> {
    let mut either = Vec::new();
    for part in rule.split(" or ") {
        let mut all = Vec::new();
        let mut never = false;
        for relation in part.split(" and ") {
            match relation_of(relation)? {
                Relation::Certain(true) => {}
                Relation::Certain(false) => never = true,
                Relation::Of(condition) => all.push(condition),
            }
        }
        match (never, all.is_empty()) {
            (true, _) => {}
            (false, true) => return Err(format!("`{part}` is true of every number")),
            (false, false) => either.push(all.join(" && ")),
        }
    }
    if either.is_empty() { Err(format!("`{rule}` is true of no whole number")) } else { Ok(either.join(" || ")) }
}

enum Relation {
    /// The same for every whole number.
    Certain(bool),
    Of(String),
}

fn relation_of(relation: &str) -> Result<Relation, String> {
    let unknown = || format!("`{}` is no relation of a plural rule", relation.trim());
    let (left, right) = relation.split_once('=').ok_or_else(unknown)?;
    let (left, not) = left.strip_suffix('!').map_or((left, ""), |left| (left, "!"));
    let (operand, modulus) = left.split_once('%').map_or((left, None), |(operand, by)| (operand, Some(by)));
    let number = |text: &str| text.trim().parse::<u64>().map_err(|_| unknown());
    let mut ranges = Vec::new();
    for part in right.split(',') {
        let (from, to) = part.split_once("..").unwrap_or((part, part));
        ranges.push((number(from)?, number(to)?));
    }
    match operand.trim() {
        "n" | "i" => {
            let of = modulus.map(number).transpose()?.map_or("n".to_owned(), |by| format!("n % {by}"));
            let pattern =
                |(from, to): &(u64, u64)| if from == to { from.to_string() } else { format!("{from}..={to}") };
            let patterns: Vec<String> = ranges.iter().map(pattern).collect();
            Ok(Relation::Of(format!("{not}matches!({of}, {})", patterns.join(" | "))))
        }
        // What comes behind a point, and powers of ten: a whole number that is written out has none.
        "v" | "w" | "f" | "t" | "c" | "e" => {
            Ok(Relation::Certain(ranges.iter().any(|(from, _)| *from == 0) != (not == "!")))
        }
        _ => Err(unknown()),
    }
}

#[cfg(test)]
mod tests {
    use super::condition;

    #[test]
    fn rules_are_read_as_cldr_writes_them() {
        let read = |rule: &str| condition(rule).unwrap_or_else(|why| why);
        assert_eq!(read("i = 1 and v = 0"), "matches!(n, 1)");
        assert_eq!(read("i = 0..1"), "matches!(n, 0..=1)");
        // Polish, Arabic.
        let few = "v = 0 and i % 10 = 2..4 and i % 100 != 12..14";
        assert_eq!(read(few), "matches!(n % 10, 2..=4) && !matches!(n % 100, 12..=14)");
        assert_eq!(read("n % 100 = 3..10"), "matches!(n % 100, 3..=10)");
        assert_eq!(read("n = 0 or n % 10 = 2,5,7,9"), "matches!(n, 0) || matches!(n % 10, 2 | 5 | 7 | 9)");
        // Portuguese of millions: what is true of numbers with powers of ten alone goes.
        let many = "e = 0 and i != 0 and i % 1000000 = 0 and v = 0 or e != 0..5";
        assert_eq!(read(many), "!matches!(n, 0) && matches!(n % 1000000, 0)");
    }

    #[test]
    fn what_is_no_rule_is_named() {
        for rule in ["", "one", "x = 1", "n = a", "n % = 1", "n = 1 and", "v = 0", "v != 0"] {
            assert!(condition(rule).is_err(), "{rule}");
        }
        assert_eq!(condition("n = 1 and x = 2"), Err("`x = 2` is no relation of a plural rule".to_owned()));
    }
}
