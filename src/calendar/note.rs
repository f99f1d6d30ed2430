//! What 利用可能日時特記事項 says of opening hours: only what leaves no doubt is read, the whole text is shown anyway.
//!
//! A sentence is read from places where a thought can begin (its start, behind a comma or bracket, behind hours that were
//! just read): 「土曜は9:00～12:00」 is one, 「学校休業日等の土曜は9:00～12:00」 is another, and is left alone.

use super::hours::{Exception, Hours, NEW_YEAR, Period, What, When, joined};
use super::scan::{Cursor, plain};
use super::time::{TimeRange, read_range, read_ranges, read_time};
use super::weekday::{Weekday, Weekdays, read_every_week, read_nth, read_weekdays};

/// Names of the time during which a place is open, as notes have them.
const OPENING: [&str; 9] =
    ["開所時間", "開館時間", "開園時間", "利用時間", "受付時間", "保育時間", "診療時間", "開設時間", "開室時間"];

/// Words that end a sentence about closing.
const CLOSING: [&str; 12] =
    ["休館", "休園", "休所", "休室", "休診", "休業", "お休み", "休み", "定休", "閉館", "閉所", "閉室"];

/// Names of the days on which a place is closed, before a list of them.
const CLOSED_DAYS: [&str; 9] =
    ["休館日", "休園日", "休所日", "休室日", "休診日", "定休日", "閉館日", "閉所日", "閉室日"];

pub(super) fn read_note(hours: &mut Hours) {
    let note = hours.note.clone();
    let mut breaks = Vec::new();
    for sentence in note.split(['。', '｡', '\n', '\r']) {
        read_sentence(hours, &plain(sentence), &mut breaks);
    }
    let closed_by_date = hours.exceptions.iter().any(|e| e.what == What::Closed && !e.when.dates.is_empty());
    if note.contains("年末年始") && !closed_by_date {
        hours.exceptions.push(NEW_YEAR.closed());
    }
    take_breaks(hours, &breaks);
    // 「火曜日は休み。7月・8月は毎日」 holds for a part of the year only.
    if note.contains("毎日") {
        hours.exceptions.retain(|e| e.what != What::Closed || e.when.days.is_empty());
    }
}

fn read_sentence(hours: &mut Hours, chars: &[char], breaks: &mut Vec<TimeRange>) {
    let text: String = chars.iter().collect();
    let closes = CLOSING.iter().any(|word| text.contains(word)) || text.contains("除");
    read_holidays(hours, &text, closes);
    let mut at = 0;
    let mut begins = true;
    while at < chars.len() {
        let mut cursor = Cursor::new(chars);
        cursor.at = at;
        if begins && let Some(exception) = cursor.attempt(|c| read_hours(c, hours)) {
            hours.exceptions.push(exception);
            (at, begins) = (cursor.at, true);
            continue;
        }
        if begins
            && closes
            && let Some((exceptions, holidays)) = cursor.attempt(read_closing)
        {
            hours.exceptions.extend(exceptions);
            if holidays && !text.contains("祝日も") && !text.contains("祝日は開") {
                close_on_holidays(hours);
            }
            (at, begins) = (cursor.at, true);
            continue;
        }
        if begins
            && closes
            && let Some(range) = cursor.attempt(read_break)
        {
            breaks.push(range);
            (at, begins) = (cursor.at, true);
            continue;
        }
        // A period that stands among other words of closing: 「日曜日及び祝日、12/29から1/3まで休所」.
        if closes && let Some(period) = cursor.attempt(read_period) {
            if !cursor.eat_any(&["は開", "も開"]) {
                hours.exceptions.push(period.closed());
            }
            (at, begins) = (cursor.at, true);
            continue;
        }
        begins = matches!(chars[at], '・' | '(' | '※' | ':' | ')' | '「');
        at += 1;
    }
}

