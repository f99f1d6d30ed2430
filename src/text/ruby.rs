//! Readings over kanji: 《漢字|かんじ》 in texts of easy Japanese and of forms for children.

/// The parts of a text: plain ones, and those with their readings. What only looks like a mark, as the title of a book in 《》,
/// is plain.
///
/// ```
/// use tsunagi::text::ruby::parts;
/// let read: Vec<_> = parts("《絵本》と《心|こころ》").collect();
/// assert_eq!(read, [("《絵本》と", None), ("心", Some("こころ"))]);
/// ```
pub fn parts(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let marked = text.match_indices('《').find_map(|(at, mark)| {
            let (inner, after) = text[at + mark.len()..].split_once('》')?;
            let (base, reading) = inner.split_once('|')?;
            (!base.contains('《')).then_some((at, base, reading, after))
        });
        match marked {
            Some((0, base, reading, after)) => {
                rest = Some(after).filter(|after| !after.is_empty());
                Some((base, Some(reading)))
            }
            Some((at, ..)) => {
                rest = Some(&text[at..]);
                Some((&text[..at], None))
            }
            None => {
                rest = None;
                Some((text, None))
            }
        }
    })
}

/// Without readings: for titles, files, whatever is no page.
///
/// ```
/// use tsunagi::text::ruby;
/// assert_eq!(ruby::plain("《今|いま》すぐ《相談|そうだん》"), "今すぐ相談");
/// assert_eq!(ruby::plain("《途中"), "《途中");
/// ```
pub fn plain(text: &str) -> String {
    if !text.contains('《') {
        return text.to_owned();
    }
    parts(text).map(|(base, _)| base).collect()
}

/// HTML with readings as `ruby`; within tags (in attributes) and in `title` they go.
///
/// ```
/// use tsunagi::text::ruby;
/// let html = "<a title=\"《道|みち》\">《道|みち》</a>";
/// assert_eq!(ruby::in_markup(html), "<a title=\"道\"><ruby>道<rp>（</rp><rt>みち</rt><rp>）</rp></ruby></a>");
/// ```
pub fn in_markup(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        over(&rest[..at], &mut out);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        out.push_str(&plain(&rest[at..end]));
        rest = &rest[end..];
    }
    over(rest, &mut out);
    out
}

fn over(text: &str, out: &mut String) {
    for (base, reading) in parts(text) {
        match reading {
            None => out.push_str(base),
            Some(reading) => {
                out.push_str(&format!("<ruby>{base}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"));
            }
        }
    }
}
