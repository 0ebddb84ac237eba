use std::cell::RefCell;
use std::rc::Rc;

use landfall_core::document::{FileError, Incoming};
use landfall_core::exchange::{FrameError, Taken};
use landfall_core::model::{Collection, Lang};
use landfall_core::view::Route;
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::preview::Preview;
use super::show::name_of;
use crate::i18n::{Locale, t, t_string, use_i18n, use_lang};
use crate::store::screen::{Camera, CameraError, NoScanner, PickedFile, Scanner};
use crate::store::{Arrived, ArrivedError, Scan, Workspace, screen, use_intakes, use_navigation};
use crate::ui::{Button, Dialog, Icon, IconName, live, live_view};

const VIDEO: &str = "handover-video";
/// Milliseconds between two looks: with what a look takes, five to eight a second.
const BETWEEN: i32 = 100;

/// What the camera is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seeing {
    Starting,
    Live,
    Off,
    Failed(CameraError),
    /// There is a picture, and nobody to read it.
    Blind,
}

/// What was last found, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    words: String,
    wrong: bool,
}

#[derive(Clone, Copy)]
struct Desk {
    workspace: Workspace,
    i18n: I18nContext<Locale>,
    lang: Signal<Lang>,
    scan: Scan,
    seeing: RwSignal<Seeing>,
    said: RwSignal<Option<Said>>,
    busy: RwSignal<bool>,
    arrived: RwSignal<Option<Arrived>, LocalStorage>,
    scanner: StoredValue<Rc<Scanner>, LocalStorage>,
    camera: StoredValue<Rc<RefCell<Option<Camera>>>, LocalStorage>,
    /// Counts the times the camera was asked for: a look that belongs to an earlier one ends.
    turn: StoredValue<u32>,
}

/// A lead or a contact from somebody else's screen.
#[component]
pub fn ReceiveDialog(workspace: Workspace, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let intakes = use_intakes();
    let navigation = use_navigation();
    let desk = Desk {
        workspace,
        i18n,
        lang: use_lang(),
        scan: Scan::default(),
        seeing: RwSignal::new(Seeing::Starting),
        said: RwSignal::new(None),
        busy: RwSignal::new(false),
        arrived: RwSignal::new_local(None),
        scanner: StoredValue::new_local(Rc::default()),
        camera: StoredValue::new_local(Rc::default()),
        turn: StoredValue::new(0),
    };
    on_cleanup(move || desk.stop());
    // The camera shows itself in an element that has to be there first.
    Effect::new(move |_| desk.start());
    let lang = use_lang();
    // A file that is no picture is a file: read and shown on the data page, as everywhere.
    let take_files = move |files: Vec<PickedFile>| {
        intakes.hovering.set(false);
        let (pictures, others): (Vec<_>, Vec<_>) = files.into_iter().partition(PickedFile::is_picture);
        if !pictures.is_empty() {
            desk.look_at(pictures);
        } else if let Some(file) = others.into_iter().next() {
            on_close.run(());
            intakes.take(file, workspace, lang.get_untracked());
            navigation.go(&Route::Data);
        }
    };
    let dropped = move |event: leptos::ev::DragEvent| {
        if screen::has_files(&event) {
            event.prevent_default();
            event.stop_propagation();
            take_files(screen::all_dropped(&event));
        }
    };
    let pasted = window_event_listener(leptos::ev::paste, move |event| {
        let files = screen::all_pasted(&event);
        if !files.is_empty() {
            event.prevent_default();
            take_files(files);
        }
    });
    on_cleanup(move || pasted.remove());
    let title = Signal::derive(move || t_string!(i18n, handover.title_in).to_owned());
    view! {
        <Dialog
            id="handover-in" title=title close_label=Signal::derive(move || t_string!(i18n, app.close).to_owned()) on_close=on_close
        >
            <div class="handover" on:drop=dropped>
                {live_view(move || match desk.arrived.get() {
                    Some(arrived) => {
                        let again = Callback::new(move |()| desk.begin());
                        view! { <Preview workspace=workspace arrived=arrived on_again=again on_close=on_close /> }.into_any()
                    }
                    None => collecting(desk, Callback::new(move |event| take_files(screen::all_picked(&event)))),
                })}
            </div>
        </Dialog>
    }
}

