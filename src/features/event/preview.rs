//! Whether visitors may see the event, and exactly what they would see.

use landfall_core::document::Fields;
use landfall_core::model::{Collection, Lang};
use landfall_core::view::event::Preview;
use leptos::prelude::*;
use serde_json::Value;

use super::hand::Hand;
use crate::i18n::{t, t_string};
use crate::store::{Published, use_published};
use crate::ui::{live, live_view};

/// The flag, and the event as a visitor sees it in either language.
#[component]
pub fn PublicPart(hand: Hand) -> impl IntoView {
    let i18n = hand.i18n;
    let open = RwSignal::new(false);
    let public = Memo::new(move |_| hand.see(|sheet| sheet.record.public));
    let toggle = move |_| {
        let fields = Fields::from_iter([("public".to_owned(), Value::Bool(!public.get_untracked()))]);
        // Refused only where nothing can be changed, and that is said.
        let _ = hand.set(Collection::Events, &hand.id(), fields);
    };
    view! {
        <section class="event-sheet__block event-public">
            <h3 class="event-sheet__heading">{t!(i18n, event.visitors)}</h3>
            <label class="choice">
                <input type="checkbox" prop:checked=live(move || public.get()) on:change=toggle />
                {t!(i18n, event.make_public)}
            </label>
            <p class="event-sheet__hint">
                {live(move || if public.get() { t_string!(i18n, event.public_hint) } else { t_string!(i18n, event.internal_hint) })}
            </p>
            <button
                class="event-sheet__more" type="button" aria-expanded=live(move || open.get().to_string())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {t!(i18n, event.preview)}
            </button>
            <Show when=move || open.get()>
                <div class="event-public__preview">
                    {shown(hand, Lang::ZhCn)}
                    {shown(hand, Lang::En)}
                    <p class="event-sheet__hint">{t!(i18n, event.preview_hint)}</p>
                </div>
            </Show>
        </section>
    }
}

fn shown(hand: Hand, lang: Lang) -> AnyView {
    let i18n = hand.i18n;
    let published = use_published();
    let preview = Memo::new(move |_| {
        let home = published.with(|published| match published {
            Published::Ready(data) => Some(data.home.position),
            _ => None,
        });
        hand.workspace.read(|document| Preview::of(document.tables(), &hand.id(), home, lang))
    });
    live_view(move || {
        let Some(preview) = preview.get() else { return ().into_any() };
        let places = preview.places.into_iter().map(|place| {
            let inferred = place.inferred.then(|| view! { <span class="tag">{t!(i18n, event.inferred)}</span> });
            view! { <span>{place.name} " " {place.distance} {inferred}</span> }
        });
        let notes = preview.notes.into_iter().map(|note| view! { <li dir="auto">{note}</li> }).collect_view();
        let missing = preview.untranslated.then(|| {
            let words = match lang {
                Lang::ZhCn => t_string!(i18n, event.no_chinese),
                Lang::En => t_string!(i18n, event.no_english),
            };
            view! { <p class="event-public__missing">{words}</p> }
        });
        view! {
            <article class="event-public__card" lang=lang.tag()>
                <p class="event-rows__meta"><span>{preview.kind}</span><span>{preview.dates}</span></p>
                <p class="event-public__title" dir="auto">{preview.title}</p>
                <p class="event-rows__meta">{places.collect_view()}</p>
                <p class="event-rows__meta"><span dir="auto">{preview.led_by}</span></p>
                <p dir="auto">{preview.theme}</p>
                <ul>{notes}</ul>
            </article>
            {missing}
        }
        .into_any()
    })
    .into_any()
}
