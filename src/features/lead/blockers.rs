use landfall_core::format;
use landfall_core::model::RecordId;
use landfall_core::view::term_name;
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::Workspace;
use crate::ui::{Icon, IconName, live_view};

/// What holds the lead up. Nothing is shown when nothing does.
#[component]
pub fn Blockers(id: RecordId, workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let blockers = Memo::new(move |_| {
        let lang = lang.get();
        workspace.read(|document| {
            let tables = document.tables();
            let standing = tables.blockers_of(&id).into_iter();
            standing.map(|blocker| (term_name(tables, &blocker.kind, lang), (**blocker).clone())).collect::<Vec<_>>()
        })
    });
    let facts =
        move |raised: Option<landfall_core::model::Day>, due: Option<landfall_core::model::Day>, department: &str| {
            let (lang, today) = (lang.get_untracked(), workspace.today());
            let words = [
                Some(department.to_owned()).filter(|text| !text.is_empty()),
                raised.map(|day| t_string!(i18n, lead.blocker_raised, day = format::day_week(lang, day, today))),
                due.map(|day| t_string!(i18n, lead.blocker_due, day = format::day_week(lang, day, today))),
            ];
            words.into_iter().flatten().map(|word| view! { <span>{word}</span> }).collect_view()
        };
    view! {
        <Show when=move || !blockers.with(Vec::is_empty)>
            <section class="drawer__block">
                <h3 class="drawer__heading">
                    {t!(i18n, lead.blockers)}
                    <span class="drawer__count">{t!(i18n, lead.blocker_open, count = blockers.with(Vec::len))}</span>
                </h3>
                {live_view(move || ({
                    blockers
                        .get()
                        .into_iter()
                        .map(|(kind, blocker)| {
                            view! {
                                <div class="blocker">
                                    <Icon name=IconName::Rock size=18 />
                                    <div>
                                        <p><strong>{kind}</strong>" "{blocker.text.clone()}</p>
                                        <p class="blocker__facts">{facts(blocker.raised, blocker.due, &blocker.department)}</p>
                                    </div>
                                </div>
                            }
                        })
                        .collect_view()
                }).into_any())}
            </section>
        </Show>
    }
}