/// The camera's picture, what is here and what is missing, and the way without a camera.
fn collecting(desk: Desk, on_pick: Callback<leptos::ev::Event>) -> AnyView {
    let i18n = desk.i18n;
    let shown = move || matches!(desk.seeing.get(), Seeing::Starting | Seeing::Live);
    let switch = Callback::new(move |()| if untrack(shown) { desk.stop() } else { desk.start() });
    let switch_words = move || match shown() {
        true => t_string!(i18n, handover.stop),
        false => t_string!(i18n, handover.start),
    };
    let why = move || match desk.seeing.get() {
        Seeing::Live => "",
        Seeing::Starting => t_string!(i18n, handover.starting),
        Seeing::Off => t_string!(i18n, handover.off),
        Seeing::Blind => t_string!(i18n, handover.err_scanner),
        Seeing::Failed(CameraError::Insecure) => t_string!(i18n, handover.err_insecure),
        Seeing::Failed(CameraError::Framed) => t_string!(i18n, handover.err_framed),
        Seeing::Failed(CameraError::Denied) => t_string!(i18n, handover.err_denied),
        Seeing::Failed(CameraError::Absent) => t_string!(i18n, handover.err_absent),
        Seeing::Failed(CameraError::Busy) => t_string!(i18n, handover.err_busy),
    };
    let tone = move || matches!(desk.seeing.get(), Seeing::Failed(_) | Seeing::Blind).then_some("warn");
    view! {
        <p class="handover__hint">{t!(i18n, handover.hint_in)}</p>
        <div class="viewer" data-live=live(move || (desk.seeing.get() == Seeing::Live).to_string())>
            <video id=VIDEO class="viewer__video" muted=true playsinline="" aria-label=live(move || t_string!(i18n, handover.video))></video>
            <span class="viewer__frame" aria-hidden="true"></span>
            <p class="viewer__why" data-tone=live(tone) aria-live="polite">{live(why)}</p>
        </div>
        {progress(desk)}
        <div class="handover__foot">
            <span class="picker">
                <span class="button" data-look="outline" data-size="large" aria-hidden="true">
                    <Icon name=IconName::Plus /><span class="button__words">{t!(i18n, handover.choose)}</span>
                </span>
                <input
                    id="handover-photos" class="picker__input" type="file" multiple=true accept="image/*,.landfall"
                    aria-label=live(move || t_string!(i18n, handover.choose)) on:change=move |event| on_pick.run(event)
                />
            </span>
            <Button look=crate::ui::Look::Plain size=crate::ui::Size::Large on_click=switch>{live(switch_words)}</Button>
        </div>
    }
    .into_any()
}

fn progress(desk: Desk) -> AnyView {
    let i18n = desk.i18n;
    let words = move || {
        if desk.busy.get() {
            return t_string!(i18n, handover.looking).to_owned();
        }
        let (count, missing) = desk.scan.state();
        if count == 0 {
            return t_string!(i18n, handover.waiting).to_owned();
        }
        let between = if desk.lang.get() == Lang::ZhCn { "、" } else { ", " };
        let list = missing.iter().map(ToString::to_string).collect::<Vec<_>>().join(between);
        t_string!(i18n, handover.progress, here = count - missing.len(), count = count, missing = list)
    };
    let marks = move || {
        let (count, missing) = desk.scan.state();
        let mark = |place: usize| {
            let here = !missing.contains(&place);
            view! { <li class="ticks__one" data-here=here.to_string()>{place}</li> }
        };
        (1..=count).map(mark).collect_view().into_any()
    };
    let said = move || desk.said.get().map(|said| said.words).unwrap_or_default();
    let wrong = move || desk.said.with(|said| said.as_ref().is_some_and(|said| said.wrong).to_string());
    view! {
        <div class="collected">
            <p class="collected__words" aria-live="polite">{live(words)}</p>
            <ol class="ticks" aria-label=live(move || t_string!(i18n, handover.progress_marks))>{live_view(marks)}</ol>
            <p class="collected__said" data-wrong=live(wrong) aria-live="polite">{live(said)}</p>
        </div>
    }
    .into_any()
}

impl Desk {
    /// Forgets what was collected and looks again.
    fn begin(self) {
        self.scan.clear();
        self.said.set(None);
        self.arrived.set(None);
        leptos::task::spawn_local(async move {
            // The camera's element is drawn by then.
            leptos::task::tick().await;
            self.start();
        });
    }

    fn start(self) {
        self.stop();
        let Some(turn) = self.turn.try_get_value() else { return };
        self.seeing.set(Seeing::Starting);
        leptos::task::spawn_local(async move {
            let opened = Camera::open(VIDEO).await;
            // Closed or begun anew meanwhile: the camera goes off again as it is dropped.
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match opened {
                Ok(camera) => {
                    let place = self.camera.try_get_value();
                    if let Some(place) = place {
                        place.replace(Some(camera));
                        self.seeing.set(Seeing::Live);
                        self.watch(turn).await;
                    }
                }
                Err(error) => self.seeing.set(Seeing::Failed(error)),
            }
        });
    }

