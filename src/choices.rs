//! Choices that have a name in addresses and files, and counts of what each would leave: what narrowing any list needs.

/// The name of a choice; empty for one that has none.
///
/// ```
/// use tsunagi::choices;
/// let all = [('a', "first"), ('b', "second")];
/// assert_eq!((choices::key(&all, &'b'), choices::of_key(&all, "first")), ("second", Some('a')));
/// assert_eq!(choices::read(&all, "second,third"), ['b']);
/// assert_eq!(choices::write(&all, &['b', 'a']), "second,first");
/// assert_eq!(choices::turned(&['a'], 'b'), ['a', 'b']);
/// ```
pub fn key<T: PartialEq>(all: &[(T, &'static str)], one: &T) -> &'static str {
    all.iter().find(|(known, _)| known == one).map_or("", |(_, key)| key)
}

/// The choice of a name.
pub fn of_key<T: Copy>(all: &[(T, &'static str)], key: &str) -> Option<T> {
    all.iter().find(|(_, known)| *known == key).map(|(one, _)| *one)
}

/// Those that a list of names parted by commas has, in the order of all; unknown names are none.
pub fn read<T: Copy>(all: &[(T, &'static str)], text: &str) -> Vec<T> {
    all.iter().filter(|(_, key)| text.split(',').any(|name| name == *key)).map(|(one, _)| *one).collect()
}

/// The names of those chosen, parted by commas.
pub fn write<T: PartialEq>(all: &[(T, &'static str)], chosen: &[T]) -> String {
    chosen.iter().map(|one| key(all, one)).collect::<Vec<_>>().join(",")
}

/// Where a choice stands among all; the first place for one that does not.
pub fn at<T: PartialEq>(all: &[(T, &'static str)], one: &T) -> usize {
    all.iter().position(|(known, _)| known == one).unwrap_or(0)
}

/// Those chosen with one turned on or off.
pub fn turned<T: PartialEq + Copy>(chosen: &[T], one: T) -> Vec<T> {
    let others = chosen.iter().copied().filter(|other| *other != one);
    let on = (!chosen.contains(&one)).then_some(one);
    others.chain(on).collect()
}

/// Counts a text once more; only the first of each is copied.
pub fn add_text(counts: &mut Vec<(String, usize)>, text: &str) {
    match counts.iter_mut().find(|(known, _)| known == text) {
        Some((_, count)) => *count += 1,
        None => counts.push((text.to_owned(), 1)),
    }
}

/// Counts a value once more.
pub fn add<T: PartialEq>(counts: &mut Vec<(T, usize)>, value: T) {
    match counts.iter_mut().find(|(known, _)| *known == value) {
        Some((_, count)) => *count += 1,
        None => counts.push((value, 1)),
    }
}
