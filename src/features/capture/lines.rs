//! Several lines that were pasted: a lead each, looked over before they are saved.

use std::collections::BTreeSet;

use landfall_core::format;
use landfall_core::query::{CompanyIndex, LineProblem, Pasted, PastedLine};
use leptos::prelude::*;

use super::CaptureDraft;
use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::Workspace;
use crate::ui::{Icon, IconName, live_view};

/// The table: it has the focus once lines are pasted, and Enter saves.
pub const LINES_TABLE: &str = "capture-lines";

/// The lines and which of them become leads.
#[derive(Clone, Copy)]
pub struct Lines {
    pasted: Memo<Option<Pasted>>,
    lines: Memo<Vec<PastedLine>>,
    /// Lines, by number, that are taken although they were left out, or the other way round.
    turned: RwSignal<BTreeSet<usize>>,
}

impl Lines {
    pub fn new(workspace: Workspace, draft: CaptureDraft, index: Memo<CompanyIndex>) -> Self {
        let pasted = Memo::new(move |_| draft.lines.with(|text| Pasted::read(text)));
        let lines = Memo::new(move |_| {
            pasted.with(|pasted| match pasted {
                Some(pasted) => {
                    let company = draft.company.get();
                    index.with(|index| workspace.read(|document| pasted.lines(document.tables(), index, &company)))
                }
                None => Vec::new(),
            })
        });
        let turned = RwSignal::new(BTreeSet::new());
        Effect::new(move |_| {
            draft.lines.track();
            turned.set(BTreeSet::new());
        });
        Lines { pasted, lines, turned }
    }

    /// Whether there are several.
    pub fn several(self) -> Memo<bool> {
        Memo::new(move |_| self.pasted.with(Option::is_some))
    }

    /// One lead needs a company, and so do lines without one.
    pub fn asks_company(self) -> bool {
        self.pasted.with(|pasted| pasted.as_ref().is_none_or(Pasted::lacks_company))
    }

    pub fn count(self) -> usize {
        self.lines.with(Vec::len)
    }

    pub fn chosen_count(self) -> usize {
        self.turned.with(|turned| self.lines.with(|lines| lines.iter().filter(|line| is_taken(line, turned)).count()))
    }

    /// Name and company of each line that becomes a lead.
    pub fn chosen(self) -> Vec<(String, String)> {
        let turned = self.turned.get_untracked();
        let lines = self.lines.get_untracked();
        lines.into_iter().filter(|line| is_taken(line, &turned)).map(|line| (line.title, line.company)).collect()
    }

    fn turn(self, number: usize) {
        self.turned.update(|turned| {
            if !turned.remove(&number) {
                turned.insert(number);
            }
        });
    }
}

fn is_taken(line: &PastedLine, turned: &BTreeSet<usize>) -> bool {
    match line.problem {
        Some(problem) if problem.is_fatal() => false,
        problem => problem.is_some() == turned.contains(&line.number),
    }
}

#[component]
pub fn LinesTable(lines: Lines) -> impl IntoView {
    let (i18n, lang) = (use_i18n(), use_lang());
    let more = move || lines.pasted.with(|pasted| pasted.as_ref().map_or(0, |pasted| pasted.more_columns));
    let row = move |line: PastedLine| {
        let number = line.number;
        let problem = match line.problem {
            Some(LineProblem::NoTitle) => t_string!(i18n, capture.line_no_title).to_owned(),
            Some(LineProblem::NoCompany) => t_string!(i18n, capture.line_no_company).to_owned(),
            Some(LineProblem::Repeated(first)) => t_string!(i18n, capture.line_repeated, row = first),
            Some(LineProblem::Exists) => t_string!(i18n, capture.line_exists).to_owned(),
            None => String::new(),
        };
        let reported = line.reported.filter(|_| problem.is_empty()).map(|(_, lead)| {
            let unknown = || t_string!(i18n, capture.unknown).to_owned();
            let day = lead.day.map(|day| format::day_plain(lang.get(), day)).unwrap_or_else(unknown);
            let officer = if lead.officer.is_empty() { unknown() } else { lead.officer };
            t_string!(i18n, capture.line_reported, officer = officer, day = day)
        });
        let wrong = line.problem.is_some();
        let fatal = line.problem.is_some_and(LineProblem::is_fatal);
        let taken = lines.turned.with_untracked(|turned| turned.contains(&number)) == wrong && !fatal;
        view! {
            <tr data-wrong=wrong.to_string()>
                <td>
                    <input
                        type="checkbox" checked=taken disabled=fatal aria-label=t_string!(i18n, capture.lines_take, row = number)
                        on:change=move |_| lines.turn(number)
                    />
                </td>
                <td class="lines__number">{number}</td>
                <td>{line.title}</td>
                <td>{line.company}</td>
                <td class="lines__state">
                    <span class="lines__note">
                        {wrong.then(|| view! { <Icon name=IconName::Rock size=14 /> })}
                        {reported.is_some().then(|| view! { <Icon name=IconName::Flag size=14 /> })}
                        <span>{problem}{reported}</span>
                    </span>
                </td>
            </tr>
        }
    };
    view! {
        <div class="lines" id=LINES_TABLE tabindex="0" role="region" aria-label=t_string!(i18n, capture.lines)>
            <table class="lines__table">
                <thead>
                    <tr>
                        <th scope="col"><span class="visually-hidden">{t!(i18n, capture.save)}</span></th>
                        <th scope="col">{t!(i18n, capture.lines_row)}</th>
                        <th scope="col">{t!(i18n, capture.lead_name)}</th>
                        <th scope="col">{t!(i18n, capture.company)}</th>
                        <th scope="col">{t!(i18n, capture.lines_state)}</th>
                    </tr>
                </thead>
                <tbody>{live_view(move || lines.lines.get().into_iter().map(row).collect_view().into_any())}</tbody>
            </table>
        </div>
        {live_view(move || {
            let count = more();
            (count > 0).then(|| view! { <p class="lines__more">{t_string!(i18n, capture.lines_more, count = count)}</p> }).into_any()
        })}
    }
}
