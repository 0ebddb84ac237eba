use std::collections::BTreeMap;

use landfall_core::document::{Command, CommandError, Differing, Fields};
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::view::value_words;
use leptos::prelude::*;
use serde_json::Value;

use crate::i18n::{collection_words, field_words, t, t_string, use_i18n, use_lang};
use crate::store::{Workspace, use_session};
use crate::ui::{Button, Dialog, Look, Size, live, live_view};

/// Two records become one: which one stays, and which of their different values. What else happens is shown before.
#[component]
pub fn MergeDialog(
    workspace: Workspace,
    /// Companies or leads.
    collection: Collection,
    first: RecordId,
    second: RecordId,
    on_close: Callback<()>,
) -> impl IntoView {
    let (i18n, lang, session) = (use_i18n(), use_lang(), use_session());
    let ids = StoredValue::new((first.clone(), second.clone()));
    // What has more hanging on it stays, or of which more is known, unless somebody says otherwise.
    let weight = |id: &RecordId| {
        workspace.peek(|document| {
            let known = document.tables().fields(collection, id).map_or(0, |fields| fields.len());
            (document.referring(collection, id).values().sum::<usize>(), known)
        })
    };
    let keep_second = RwSignal::new(weight(&second) > weight(&first));
    let sides = move || {
        let (first, second) = ids.get_value();
        if keep_second.get() { (second, first) } else { (first, second) }
    };
    // By field: whether the second one's value was chosen.
    let chosen = RwSignal::new(BTreeMap::<&'static str, bool>::new());
    let differing = workspace.peek(|document| document.differing(collection, &first, &second));
    let all = StoredValue::new(differing.clone());
    let fields = move || {
        let (kept, chosen) = (keep_second.get(), chosen.get());
        all.with_value(|all| {
            let taken = all.iter().filter_map(|one| {
                let of_second = chosen.get(one.field).copied().unwrap_or(kept);
                let value = if of_second { &one.dropped } else { &one.keep };
                (of_second != kept).then(|| (one.field.to_owned(), value.clone()))
            });
            taken.collect::<Fields>()
        })
    };
    let title_of = |id: &RecordId| {
        workspace.peek(|document| {
            let title = document.title(collection, id);
            let lead = document.tables().leads.get(id).filter(|_| collection == Collection::Leads);
            (lead.map(|lead| lead.code.clone()).unwrap_or_default(), title)
        })
    };
    let merge = Callback::new(move |()| {
        let ((keep, dropped), fields) = untrack(|| (sides(), fields()));
        match workspace.dispatch(Command::MergeRecords { collection, keep: keep.clone(), dropped, fields }) {
            Ok(_) => {
                let title = workspace.peek(|document| document.title(collection, &keep));
                session.say(t_string!(i18n, companies.merged, title = title), true);
            }
            Err(CommandError::Published { title }) => {
                session.say(t_string!(i18n, companies.published, title = title), false);
            }
            Err(_) => session.say(t_string!(i18n, data.cannot_now).to_owned(), false),
        }
        on_close.run(());
    });
    let heads = [(false, &first), (true, &second)].map(|(is_second, id)| {
        let (code, title) = title_of(id);
        let both = format!("{title} {code}");
        let label = t_string!(i18n, companies.keep_this, title = both.trim());
        view! {
            <label class="merging__side">
                <input
                    type="radio" name="merge-keep" aria-label=label prop:checked=live(move || keep_second.get() == is_second)
                    on:change=move |_| keep_second.set(is_second)
                />
                <span>{title}" "{code}</span>
            </label>
        }
    });
    let rows: Vec<AnyView> =
        differing.into_iter().map(|one| row(workspace, collection, one, keep_second, chosen)).collect();
    let moves = move || {
        let (_, dropped) = sides();
        let counts = workspace.read(|document| document.referring(collection, &dropped));
        let words = counts.into_iter().map(|(of, count)| {
            t_string!(i18n, companies.moves_one, collection = collection_words(i18n, of), count = count)
        });
        words.collect::<Vec<_>>()
    };
    let result = move || {
        let ((keep, dropped), fields, lang) = (sides(), fields(), lang.get());
        workspace.read(|document| {
            let merged = document.merged_fields(collection, &keep, &dropped, fields);
            let shown = collection.fields().iter().filter(|spec| !HIDDEN.contains(&spec.name));
            let words = shown.filter_map(|spec| {
                let value = merged.get(spec.name)?;
                let words = value_words(document, lang, collection, spec.name, Some(value));
                (!words.is_empty()).then(|| (field_words(i18n, spec.name), words))
            });
            words.collect::<Vec<_>>()
        })
    };
    let title = Signal::derive(move || match collection {
        Collection::Companies => t_string!(i18n, companies.merge_companies).to_owned(),
        _ => t_string!(i18n, companies.merge_leads).to_owned(),
    });
    let no_rows = rows.is_empty();
    view! {
        <Dialog id="merge-records" title=title close_label=Signal::derive(move || t_string!(i18n, app.close).to_owned()) on_close=on_close>
            <div class="merging">
                <fieldset class="merging__set merging__head">
                    <legend class="merging__legend">{t!(i18n, companies.keep)}</legend>
                    <div class="merging__sides">{heads}</div>
                </fieldset>
                {(collection == Collection::Leads).then(|| view! { <p class="merging__facts">{t!(i18n, companies.keep_note)}</p> })}
                <div class="merging__fields">
                    <h3 class="merging__heading">
                        {live(move || if no_rows { t_string!(i18n, companies.same_fields) } else { t_string!(i18n, companies.choose) })}
                    </h3>
                    {rows}
                </div>
                <div>
                    <h3 class="merging__heading">{t!(i18n, companies.moves)}</h3>
                    <p class="merging__facts">
                        {live_view(move || {
                            let moves = moves();
                            if moves.is_empty() {
                                return view! { <span>{t!(i18n, companies.moves_none)}</span> }.into_any();
                            }
                            moves.into_iter().map(|words| view! { <span>{words}</span> }).collect_view().into_any()
                        })}
                    </p>
                </div>
                <div>
                    <h3 class="merging__heading">{t!(i18n, companies.result)}</h3>
                    {live_view(move || {
                        let rows = result().into_iter().map(|(field, words)| view! { <dt>{field}</dt><dd>{words}</dd> });
                        view! { <dl class="merging__result">{rows.collect_view()}</dl> }.into_any()
                    })}
                </div>
                <footer class="merging__foot">
                    <Button size=Size::Large on_click=on_close>{t!(i18n, companies.cancel)}</Button>
                    <Button look=Look::Primary size=Size::Large on_click=merge>{t!(i18n, companies.do_merge)}</Button>
                </footer>
            </div>
        </Dialog>
    }
}

/// Fields that say how a record stands and nothing a person would read.
const HIDDEN: [&str; 6] = ["rank", "stage_since", "removed", "merged_into", "sample", "published"];

/// A field in which the two differ. `one.keep` is the first record's value here, `one.dropped` the second's.
fn row(
    workspace: Workspace,
    collection: Collection,
    one: Differing,
    keep_second: RwSignal<bool>,
    chosen: RwSignal<BTreeMap<&'static str, bool>>,
) -> AnyView {
    let i18n = use_i18n();
    let lang: Lang = use_lang().get_untracked();
    let field = one.field;
    let words = |value: &Value| workspace.peek(|document| value_words(document, lang, collection, field, Some(value)));
    let name = field_words(i18n, field);
    let group = format!("merge-{field}");
    let sides = [(false, words(&one.keep)), (true, words(&one.dropped))].map(|(is_second, words)| {
        let is_chosen =
            move || chosen.with(|chosen| chosen.get(field).copied()).unwrap_or_else(|| keep_second.get()) == is_second;
        view! {
            <label class="merging__side">
                <input
                    type="radio" name=group.clone() prop:checked=live(is_chosen)
                    on:change=move |_| chosen.update(|chosen| { chosen.insert(field, is_second); })
                />
                <span>{words}</span>
            </label>
        }
    });
    view! {
        <fieldset class="merging__set">
            <legend class="merging__legend">{name}</legend>
            <div class="merging__sides">{sides}</div>
        </fieldset>
    }
    .into_any()
}
