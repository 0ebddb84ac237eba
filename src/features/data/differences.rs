use landfall_core::document::{Command, Fields};
use landfall_core::view::value_words;
use leptos::prelude::*;
use serde_json::Value;

use super::Section;
use crate::i18n::{field_words, t, t_string, use_i18n, use_lang};
use crate::store::{Published, Workspace, use_published};
use crate::ui::{Button, live_view};

/// Where the published data says otherwise than somebody here; nothing when it does not.
#[component]
pub fn Differences(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let published = use_published();
    let found = Memo::new(move |_| {
        published.with(|published| match published {
            Published::Ready(data) => workspace.read(|document| document.differences(data)),
            _ => Vec::new(),
        })
    });
    let any = Memo::new(move |_| found.with(|found| !found.is_empty()));
    view! {
        <Show when=move || any.get()>
            <Section id="data-differences" title=t!(i18n, data.differences) text=t!(i18n, data.differences_text)>
                {live_view(move || {
                    let lang = lang.get();
                    found.get().into_iter().map(|difference| {
                        let words = |value: Option<&Value>| {
                            let words = workspace.peek(|document| value_words(document, lang, difference.collection, &difference.field, value));
                            if words.is_empty() { t_string!(i18n, data.emptied).to_owned() } else { words }
                        };
                        let (here, there) = (words(difference.here.as_ref()), words(difference.published.as_ref()));
                        let title = workspace.peek(|document| document.title(difference.collection, &difference.id));
                        let field = field_words(i18n, &difference.field);
                        let take = Callback::new(move |()| {
                            let value = difference.published.clone().unwrap_or(Value::Null);
                            let fields = Fields::from_iter([(difference.field.clone(), value)]);
                            // Refused only when it is gone meanwhile; then the list says so by itself.
                            let _ = workspace.dispatch(Command::Change { collection: difference.collection, id: difference.id.clone(), fields });
                        });
                        view! {
                            <div class="conflict">
                                <p class="conflict__title">{t_string!(i18n, data.conflict_of, title = title, field = field)}</p>
                                <ul class="conflict__sides">
                                    <li class="conflict__side" data-current="true">
                                        <span class="tag conflict__mark">{t!(i18n, data.here)}</span>
                                        <p class="conflict__value">{here}</p>
                                    </li>
                                    <li class="conflict__side" data-current="false">
                                        <span class="tag conflict__mark">{t!(i18n, data.published)}</span>
                                        <p class="conflict__value">{there}</p>
                                        <Button on_click=take>{t!(i18n, data.take_published)}</Button>
                                    </li>
                                </ul>
                            </div>
                        }
                    }).collect_view().into_any()
                })}
            </Section>
        </Show>
    }
}
