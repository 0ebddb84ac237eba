use landfall_core::document::Start;
use landfall_core::format;
use landfall_core::model::Day;
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::Section;
use super::keep::kilo;
use crate::i18n::{Locale, t, t_string, use_i18n, use_lang};
use crate::store::{
    Published, Workspace, WorkspaceError, WorkspaceInfo, screen, use_published, use_session, use_workspaces,
};
use crate::ui::{Button, Dialog, Edit, Field, IconButton, IconName, Look, live, live_view};

/// The button that opens the form of a new workspace, and its first field.
const NEW: &str = "workspace-new";
const NAME: &str = "workspace-name";

/// Why nothing was done, in words.
pub fn trouble(i18n: I18nContext<Locale>, error: WorkspaceError) -> String {
    match error {
        WorkspaceError::Full => t_string!(i18n, data.ws_full),
        WorkspaceError::Unsaved => t_string!(i18n, data.ws_unsaved),
        WorkspaceError::Unknown => t_string!(i18n, data.ws_unknown),
        WorkspaceError::Locked => t_string!(i18n, lock.ws_locked),
    }
    .to_owned()
}

fn name_words(i18n: I18nContext<Locale>, info: &WorkspaceInfo) -> String {
    match (info.name.is_empty(), info.shut) {
        (true, true) => t_string!(i18n, lock.locked_workspace).to_owned(),
        (true, false) => t_string!(i18n, data.unnamed).to_owned(),
        (false, _) => info.name.clone(),
    }
}

/// The workspaces of this device.
#[component]
pub fn WorkspaceList(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let workspaces = use_workspaces();
    let renaming = RwSignal::new(None::<String>);
    let erasing = RwSignal::new(None::<WorkspaceInfo>);
    let making = RwSignal::new(false);
    let open = Callback::new(move |()| {
        making.set(true);
        // The button that had the focus makes room for the form.
        screen::focus_when_drawn(NAME.to_owned());
    });
    let list = Memo::new(move |_| {
        // What they take changes with every step.
        workspace.read(|_| ());
        workspaces.list()
    });
    view! {
        <Section id="data-workspaces" title=t!(i18n, data.workspaces) text=t!(i18n, data.workspaces_text)>
            {live_view(move || {
                lang.track();
                let current = workspaces.current();
                let renamed = renaming.get();
                let rows = list.get().into_iter().map(|info| {
                    let here = info.id == current;
                    let edit = renamed.as_ref() == Some(&info.id);
                    view! { <Row info=info here=here edit=edit renaming=renaming erasing=erasing /> }
                });
                view! { <ul class="rows" aria-label=live(move || t_string!(i18n, data.workspaces))>{rows.collect_view()}</ul> }.into_any()
            })}
            <Show
                when=move || making.get()
                fallback=move || view! { <Button id=NEW icon=IconName::Plus on_click=open>{t!(i18n, data.new_workspace)}</Button> }
            >
                <New making=making />
            </Show>
        </Section>
        {live_view(move || erasing.get().map(|info| view! { <Erase workspace=workspace info=info erasing=erasing /> }).into_any())}
    }
}

#[component]
fn Row(
    info: WorkspaceInfo,
    here: bool,
    edit: bool,
    renaming: RwSignal<Option<String>>,
    erasing: RwSignal<Option<WorkspaceInfo>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang().get_untracked();
    let session = use_session();
    let workspaces = use_workspaces();
    let name = name_words(i18n, &info);
    let opened = Day::in_shanghai(info.opened).filter(|_| info.opened > 0);
    let opened = opened.map(|day| t_string!(i18n, data.opened_on, day = format::day_plain(lang, day)));
    let tell = move |result: Result<(), WorkspaceError>| {
        if let Err(error) = result {
            session.say(trouble(i18n, error), false);
        }
    };
    let label = |words: String| Signal::derive(move || words.clone());
    let id = info.id.clone();
    let open = Callback::new(move |()| tell(workspaces.switch(&id)));
    let id = info.id.clone();
    let rename = Callback::new(move |()| renaming.set(Some(id.clone())));
    let (id, copy) = (info.id.clone(), t_string!(i18n, data.copy_name, name = name.clone()));
    let duplicate = Callback::new(move |()| tell(workspaces.duplicate(&id, &copy).map(|_| ())));
    let shown = info.clone();
    let erase = Callback::new(move |()| erasing.set(Some(shown.clone())));
    let title = if edit {
        let id = info.id.clone();
        let save = Callback::new(move |text: String| {
            tell(workspaces.rename(&id, &text));
            renaming.set(None);
        });
        let now = info.name.clone();
        view! { <Edit id="workspace-rename" label=t!(i18n, data.workspace_name) value=Signal::derive(move || now.clone()) on_save=save /> }.into_any()
    } else {
        view! { <span class="row__name">{name.clone()}</span> }.into_any()
    };
    view! {
        <li class="row" data-here=here.to_string()>
            <div class="row__words">
                {title}
                <span class="row__meta">
                    {here.then(|| view! { <span class="tag">{t!(i18n, data.open_now)}</span> })}
                    {info.locked.then(|| view! { <span class="tag">{t!(i18n, lock.is_on)}</span> })}
                    {opened} <span>{kilo(i18n, info.units)}</span>
                </span>
            </div>
            {(!here).then(|| view! {
                <button class="button" data-look="plain" data-size="small" type="button" aria-label=t_string!(i18n, data.switch_to_label, name = name.clone()) on:click=move |_| open.run(())>
                    {t!(i18n, data.switch_to)}
                </button>
            })}
            {(!info.shut).then(|| view! {
                <IconButton name=IconName::Edit label=label(t_string!(i18n, data.rename_label, name = name.clone())) on_click=rename />
                <IconButton name=IconName::Copy label=label(t_string!(i18n, data.duplicate_label, name = name.clone())) on_click=duplicate />
            })}
            <IconButton name=IconName::Trash label=label(t_string!(i18n, data.erase_label, name = name.clone())) on_click=erase />
        </li>
    }
}