/// Holidays of which a sentence speaks as a whole.
fn read_holidays(hours: &mut Hours, text: &str, closes: bool) {
    // 「祝日は17:00まで」
    if let Some((_, rest)) = text.split_once("祝日は")
        && rest.starts_with(|c: char| c.is_ascii_digit())
    {
        let rest: Vec<char> = rest.chars().collect();
        let mut cursor = Cursor::new(&rest);
        if let (Some(close), Some(first)) = (read_time(&mut cursor), hours.usual.first())
            && cursor.eat("まで")
            && first.open <= close
        {
            let when = When { days: Weekdays::NONE.with(Weekday::Holiday), ..When::default() };
            let ranges = vec![TimeRange { open: first.open, close }];
            hours.days = hours.days.with(Weekday::Holiday);
            hours.exceptions.push(Exception { when, what: What::Instead(ranges) });
        }
        return;
    }
    if !closes || !text.contains('祝') {
        return;
    }
    let moves = ["祝日の場合", "祝日のとき", "祝日にあたる", "祝日に当たる", "祝日と重なる"];
    if text.contains('翌') && moves.iter().any(|word| text.contains(word)) {
        hours.closing_moves = true;
    } else if text.contains("祝日の翌日") || text.contains("休日の翌日") {
        hours.closed_after_holidays = true;
    } else if !["祝日も", "祝日は開", "祝日・第"].iter().any(|word| text.contains(word)) {
        close_on_holidays(hours);
    }
}

/// 「毎日」 in the column means no holidays either, where the note takes them out.
fn close_on_holidays(hours: &mut Hours) {
    hours.closed_on_holidays = true;
    hours.days = hours.days.without(Weekday::Holiday);
}

/// 「土曜日の開所時間は07:00から18:00」「土曜は9:00-12:00・13:00-15:00」「第2・第4土曜日の9:00-12:00も開いています」
/// 「日曜・祝日・12/29-1/3は9:00-17:00も診療」.
fn read_hours(cursor: &mut Cursor, hours: &Hours) -> Option<Exception> {
    let when = read_when(cursor)?;
    cursor.eat_any(&["のみ", "の"]);
    cursor.eat_any(&OPENING);
    cursor.eat_any(&["は", ":", "も"]);
    let ranges = read_ranges(cursor);
    if ranges.is_empty() {
        return None;
    }
    if cursor.eat("も") {
        return Some(Exception { when, what: What::Also(ranges) });
    }
    // Hours for a day on which it does not open, or for some weeks alone, say too little of what happens then.
    let known = when.nth.is_empty() && when.dates.is_empty() && when.days.iter().any(|d| hours.days.contains(d));
    known.then_some(Exception { when, what: What::Instead(ranges) })
}

/// Weekdays and days of the year, one after another.
fn read_when(cursor: &mut Cursor) -> Option<When> {
    let mut when = When::default();
    loop {
        if let Some(found) = cursor.attempt(read_weekdays) {
            when.days = when.days.union(found.days);
            when.nth.extend(found.nth);
        } else if let Some(period) = cursor.attempt(|c| {
            c.eat("・");
            read_period(c)
        }) {
            when.dates.push(period);
        } else {
            break;
        }
        bracket(cursor);
    }
    (!when.days.is_empty() || !when.dates.is_empty()).then_some(when)
}

/// A remark in brackets behind a day, which changes nothing of it: 「土曜(学校休業日含む)」.
fn bracket(cursor: &mut Cursor) {
    cursor.attempt(|c| {
        if !c.eat("(") {
            return None;
        }
        for _ in 0..20 {
            if c.eat(")") {
                return Some(());
            }
            // A number in it may be a time or a day of its own.
            if c.peek()?.is_ascii_digit() {
                return None;
            }
            c.at += 1;
        }
        None
    });
}

