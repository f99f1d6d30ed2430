use leptos::prelude::*;
fn main() {
    let owner = Owner::new();
    let html = owner.with(|| view! { <p>"つなぎ"</p> }.to_html());
    println!("{html}");
}