    /// Turns the camera off.
    fn stop(self) {
        self.turn.try_update_value(|turn| *turn = turn.wrapping_add(1));
        if let Some(camera) = self.camera.try_get_value() {
            camera.take();
        }
        if self.seeing.try_get_untracked().is_some_and(|seeing| seeing == Seeing::Live || seeing == Seeing::Starting) {
            self.seeing.set(Seeing::Off);
        }
    }

    /// Looks at one picture after the other, as long as the camera is on and somebody looks at the page.
    async fn watch(self, turn: u32) {
        while self.turn.try_get_value() == Some(turn) {
            let (Some(scanner), Some(camera)) = (self.scanner.try_get_value(), self.camera.try_get_value()) else {
                return;
            };
            if screen::is_hidden() || camera.borrow().as_ref().is_none_or(Camera::has_ended) {
                self.stop();
                return;
            }
            let picture = camera.borrow().as_ref().and_then(Camera::picture);
            if let Some(picture) = picture {
                match scanner.read(&picture).await {
                    Ok(texts) if self.turn.try_get_value() == Some(turn) => self.take(&texts),
                    Ok(_) => return,
                    Err(NoScanner) => {
                        self.stop();
                        self.seeing.try_set(Seeing::Blind);
                        return;
                    }
                }
            }
            screen::pause(BETWEEN).await;
        }
    }

    /// Looks at photos, all of them.
    fn look_at(self, files: Vec<PickedFile>) {
        self.busy.set(true);
        leptos::task::spawn_local(async move {
            let Some(scanner) = self.scanner.try_get_value() else { return };
            for file in files {
                let name = file.name();
                let said = match scanner.read_picture(&file).await {
                    Ok(Some(texts)) if texts.is_empty() => Some(t_string!(self.i18n, handover.no_code, name = name)),
                    Ok(Some(texts)) => {
                        // Closed meanwhile.
                        if self.busy.try_get_untracked().is_none() {
                            return;
                        }
                        self.take(&texts);
                        None
                    }
                    Ok(None) => Some(t_string!(self.i18n, handover.no_picture, name = name)),
                    Err(NoScanner) => Some(t_string!(self.i18n, handover.err_scanner).to_owned()),
                };
                if let Some(words) = said {
                    self.said.try_set(Some(Said { words, wrong: true }));
                }
            }
            self.busy.try_set(false);
        });
    }

    fn say(self, words: &str, wrong: bool) {
        let said = Said { words: words.to_owned(), wrong };
        if self.said.with_untracked(|now| now.as_ref() != Some(&said)) {
            self.said.set(Some(said));
        }
    }

    /// Takes what codes say, and once it is whole shows what it would do.
    fn take(self, texts: &[String]) {
        if self.arrived.with_untracked(Option::is_some) {
            return;
        }
        let i18n = self.i18n;
        for text in texts {
            match self.scan.take(text) {
                Ok(Taken::New) => self.said.set(None),
                Ok(Taken::Known) => {}
                Ok(Taken::Another) => self.say(t_string!(i18n, handover.another), false),
                Err(error) => self.say(frame_words(i18n, error), true),
            }
        }
        let name = |incoming: &Incoming| {
            let handed = incoming.handed.as_ref();
            let title = name_of(incoming, handed.map_or(Collection::Leads, |handed| handed.what));
            match handed.map(|handed| handed.who.clone()).filter(|who| !who.is_empty()) {
                Some(who) => t_string!(i18n, handover.step, title = title, who = who),
                None => title,
            }
        };
        match self.scan.whole(self.workspace, name) {
            Ok(None) => {}
            Ok(Some(arrived)) => {
                self.stop();
                self.said.set(None);
                self.arrived.set(Some(arrived));
            }
            Err(ArrivedError::Frame(FrameError::Damaged)) => self.say(t_string!(i18n, handover.whole_damaged), true),
            Err(ArrivedError::Frame(error)) => self.say(frame_words(i18n, error), true),
            Err(ArrivedError::File(FileError::TooNew { .. })) => self.say(t_string!(i18n, handover.too_new), true),
            Err(ArrivedError::File(_)) => self.say(t_string!(i18n, handover.unreadable), true),
        }
    }
}

fn frame_words(i18n: I18nContext<Locale>, error: FrameError) -> &'static str {
    match error {
        FrameError::Foreign => t_string!(i18n, handover.foreign),
        FrameError::TooNew => t_string!(i18n, handover.too_new),
        FrameError::Damaged => t_string!(i18n, handover.damaged),
        FrameError::TooLarge => t_string!(i18n, handover.too_large_in),
    }
}
