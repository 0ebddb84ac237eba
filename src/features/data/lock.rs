use landfall_core::lock::{LockProblem, SHORTEST};
use leptos::prelude::*;

use super::Section;
use crate::i18n::{lock_words, t, t_string, use_i18n};
use crate::store::{Lock, Workspace, screen, use_locks, use_session};
use crate::ui::{Button, Dialog, Icon, IconName, Look, SecretField, Select, live, live_view};

/// What is to be done with the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    PutOn,
    Change,
    TakeOff,
}

/// The passphrase of the workspace, and when it is asked for again.
#[component]
pub fn LockSection(workspace: Workspace) -> impl IntoView {
    let (i18n, locks) = (use_i18n(), use_locks());
    let wish = RwSignal::new(None::<Wish>);
    let id = StoredValue::new(workspace.id());
    let on = Memo::new(move |_| id.with_value(|id| locks.of(id)) == Lock::Open);
    let ask = move |what: Wish| Callback::new(move |()| wish.set(Some(what)));
    view! {
        <Section id="data-lock" title=t!(i18n, lock.title)>
            {live_view(move || match (on.get(), locks.obstacle()) {
                (true, _) => view! { <On workspace=workspace ask=Callback::new(move |what| wish.set(Some(what))) /> }.into_any(),
                (false, Some(why)) => view! {
                    <p class="data__text">{t!(i18n, lock.text)}</p>
                    <p class="data__text" data-tone="caution">{live(move || lock_words(i18n, why).to_owned())}</p>
                }.into_any(),
                (false, None) => view! {
                    <p class="data__text">{t!(i18n, lock.text)}</p>
                    <div class="data__buttons"><Button icon=IconName::Lock id="lock-put-on" on_click=ask(Wish::PutOn)>{t!(i18n, lock.put_on)}</Button></div>
                }.into_any(),
            })}
        </Section>
        {live_view(move || wish.get().map(|what| view! { <LockDialog workspace=workspace what=what wish=wish /> }).into_any())}
    }
}

#[component]
fn On(workspace: Workspace, ask: Callback<Wish>) -> impl IntoView {
    let (i18n, locks, session) = (use_i18n(), use_locks(), use_session());
    let id = StoredValue::new(workspace.id());
    let auto = Memo::new(move |_| id.with_value(|id| locks.auto_lock(id)));
    let set = move |minutes: u32, hidden: bool| {
        if id.with_value(|id| locks.set_auto_lock(id, minutes, hidden)).is_err() {
            session.say(t_string!(i18n, data.ws_full).to_owned(), false);
        }
    };
    let options = live(move || {
        let words = |minutes: u32| match minutes {
            0 => t_string!(i18n, lock.never).to_owned(),
            count => t_string!(i18n, lock.minutes, count = count),
        };
        [5, 15, 60, 0].map(|minutes: u32| (minutes.to_string(), words(minutes))).into()
    });
    let choose = Callback::new(move |text: String| {
        if let Ok(minutes) = text.parse() {
            set(minutes, auto.get_untracked().1);
        }
    });
    let now = Callback::new(move |()| {
        if let Err(why) = locks.lock_now() {
            session.say(lock_words(i18n, why).to_owned(), false);
        }
    });
    let change = Callback::new(move |()| ask.run(Wish::Change));
    let off = Callback::new(move |()| ask.run(Wish::TakeOff));
    view! {
        <p class="lock-state"><Icon name=IconName::Lock size=16 /><strong>{t!(i18n, lock.is_on)}</strong></p>
        <p class="data__text">{t!(i18n, lock.is_on_text)}</p>
        <div class="lock-auto">
            <Select id="lock-after" label=t!(i18n, lock.after) options=options value=live(move || auto.get().0.to_string()) on_change=choose />
            <label class="choice" for="lock-hidden">
                <input
                    id="lock-hidden" type="checkbox" prop:checked=live(move || auto.get().1) prop:disabled=live(move || auto.get().0 == 0)
                    on:change=move |event| set(auto.get_untracked().0, event_target_checked(&event))
                />
                <span>{t!(i18n, lock.hidden)}</span>
            </label>
        </div>
        <div class="data__buttons">
            <Button look=Look::Primary icon=IconName::Lock id="lock-now" on_click=now>{t!(i18n, lock.now)}</Button>
            <Button on_click=change>{t!(i18n, lock.change)}</Button>
            <Button look=Look::Plain on_click=off>{t!(i18n, lock.take_off)}</Button>
        </div>
    }
}

