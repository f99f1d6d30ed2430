//! The national lines of いますぐ相談: one data file a language, beside this one.
//!
//! Numbers and hours are facts from the operators named in the file; they still have to be confirmed with each before
//! a city publishes, which the page's own sentence allows for.

/// When one would ring it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Life or safety at stake now.
    Danger,
    /// Sudden illness, poisoning.
    Health,
    /// A parent's own worries.
    Parent,
    /// Violence at home, sexual violence.
    Safety,
    /// For children themselves.
    Child,
}

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Helpline {
    pub need: Need,
    /// Digits as dialled, a leading `#` kept.
    pub dial: &'static str,
    pub name: &'static str,
    pub when: &'static str,
    pub hours: &'static str,
    pub free: bool,
    /// Who runs it or answers for it.
    pub source: &'static str,
}

impl Helpline {
    /// The number as people read it: 0120-189-783.
    ///
    /// ```
    /// let line = tsunagi::helplines::lines().find(|l| l.dial == "0120189783").unwrap();
    /// assert_eq!(line.written(), "0120-189-783");
    /// ```
    pub fn written(&self) -> String {
        let d = self.dial;
        let cut = |a: usize, b: usize| match (d.get(..a), d.get(a..b), d.get(b..)) {
            (Some(x), Some(y), Some(z)) => format!("{x}-{y}-{z}"),
            _ => d.to_owned(),
        };
        match d.len() {
            10 if d == "0120078310" => "0120-0-78310".to_owned(),
            10 if d.starts_with("0120") || d.starts_with("0570") => cut(4, 7),
            10 => cut(3, 6),
            _ => d.to_owned(),
        }
    }
}

/// Every line, in the order of the file.
pub fn lines() -> impl Iterator<Item = Helpline> {
    include_str!("lines.ja.csv").lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        let need = match cells.next()? {
            "danger" => Need::Danger,
            "health" => Need::Health,
            "parent" => Need::Parent,
            "safety" => Need::Safety,
            "child" => Need::Child,
            _ => return None,
        };
        Some(Helpline {
            need,
            dial: cells.next()?,
            name: cells.next()?,
            when: cells.next()?,
            hours: cells.next()?,
            free: cells.next()? == "有",
            source: cells.next()?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_line_that_can_be_dialled() {
        let rows = include_str!("lines.ja.csv").lines().count() - 1;
        assert_eq!(lines().count(), rows);
        for line in lines() {
            let digits = line.dial.trim_start_matches('#');
            assert!(digits.len() >= 3 && digits.bytes().all(|b| b.is_ascii_digit()), "{}", line.dial);
            assert!(!line.name.is_empty() && !line.hours.is_empty() && !line.source.is_empty());
        }
    }
}
