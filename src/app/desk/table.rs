//! A list as a table that one moves about in with the arrow keys (ARIA's grid): a page of rows and columns at a time.

use super::{CP932, State, label};
use crate::app::browser;
use crate::desk::workbench::Seen;
use crate::words::desk::Desk;
use leptos::prelude::*;
use std::collections::HashSet;
use wasm_bindgen::JsCast;

/// How many rows and columns stand on a page.
const ROWS: usize = 30;
const COLUMNS: usize = 24;

/// A cell: its row (the first is 1) and its column (the first is 0).
type At = (u32, usize);

thread_local! {
    /// Where a problem leads to, for the table that stands now.
    static ASKED: std::cell::Cell<Option<RwSignal<Option<At>>>> = const { std::cell::Cell::new(None) };
}

/// Turns the table to a cell.
pub fn go(row: u32, column: usize) {
    if let Some(asked) = ASKED.get() {
        asked.set(Some((row, column)));
    }
}

/// What of a list is shown.
#[derive(Clone, PartialEq)]
struct Shown {
    rows: Vec<u32>,
    columns: Vec<usize>,
    of_rows: usize,
    of_columns: usize,
}

fn id((row, column): At) -> String {
    format!("cell-{row}-{column}")
}

pub fn table(state: State) -> impl IntoView {
    let at = RwSignal::new((0_u32, 0_usize));
    let editing = RwSignal::new(false);
    let again = StoredValue::new(false);
    let (all_rows, empty_columns) = (RwSignal::new(false), RwSignal::new(false));
    let find = RwSignal::new(String::new());
    let (row_page, column_page) = (RwSignal::new(0_usize), RwSignal::new(0_usize));
    let seen = state.seen;
    Effect::new(move |_| {
        let name = state.chosen.get();
        let wrong = state.bench.with_untracked(|bench| bench.seen(&name).found.iter().any(|f| f.cell.is_some()));
        all_rows.set(!wrong);
        find.set(String::new());
        row_page.set(0);
        column_page.set(0);
        editing.set(false);
    });
    // All rows and columns that fit what is asked for.
    let fits = Memo::new(move |_| {
        let Seen { header_row, found, .. } = seen.get();
        let wrong: HashSet<u32> = found.iter().filter_map(|f| f.problem.row).collect();
        let (all, wanted, empty) = (all_rows.get(), find.get(), empty_columns.get());
        let name = state.chosen.get();
        state.bench.with(|bench| {
            let Some(list) = bench.list(&name) else { return (Vec::new(), Vec::new()) };
            let here = (header_row + 1..=list.len() as u32).filter(|row| {
                let cells = list.row(*row);
                (all || wrong.contains(row)) && (wanted.is_empty() || cells.iter().any(|cell| cell.contains(&wanted)))
            });
            let rows: Vec<u32> = here.collect();
            let wrong: HashSet<usize> = found.iter().filter_map(|f| f.cell.map(|(_, column)| column)).collect();
            let filled = |column: &usize| {
                empty
                    || wrong.contains(column)
                    || (header_row + 1..=list.len() as u32).any(|row| !list.cell(row, *column).is_empty())
            };
            (rows, (0..list.width()).filter(filled).collect::<Vec<_>>())
        })
    });
    let shown = Memo::new(move |_| {
        let (rows, columns) = fits.get();
        let page = |page: usize, size: usize, of: usize| page.min(of.saturating_sub(1) / size) * size;
        let (r, c) = (page(row_page.get(), ROWS, rows.len()), page(column_page.get(), COLUMNS, columns.len()));
        Shown {
            of_rows: rows.len(),
            of_columns: columns.len(),
            rows: rows.into_iter().skip(r).take(ROWS).collect(),
            columns: columns.into_iter().skip(c).take(COLUMNS).collect(),
        }
    });
    let turn = move |cell: At| {
        let place = |(rows, columns): (Vec<u32>, Vec<usize>)| {
            rows.iter().position(|row| *row == cell.0).zip(columns.iter().position(|column| *column == cell.1))
        };
        if fits.with_untracked(|fits| place(fits.clone())).is_none() {
            all_rows.set(true);
            find.set(String::new());
        }
        if fits.with_untracked(|fits| place(fits.clone())).is_none() {
            empty_columns.set(true);
        }
        if let Some((row, column)) = place(fits.get_untracked()) {
            row_page.set(row / ROWS);
            column_page.set(column / COLUMNS);
            at.set(cell);
            browser::move_focus(&id(cell));
        }
    };
    let asked = RwSignal::new(None::<At>);
    ASKED.set(Some(asked));
    Effect::new(move |_| {
        if let Some(cell) = asked.get() {
            untrack(|| turn(cell));
            asked.set(None);
        }
    });
    let step = move |rows: i32, columns: i32| {
        let Shown { rows: r, columns: c, .. } = shown.get_untracked();
        let (row, column) = at.get_untracked();
        let moved = |at: Option<usize>, by: i32, of: usize| {
            (at.unwrap_or(0) as i32 + by).clamp(0, of.saturating_sub(1) as i32) as usize
        };
        let row = moved(r.iter().position(|known| *known == row), rows, r.len());
        let column = moved(c.iter().position(|known| *known == column), columns, c.len());
        if let Some(cell) = r.get(row).copied().zip(c.get(column).copied()) {
            at.set(cell);
            browser::focus(&id(cell));
        }
    };
    let commit = move |text: String, column_label: String| {
        let (row, column) = at.get_untracked();
        editing.set(false);
        state.write(row, column, &column_label, &text);
        browser::focus_later(&id((row, column)));
    };
    let keys = move |event: web_sys::KeyboardEvent| {
        if editing.get_untracked() || event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => step(1, 0),
            "ArrowUp" => step(-1, 0),
            "ArrowRight" => step(0, 1),
            "ArrowLeft" => step(0, -1),
            "PageDown" => step(10, 0),
            "PageUp" => step(-10, 0),
            "Home" => step(0, -(COLUMNS as i32)),
            "End" => step(0, COLUMNS as i32),
            "Enter" | "F2" => editing.set(true),
            _ => return,
        }
        event.prevent_default();
    };
    let header = move || {
        let name = state.chosen.get();
        let row = seen.with(|seen| seen.header_row);
        state.bench.with(|bench| bench.list(&name).map(|list| list.row(row).to_vec()).unwrap_or_default())
    };
    let grid = move || {
        let words = state.words.get();
        let Shown { rows, columns, .. } = shown.get();
        if rows.is_empty() || columns.is_empty() {
            return view! { <p class="desk-none">{words.text(Desk::DeskTableEmpty)}</p> }.into_any();
        }
        let here = at.get_untracked();
        if !rows.contains(&here.0) || !columns.contains(&here.1) {
            at.set((rows[0], columns[0]));
        }
        let header = header();
        let wrong: HashSet<At> = seen.with(|seen| seen.found.iter().filter_map(|f| f.cell).collect());
        let understood = seen.with(|seen| seen.understood.clone());
        let name = state.chosen.get();
        let heads = columns.iter().map(|column| {
            let known = understood.get(*column).copied().unwrap_or_default();
            view! { <th scope="col" class:desk-unknown=!known>{label(&header, *column)}</th> }
        });
        let body = rows.iter().map(|row| {
            let row = *row;
            let cells = columns.iter().map(|column| {
                let cell = (row, *column);
                let text = state.bench.with(|bench| bench.list(&name).map(|l| l.cell(row, cell.1).to_owned()).unwrap_or_default());
                let bad = wrong.contains(&cell);
                let column_label = label(&header, *column);
                let edit_label = words.fill(Desk::DeskCellEdit, &[("row", &row.to_string()), ("column", &column_label)]);
                let value = text.clone();
                let inside = move || {
                    let now = at.get() == cell && editing.get();
                    if !now {
                        let note = bad.then(|| view! { <span class="visually-hidden">{words.text(Desk::DeskCellWrong)}</span> });
                        return view! { <span class="desk-cell">{text.clone()}</span>{note} }.into_any();
                    }
                    let (done, left) = (column_label.clone(), column_label.clone());
                    let field = NodeRef::<leptos::html::Textarea>::new();
                    Effect::new(move |_| {
                        if let Some(field) = field.get() {
                            let _ = field.focus();
                        }
                    });
                    view! {
                        <textarea node_ref=field class="desk-edit" aria-label=edit_label.clone()
                            aria-describedby="desk-why" aria-invalid=bad.then_some("true") prop:value=value.clone() rows="2"
                            on:keydown=move |event: web_sys::KeyboardEvent| {
                                // Enter ends a change; with Alt it is a new line, as in Excel. While kana are being chosen it is neither.
                                if event.is_composing() { return; }
                                match event.key().as_str() {
                                    "Enter" if !event.alt_key() && !event.shift_key() => {
                                        event.prevent_default();
                                        event.stop_propagation();
                                        commit(event_target_value(&event), done.clone());
                                    }
                                    "Escape" => {
                                        event.stop_propagation();
                                        editing.set(false);
                                        browser::focus_later(&id(cell));
                                    }
                                    _ => {}
                                }
                            }
                            on:blur=move |event| {
                                if editing.get_untracked() && at.get_untracked() == cell {
                                    let text = event_target_value(&event);
                                    editing.set(false);
                                    state.write(cell.0, cell.1, &left, &text);
                                }
                            }></textarea>
                    }.into_any()
                };
                view! {
                    <td role="gridcell" id=id(cell) class:desk-wrong=bad
                        tabindex=move || if at.get() == cell { "0" } else { "-1" }
                        on:focus=move |_| at.set(cell)
                        on:dblclick=move |_| { at.set(cell); editing.set(true); }
                        // A second press of the same cell opens it: a finger has no double click.
                        on:pointerdown=move |_| again.set_value(at.get_untracked() == cell && browser::has_focus(&id(cell)))
                        on:click=move |_| if again.get_value() { editing.set(true) }>
                        {inside}
                    </td>
                }
            });
            view! { <tr><th scope="row">{row}</th>{cells.collect_view()}</tr> }
        });
        view! {
            <div class="desk-table-wrap">
                <table class="desk-table" role="grid" aria-describedby="desk-table-help"
                    aria-label=words.fill(Desk::DeskTableLabel, &[("file", &name)]) on:keydown=keys>
                    <thead><tr><th scope="col">{words.text(Desk::DeskTableRowHead)}</th>{heads.collect_view()}</tr></thead>
                    <tbody>{body.collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    let pages = move || {
        let words = state.words.get();
        let Shown { rows, columns, of_rows, of_columns } = shown.get();
        let (row_pages, column_pages) = (of_rows.div_ceil(ROWS), of_columns.div_ceil(COLUMNS));
        let (r, c) =
            (row_page.get().min(row_pages.saturating_sub(1)), column_page.get().min(column_pages.saturating_sub(1)));
        let turner = |word: Desk, page: RwSignal<usize>, to: Option<usize>| {
            to.map(|to| view! { <button type="button" class="button" on:click=move |_| page.set(to)>{words.text(word)}</button> })
        };
        // Which of how many are shown, and the ways back and on.
        let pager = |page: RwSignal<usize>,
                     at: usize,
                     pages: usize,
                     first: usize,
                     shown: usize,
                     of: usize,
                     words_of: [Desk; 3]| {
            let values =
                [("from", (first + 1).to_string()), ("to", (first + shown).to_string()), ("count", of.to_string())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            (pages > 1).then(|| {
                view! {
                    <p class="actions">
                        {turner(words_of[0], page, at.checked_sub(1))}
                        {turner(words_of[1], page, Some(at + 1).filter(|next| *next < pages))}
                        <span class="count">{words.fill(words_of[2], &values)}</span>
                    </p>
                }
            })
        };
        use Desk::*;
        let of_row = [DeskTableFormer, DeskTableNext, DeskTablePage];
        let of_column = [DeskTableFormerColumns, DeskTableNextColumns, DeskTableColumnPage];
        view! {
            {pager(row_page, r, row_pages, r * ROWS, rows.len(), of_rows, of_row)}
            {pager(column_page, c, column_pages, c * COLUMNS, columns.len(), of_columns, of_column)}
        }
    };
    // What is to check in the cell where one is.
    let why = move || {
        let words = state.words.get();
        let here = at.get();
        let told = seen.with(|seen| {
            let here = seen.found.iter().filter(|f| f.cell == Some(here));
            here.map(|f| format!("{} {}", f.problem.expected(&words), f.problem.remedy(&words))).collect::<Vec<_>>()
        });
        told.join("\n")
    };
    let add = move |copy: bool| {
        let name = state.chosen.get_untracked();
        let of =
            copy.then(|| at.get_untracked().0).filter(|row| shown.with_untracked(|shown| shown.rows.contains(row)));
        let mut made = 0;
        state.bench.update(|bench| made = bench.add_row(&name, of, CP932));
        state.say(state.fill(Desk::DeskTableRowMade, &[("row", &made.to_string())]));
        state.settle();
        all_rows.set(true);
        find.set(String::new());
        let column = fits.with_untracked(|(_, columns)| columns.first().copied()).unwrap_or(0);
        turn((made, column));
    };
    let delete = move |_| {
        let name = state.chosen.get_untracked();
        let row = at.get_untracked().0;
        // Only what is seen goes.
        if !shown.with_untracked(|shown| shown.rows.contains(&row)) {
            return;
        }
        state.bench.update(|bench| bench.change(&name, CP932, |list| list.remove(row)));
        state.say(state.fill(Desk::DeskTableRowGone, &[("row", &row.to_string())]));
        state.settle();
    };
    let undo = move |_| {
        let mut done = false;
        state.bench.update(|bench| done = bench.undo(CP932));
        if done {
            state.say(state.words.get_untracked().text(Desk::DeskUndone).to_owned());
        }
        state.settle();
    };
    let columns_read = move || {
        let words = state.words.get();
        let header = header();
        let understood = seen.with(|seen| seen.understood.clone());
        let of = |known: bool| {
            let these = header.iter().zip(&understood).filter(|(label, is)| !label.is_empty() && **is == known);
            these.map(|(label, _)| label.clone()).collect::<Vec<_>>().join("、")
        };
        let (known, other) = (of(true), of(false));
        view! {
            <dl class="desk-about">
                <div><dt>{words.text(Desk::DeskColumnsKnown)}</dt><dd>{known}</dd></div>
                {(!other.is_empty()).then(|| view! { <div><dt>{words.text(Desk::DeskColumnsOther)}</dt><dd>{other}</dd></div> })}
            </dl>
        }
    };
    view! {
        <section aria-labelledby="desk-table-title">
            <h2 id="desk-table-title">{move || state.text(Desk::DeskTable)}" "<span class="desk-of">{move || state.chosen.get()}</span></h2>
            <details><summary>{move || state.text(Desk::DeskColumns)}</summary>{columns_read}</details>
            <div class="desk-tools">
                <p class="field">
                    <label for="desk-rows">{move || state.text(Desk::DeskTableRows)}</label>
                    <select id="desk-rows" prop:value=move || if all_rows.get() { "all" } else { "wrong" }
                        on:change=move |event| { all_rows.set(event_target_value(&event) == "all"); row_page.set(0); }>
                        <option value="wrong">{move || state.text(Desk::DeskTableRowsProblem)}</option>
                        <option value="all">{move || state.text(Desk::DeskTableRowsAll)}</option>
                    </select>
                </p>
                <p class="field">
                    <label for="desk-find">{move || state.text(Desk::DeskTableFind)}</label>
                    <input type="search" id="desk-find" prop:value=move || find.get()
                        on:input=move |event| { find.set(event_target_value(&event)); all_rows.set(true); row_page.set(0); }/>
                </p>
                <p class="desk-check">
                    <input type="checkbox" id="desk-empty" prop:checked=move || empty_columns.get()
                        on:change=move |event| { empty_columns.set(checked(&event)); }/>
                    <label for="desk-empty">{move || state.text(Desk::DeskTableColumnsAll)}</label>
                </p>
            </div>
            <p class="actions">
                <button type="button" class="button" on:click=move |_| add(false)>{move || state.text(Desk::DeskTableAdd)}</button>
                <button type="button" class="button" on:click=move |_| add(true)>{move || state.text(Desk::DeskTableCopy)}</button>
                <button type="button" class="button" on:click=delete>{move || state.text(Desk::DeskTableDelete)}</button>
                <button type="button" class="button" disabled=move || !state.bench.with(|bench| bench.can_undo()) on:click=undo>
                    {move || state.text(Desk::DeskUndo)}
                </button>
            </p>
            <p id="desk-table-help" class="small">{move || state.text(Desk::DeskTableHelp)}</p>
            {grid}
            <p class="desk-why" id="desk-why" role="status">{why}</p>
            {pages}
        </section>
    }
}

fn checked(event: &web_sys::Event) -> bool {
    event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()).is_some_and(|field| field.checked())
}