#[component]
fn New(making: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let workspaces = use_workspaces();
    let published = use_published();
    let name = RwSignal::new(String::new());
    let empty = RwSignal::new(false);
    let create = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let start = if empty.get_untracked() { Start::Empty } else { Start::Published };
        let data = published.with_untracked(|published| match published {
            Published::Ready(data) => Some(data.clone()),
            _ => None,
        });
        let text = name.get_untracked();
        let made = workspaces.create(&text, start, data.as_deref()).and_then(|id| workspaces.switch(&id));
        match made {
            Ok(()) => session.say(t_string!(i18n, data.created, name = text), false),
            Err(error) => session.say(trouble(i18n, error), false),
        }
    };
    let leave = move || {
        making.set(false);
        screen::focus_when_drawn(NEW.to_owned());
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        // A name that is typed is given up by its button alone.
        if event.key() == "Escape" && !screen::is_composing(&event) && name.with_untracked(String::is_empty) {
            event.stop_propagation();
            leave();
        }
    };
    let choice = move |id: &'static str, value: bool, words: Signal<String>| {
        view! {
            <label class="choice" for=id>
                <input id=id type="radio" name="workspace-start" prop:checked=live(move || empty.get() == value) on:change=move |_| empty.set(value) />
                <span>{live(move || words.get())}</span>
            </label>
        }
    };
    view! {
        <form class="preview" on:submit=create on:keydown=on_key>
            <Field id=NAME label=t!(i18n, data.workspace_name) placeholder=t!(i18n, data.workspace_hint) value=name autofocus=true />
            {choice("start-published", false, t!(i18n, data.start_published))}
            {choice("start-empty", true, t!(i18n, data.start_empty))}
            <div class="data__buttons">
                <Button look=Look::Primary submit=true>{t!(i18n, data.create)}</Button>
                <Button look=Look::Plain on_click=Callback::new(move |()| leave())>{t!(i18n, data.cancel)}</Button>
            </div>
        </form>
    }
}

/// Erasing is real: a copy is offered first.
#[component]
fn Erase(workspace: Workspace, info: WorkspaceInfo, erasing: RwSignal<Option<WorkspaceInfo>>) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let workspaces = use_workspaces();
    let (name, shut) = (name_words(i18n, &info), info.shut);
    let title = t_string!(i18n, data.erase_title, name = name.clone());
    let close = Callback::new(move |()| erasing.set(None));
    let id = info.id.clone();
    let export = Callback::new(move |()| {
        let file = workspace.export_other(&id, t_string!(i18n, data.unnamed));
        let words = match file {
            Some(file) => t_string!(i18n, data.exported, name = file),
            None => t_string!(i18n, lock.ws_locked).to_owned(),
        };
        session.say(words, false);
    });
    let id = info.id.clone();
    let erase = Callback::new(move |()| {
        erasing.set(None);
        workspaces.erase(&id);
        session.say(t_string!(i18n, data.erased, name = name.clone()), false);
    });
    view! {
        <Dialog id="erase" title=Signal::derive(move || title.clone()) close_label=t!(i18n, app.close) on_close=close>
            <p class="dialog__text">{t!(i18n, data.erase_text)}</p>
            {shut.then(|| view! { <p class="dialog__text">{t!(i18n, lock.erase_shut)}</p> })}
            <div class="data__buttons">
                {(!shut).then(|| view! { <Button look=Look::Primary icon=IconName::Download on_click=export>{t!(i18n, data.erase_export)}</Button> })}
                <Button look=Look::Caution icon=IconName::Trash on_click=erase>{t!(i18n, data.erase_now)}</Button>
                <Button look=Look::Plain on_click=close>{t!(i18n, data.cancel)}</Button>
            </div>
        </Dialog>
    }
}
