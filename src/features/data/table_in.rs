use landfall_core::exchange::{Column, DryRun, Mapping, RawTable};
use leptos::prelude::*;

use super::incoming::{Decide, more};
use crate::i18n::{fault_words, t, t_string, use_i18n, use_lang};
use crate::store::{Workspace, use_intakes};
use crate::ui::{Icon, IconName, Select};

const MOST: usize = 12;

/// What importing a table of leads would do: columns to map, new and changed leads, problems by row.
#[component]
pub fn TablePreview(workspace: Workspace, table: RawTable, mapping: Mapping, run: DryRun) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang().get_untracked();
    let unknown = table.left_out(&mapping);
    let free: Vec<Column> = Column::ALL.iter().copied().filter(|column| !mapping.contains(&Some(*column))).collect();
    let maps = unknown.into_iter().map(|(at, heading)| {
        let none = (String::new(), t_string!(i18n, sheet.not_imported).to_owned());
        let options: Vec<(String, String)> = std::iter::once(none)
            .chain(free.iter().map(|column| (column.heading(lang).to_owned(), column.heading(lang).to_owned())))
            .collect();
        let mapping = mapping.clone();
        let intakes = use_intakes();
        let choose = Callback::new(move |value: String| {
            let mut next = mapping.clone();
            if let Some(slot) = next.get_mut(at) {
                *slot = Column::of_heading(&value);
            }
            intakes.map(workspace, next, lang);
        });
        view! { <Select id=format!("map-{at}") label=Signal::derive(move || heading.clone()) options=Signal::derive(move || options.clone()) value=Signal::derive(String::new) on_change=choose /> }
    });
    let maps: Vec<_> = maps.collect();
    let new = run.new.iter().take(MOST).map(|lead| view! { <li class="changes__line"><strong>{lead.title.clone()}</strong><span>{lead.company.clone()}</span></li> }).collect_view();
    let changed = run.changed.iter().take(MOST).map(|lead| {
        let fields = lead.fields.iter().map(|field| format!("{}: {} → {}", field.column.heading(lang), field.from, field.to));
        view! { <li class="changes__line"><strong>{lead.title.clone()}</strong><span>{fields.collect::<Vec<_>>().join("  ")}</span></li> }
    }).collect_view();
    let problems = run.problems.first.iter().take(200).map(|problem| {
        let place = t_string!(i18n, sheet.place, row = problem.row, column = problem.column.heading(lang).to_owned());
        let value = (!problem.value.is_empty()).then(|| format!("“{}” ", problem.value));
        view! { <li class="problems__line"><strong>{place}</strong><span>{value}{fault_words(i18n, problem.fault)}</span></li> }
    }).collect_view();
    let similar = run
        .similar
        .iter()
        .take(MOST)
        .map(|one| {
            let company = t_string!(i18n, companies.similar_row, row = one.row, company = one.company.clone());
            let known = t_string!(i18n, companies.similar_known, known = one.known.clone());
            view! { <li class="problems__line"><strong>{company}</strong><span>{known}</span></li> }
        })
        .collect_view();
    let changes_count: usize = run.changed.iter().map(|lead| lead.fields.len()).sum();
    view! {
        <section class="preview" aria-labelledby="preview-title">
            <h3 class="preview__title" id="preview-title">{t_string!(i18n, data.preview, name = run.name.clone())}</h3>
            {(!maps.is_empty()).then(|| view! {
                <p class="data__text">{t!(i18n, sheet.unknown_columns)}</p>
                <div class="history__filter">{maps}</div>
            })}
            <dl class="preview__counts">
                <div><dt>{t_string!(i18n, data.new_count, count = run.new.len())}</dt></div>
                <div><dt>{t_string!(i18n, data.changed_count, count = changes_count)}</dt></div>
                <div><dt>{t_string!(i18n, sheet.unchanged, count = run.unchanged)}</dt></div>
            </dl>
            <ul class="changes">{new}</ul>
            {more(i18n, run.new.len())}
            <ul class="changes">{changed}</ul>
            {more(i18n, run.changed.len())}
            {(!run.similar.is_empty()).then(|| view! {
                <div class="similar">
                    <h4 class="similar__title"><Icon name=IconName::Flag />{t_string!(i18n, companies.similar)}</h4>
                    <ul aria-label=t_string!(i18n, companies.similar)>{similar}</ul>
                    {more(i18n, run.similar.len())}
                </div>
            })}
            {(run.problems.total > 0).then(|| view! {
                <div class="problems">
                    <h4 class="problems__title"><Icon name=IconName::Rock />{t_string!(i18n, data.problem_count, count = run.problems.total)}</h4>
                    <ul aria-label=t_string!(i18n, data.problems)>{problems}</ul>
                </div>
            })}
            <Decide workspace=workspace nothing_new=!run.changes_something() made=run.new.len() changed=changes_count name=run.name.clone() />
        </section>
    }
}