/// 「木曜日・日曜日・祝日は休診」「第3日曜日は休館」「休館日:月曜日・第3日曜日」: what is closed, and whether 祝日 is among it.
fn read_closing(cursor: &mut Cursor) -> Option<(Vec<Exception>, bool)> {
    let named = cursor.eat_any(&CLOSED_DAYS);
    if named && !cursor.eat_any(&["は", ":", "・"]) {
        return None;
    }
    let mut found: Vec<When> = Vec::new();
    loop {
        cursor.eat_any(&["・", "及び", "と"]);
        let nth = cursor.attempt(|c| {
            c.eat("毎月");
            if c.eat("月末の") { Some(vec![-1]) } else { read_nth(c) }
        });
        let read = match nth {
            Some(nth) => {
                let days = cursor.attempt(read_every_week)?;
                When { days, nth, ..When::default() }
            }
            None => {
                if let Some(period) = cursor.attempt(read_period) {
                    When { dates: vec![period], ..When::default() }
                } else if let Some(week) = cursor.attempt(read_every_week) {
                    When { days: week, ..When::default() }
                } else {
                    break;
                }
            }
        };
        found.push(read);
        bracket(cursor);
    }
    if found.is_empty() {
        return None;
    }
    if !named {
        cursor.eat("が");
        cursor.eat("は");
        cursor.eat("お");
        if !cursor.eat_any(&CLOSING) && !cursor.eat("休") {
            return None;
        }
    }
    let holidays = found.iter().any(|when| when.days.contains(Weekday::Holiday));
    for when in &mut found {
        when.days = when.days.without(Weekday::Holiday);
    }
    found.retain(|when| !when.days.is_empty() || !when.dates.is_empty());
    Some((found.into_iter().map(|when| Exception { when, what: What::Closed }).collect(), holidays))
}

/// 「12/29-1/3」「12月29日から1月3日」「2026年8月10日-20日」, or one day: 「8月15日」.
fn read_period(cursor: &mut Cursor) -> Option<Period> {
    let year = cursor.attempt(|c| {
        let era = c.eat_any(&["令和", "R"]);
        let (year, digits) = c.number(4)?;
        let year = i32::try_from(year).ok()?;
        if !c.eat_any(&["年", "・"]) {
            return None;
        }
        match (era, digits) {
            (true, 1 | 2) => Some(year + 2018),
            (false, 4) => Some(year),
            _ => None,
        }
    });
    let from = read_month_day(cursor)?;
    let to = cursor.attempt(|c| {
        if !c.eat_any(&["-", "から"]) {
            return None;
        }
        let _ = c.attempt(|c| c.number(4).filter(|(_, digits)| *digits == 4 && c.eat_any(&["年", "・"])));
        let to = read_month_day(c).or_else(|| {
            let (day, _) = c.number(2)?;
            (c.eat("日") && day > from.1 && day <= 31).then_some((from.0, day))
        });
        c.eat("まで");
        to
    });
    Some(Period { from, to: to.unwrap_or(from), year })
}

fn read_month_day(cursor: &mut Cursor) -> Option<(u32, u32)> {
    cursor.attempt(|c| {
        let (month, _) = c.number(2)?;
        // A slash has become a middle dot by then.
        if !c.eat_any(&["・", "月"]) {
            return None;
        }
        let (day, _) = c.number(2)?;
        c.eat("日");
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
    })
}

/// 「12:00-13:00は昼休み」
fn read_break(cursor: &mut Cursor) -> Option<TimeRange> {
    cursor.eat_any(&["お昼休みは", "昼休みは", "お昼休み:", "昼休み:"]);
    let named = cursor.at > 0;
    let range = read_range(cursor)?;
    cursor.eat_any(&["は", "の間は"]);
    let closed = ["昼休", "お昼休", "休", "閉"].iter().any(|word| cursor.eat(word));
    (closed || (named && cursor.done())).then_some(range)
}

/// Takes the breaks out of the usual hours, and out of those of other days that lie wholly around them.
fn take_breaks(hours: &mut Hours, breaks: &[TimeRange]) {
    let cut = |ranges: &[TimeRange], whole: bool| {
        let mut left = ranges.to_vec();
        for pause in breaks {
            left = left
                .iter()
                .flat_map(|r| {
                    let around = r.open < pause.open && pause.close < r.close;
                    if !around && (whole || pause.open >= r.close || pause.close <= r.open) {
                        return vec![*r];
                    }
                    let before = TimeRange { open: r.open, close: pause.open.max(r.open).min(r.close) };
                    let after = TimeRange { open: pause.close.min(r.close).max(r.open), close: r.close };
                    [before, after].into_iter().filter(|r| r.open < r.close).collect()
                })
                .collect();
        }
        joined(left)
    };
    hours.usual = cut(&hours.usual, false);
    for exception in &mut hours.exceptions {
        if let What::Instead(ranges) = &mut exception.what {
            *ranges = cut(ranges, true);
        }
    }
}