/// Puts a lock on, changes its passphrase, or takes it off.
#[component]
fn LockDialog(workspace: Workspace, what: Wish, wish: RwSignal<Option<Wish>>) -> impl IntoView {
    let (i18n, locks, session) = (use_i18n(), use_locks(), use_session());
    let text = || RwSignal::new(String::new());
    let (current, next, again) = (text(), text(), text());
    let (shown, meant, busy) = (RwSignal::new(false), RwSignal::new(what != Wish::PutOn), RwSignal::new(false));
    // What is wrong, by line: the passphrase of now, the new one, the new one again, the rest.
    let wrong = [text(), text(), text(), text()];
    let close = Callback::new(move |()| {
        if !busy.get_untracked() {
            wish.set(None);
        }
    });
    let say = move |line: usize, field: &str, words: &str| {
        if let Some(wrong) = wrong.get(line) {
            wrong.try_set(words.to_owned());
        }
        screen::focus(field);
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        wrong.iter().for_each(|line| line.set(String::new()));
        let (old, new) = (current.get_untracked(), next.get_untracked());
        if what != Wish::TakeOff {
            if new.chars().count() < SHORTEST {
                return say(1, "lock-next", &t_string!(i18n, lock.too_short, count = SHORTEST));
            }
            if new != again.get_untracked() {
                return say(2, "lock-again", t_string!(i18n, lock.not_same));
            }
        }
        if !meant.get_untracked() {
            return say(3, "lock-meant", t_string!(i18n, lock.say_meant));
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let done = match what {
                Wish::PutOn => locks.put_on(workspace, &new).await,
                Wish::Change => locks.change(workspace, &old, &new).await,
                Wish::TakeOff => locks.take_off(workspace, &old).await,
            };
            busy.try_set(false);
            match done {
                Ok(()) => {
                    wish.try_set(None);
                    // What opened the dialog may be gone.
                    let next = if what == Wish::TakeOff { "lock-put-on" } else { "lock-now" };
                    screen::focus_when_drawn(next.to_owned());
                    let words = match what {
                        Wish::PutOn => t_string!(i18n, lock.done_on),
                        Wish::Change => t_string!(i18n, lock.done_change),
                        Wish::TakeOff => t_string!(i18n, lock.done_off),
                    };
                    session.say(words.to_owned(), false);
                }
                Err(LockProblem::Passphrase) => say(0, "lock-current", lock_words(i18n, LockProblem::Passphrase)),
                Err(why) => say(3, "lock-submit", lock_words(i18n, why)),
            }
        });
    };
    let export = Callback::new(move |()| {
        let name = workspace.export_readable(t_string!(i18n, data.unnamed));
        session.say(t_string!(i18n, data.exported, name = name), false);
    });
    let title = live(move || {
        match what {
            Wish::PutOn => t_string!(i18n, lock.put_on_title),
            Wish::Change => t_string!(i18n, lock.change_title),
            Wish::TakeOff => t_string!(i18n, lock.take_off_title),
        }
        .to_owned()
    });
    let about = live(move || {
        match what {
            Wish::PutOn => t_string!(i18n, lock.put_on_text),
            Wish::Change => t_string!(i18n, lock.change_text),
            Wish::TakeOff => t_string!(i18n, lock.take_off_text),
        }
        .to_owned()
    });
    let button = live(move || {
        match (busy.get(), what) {
            (true, _) => t_string!(i18n, lock.working),
            (_, Wish::PutOn) => t_string!(i18n, lock.do_put_on),
            (_, Wish::Change) => t_string!(i18n, lock.do_change),
            (_, Wish::TakeOff) => t_string!(i18n, lock.do_take_off),
        }
        .to_owned()
    });
    let hint = live(move || t_string!(i18n, lock.hint, count = SHORTEST));
    let [wrong_now, wrong_next, wrong_again, wrong_rest] = wrong;
    view! {
        <Dialog id="lock-dialog" title=title close_label=t!(i18n, app.close) on_close=close>
            <form class="lock-form" on:submit=submit>
                <p class="dialog__text">{about}</p>
                {(what == Wish::PutOn).then(|| view! {
                    <p class="lock-form__first">
                        <span>{t!(i18n, lock.export_first)}</span>
                        <Button look=Look::Outline icon=IconName::Download on_click=export>{t!(i18n, lock.export_readable)}</Button>
                    </p>
                })}
                {(what != Wish::PutOn).then(|| view! {
                    <SecretField id="lock-current" label=t!(i18n, lock.current) value=current shown=shown error=wrong_now autocomplete="current-password" autofocus=true />
                })}
                {(what != Wish::TakeOff).then(|| view! {
                    <SecretField id="lock-next" label=t!(i18n, lock.next) value=next shown=shown error=wrong_next hint=hint autocomplete="new-password" autofocus=what == Wish::PutOn />
                    <SecretField id="lock-again" label=t!(i18n, lock.again) value=again shown=shown error=wrong_again autocomplete="new-password" />
                })}
                <label class="choice" for="lock-show">
                    <input id="lock-show" type="checkbox" prop:checked=live(move || shown.get()) on:change=move |event| shown.set(event_target_checked(&event)) />
                    <span>{t!(i18n, lock.show)}</span>
                </label>
                {(what == Wish::PutOn).then(|| view! {
                    <label class="choice" for="lock-meant">
                        <input id="lock-meant" type="checkbox" prop:checked=live(move || meant.get()) on:change=move |event| meant.set(event_target_checked(&event)) />
                        <span>{t!(i18n, lock.meant)}</span>
                    </label>
                })}
                <div role="alert">
                    <Show when=move || !wrong_rest.with(String::is_empty)>
                        <p class="field__error"><Icon name=IconName::Rock size=14 /><span>{live(move || wrong_rest.get())}</span></p>
                    </Show>
                </div>
                <div class="data__buttons">
                    <Button look=Look::Primary submit=true id="lock-submit">{button}</Button>
                    <Button look=Look::Plain on_click=close>{t!(i18n, data.cancel)}</Button>
                </div>
            </form>
        </Dialog>
    }
}
