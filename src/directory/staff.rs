//! Who is there: professions as a list has them, each with a few words for those who have never met one.

/// One of those who are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// As the list has it: 「助産師（月1回）」.
    pub name: String,
    /// What such a person is for a family, where we have words for it.
    pub what: Option<&'static str>,
}

/// The parts of the column スタッフ.
///
/// ```
/// use tsunagi::directory::staff::staff;
/// let all = staff("保育士;助産師（月1回）;事務");
/// assert_eq!(all[1].name, "助産師（月1回）");
/// assert!(all[1].what.is_some_and(|what| what.contains("授乳")));
/// assert_eq!(all[2].what, None);
/// ```
pub fn staff(cell: &str) -> Vec<Staff> {
    let parts = cell.split([';', '；', '、', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| Staff { name: part.to_owned(), what: what(part) }).collect()
}

/// The professions of the column スタッフ by name alone: without how many or how often.
///
/// ```
/// use tsunagi::directory::staff::professions;
/// let all: Vec<_> = professions("助産師（月1回）;保育士 2名").collect();
/// assert_eq!(all, ["助産師", "保育士"]);
/// ```
pub fn professions(cell: &str) -> impl Iterator<Item = &str> {
    let parts = cell.split([';', '；', '、', '\n']);
    parts
        .map(|part| part.split(['（', '(', ' ', '　']).next().unwrap_or_default().trim())
        .filter(|part| !part.is_empty())
}

/// The longest profession that a text names.
fn what(text: &str) -> Option<&'static str> {
    let rows = include_str!("professions.ja.csv").lines().skip(1).filter_map(|line| line.split_once(','));
    rows.filter(|(name, _)| text.contains(name)).max_by_key(|(name, _)| name.len()).map(|(_, what)| what)
}
