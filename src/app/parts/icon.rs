//! Pictures drawn for this site: lines on a field of 24 by 24, in the colour of the text. Always beside words.

use crate::directory::Group;
use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Home,
    Search,
    Calendar,
    Document,
    Phone,
    Pin,
    Share,
    Knot,
    Clock,
    Globe,
    Mail,
    Ask,
    Play,
    Care,
    School,
    Birth,
    Health,
    Growth,
    Town,
    Family,
    Lock,
    Ticket,
    Star,
}

impl From<Group> for Icon {
    fn from(group: Group) -> Icon {
        match group {
            Group::Ask => Icon::Ask,
            Group::Play => Icon::Play,
            Group::Care => Icon::Care,
            Group::School => Icon::School,
            Group::Birth => Icon::Birth,
            Group::Health => Icon::Health,
            Group::Growth => Icon::Growth,
            Group::Town => Icon::Town,
        }
    }
}

impl Icon {
    /// Its lines, as the `d` of an SVG path.
    pub fn path(self) -> &'static str {
        match self {
            Icon::Home => "M3.5 11.5 12 4l8.5 7.5M6 10v9.5h4.5V14h3v5.5H18V10",
            Icon::Search => "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.5 15.5 20.5 20.5",
            Icon::Calendar => "M4 6.5h16V20H4zM4 10.5h16M8.5 3.5v4M15.5 3.500v4M8 14.500h3M13.5 14.500h2.5",
            Icon::Document => "M6 3.500h8.500L18.5 7.500V20.500H6zM14 3.500V8h4.500M9 12h6.500M9 15.500h6.5",
            Icon::Phone => {
                "M7 3.5 9.8 8 8 10.300c1 2.3 3.2 4.6 5.7 5.700l2.3-1.8 4.5 2.800c-.3 2.3-2 3.7-4 3.500C10.3 20 4 13.7 3.5 7.500c-.1-2 1.3-3.7 3.5-4Z"
            }
            Icon::Pin => {
                "M12 21c-4.2-4.6-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2.3 6.4-6.5 11ZM12 7.500a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z"
            }
            Icon::Share => "M12 15V4M8 7.5 12 3.500l4 4M6 11.500H5V20.500h14v-9h-1",
            Icon::Knot => {
                "M9 8.500a4.5 4.5 0 1 0 0 7c1.2-.9 2-2.2 3-3.500s1.8-2.6 3-3.500a4.5 4.5 0 1 1 0 7c-1.2-.9-2-2.2-3-3.500s-1.8-2.6-3-3.500Z"
            }
            Icon::Clock => "M12 3.500a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 7.500V12l3 2.5",
            Icon::Globe => {
                "M12 3.500a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM3.5 12h17M12 3.500c5 5.5 5 11.5 0 17M12 3.500c-5 5.5-5 11.5 0 17"
            }
            Icon::Mail => "M3.5 6h17v12.500h-17zM4 6.500l8 6.5 8-6.5",
            Icon::Ask => "M4 5h16v11h-8l-4.5 4v-4H4zM8 9h8M8 12h5",
            Icon::Play => {
                "M12 4.500a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM4.5 20.500c.5-5 3.5-7.5 7.5-7.500s7 2.5 7.5 7.500M4 8.500l3 2M20 8.500l-3 2"
            }
            Icon::Care => "M12 20C7 16.5 4 13.5 4 10a4 4 0 0 1 8-1.500A4 4 0 0 1 20 10c0 3.5-3 6.5-8 10Z",
            Icon::School => "M3.5 9.5 12 5l8.5 4.500L12 14zM7 12v5c3 2.3 7 2.3 10 0v-5M20.5 9.500V15",
            Icon::Birth => {
                "M12 4.500a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15ZM12 4.500c-1.5 1.5-.5 3.5 1.5 3M9 11.500h.1M15 11.500h.1M9.5 15c1.5 1.3 3.5 1.3 5 0"
            }
            Icon::Health => "M9.5 4h5v5.500H20v5h-5.500V20h-5v-5.500H4v-5h5.500z",
            Icon::Growth => {
                "M12 20.500v-9M12 11.500C12 7.5 9 5.5 4.5 5.500c0 4.5 3 6.5 7.5 6M12 14c0-3.5 2.5-5.5 7.5-5.5 0 4-3 6-7.5 5.5"
            }
            Icon::Family => {
                "M8 4.500a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM16.500 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4ZM3 20c.2-5 2-7.500 5-7.500s4.8 2.5 5 7.500M13.500 15.500c.8-.9 1.800-1.500 3-1.500 2.500 0 4 2 4.300 6"
            }
            Icon::Star => "M12 4l2.500 5.200 5.500.700-4 3.900 1 5.600-5-2.700-5 2.700 1-5.600-4-3.900 5.500-.700z",
            Icon::Lock => "M6 11h12v9.500H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.500v2.5",
            Icon::Ticket => {
                "M3.5 7h17v3.500a1.500 1.500 0 0 0 0 3V17h-17v-3.500a1.500 1.500 0 0 0 0-3zM14 7v2M14 11v2M14 15v2"
            }
            Icon::Town => "M4 20.500V9l5-3.500L14 9v11.500M14 12.500h6v8M3 20.500h18M8 12h2M8 16h2M16.5 16h1",
        }
    }
}

pub fn icon(icon: Icon) -> impl IntoView {
    let path = icon.path();
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path d=path fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>
        </svg>
    }
}
