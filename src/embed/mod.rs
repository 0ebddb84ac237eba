//! The bridge to the page around this one (SPEC EM): what the address asks for, and the messages between the two.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use landfall_core::embed::{
    Accent, Configure, FromHost, LIMIT, Next, Params, Refusal, Resize, Rgb, Storage, ToHost, Tone, pinned, read,
};
use landfall_core::published;
use leptos::prelude::*;

use crate::platform::{clock, frame, location, page, storage};
use crate::store::{Embedding, Navigation, Published, Settings, Theme, provide_embedding};

/// What this page was opened as.
#[derive(Debug, Clone)]
pub struct Opened {
    params: Params,
    framed: bool,
}

/// Finds out what this page was opened as. Call it before anything is read from the storage.
pub fn open() -> Opened {
    let opened = Opened { params: Params::parse(&frame::search()), framed: frame::is_framed() };
    if opened.framed || opened.is_embedded() {
        storage::keep_nothing();
    }
    opened
}

impl Opened {
    /// Whether visitors' pages alone are shown.
    pub fn is_embedded(&self) -> bool {
        self.params.is_embedded(self.framed)
    }

    /// Does what the address asks for, and begins to speak with the page around this one.
    pub fn provide(&self, settings: Settings, navigation: Navigation, published: RwSignal<Published>) {
        if !self.is_embedded() {
            return;
        }
        let Params { lang, theme, accent, .. } = self.params;
        configure(settings, Configure { theme, lang, accent: accent.map(Some) });
        let chrome = self.params.shows_chrome();
        page::set_root_attribute("data-embed", Some(if chrome { "chrome" } else { "bare" }));
        provide_embedding(Embedding { view: self.params.view, chrome });
        if self.framed {
            let asked = self.params.parent_origin.as_deref();
            let ancestor = frame::ancestor_origin();
            let host = pinned(asked, ancestor.as_deref(), &frame::referrer());
            speak(Host(host.map(Rc::from)), settings, navigation, published);
        }
    }
}

fn configure(settings: Settings, wanted: Configure) {
    if let Some(lang) = wanted.lang {
        settings.set_lang(lang);
    }
    if let Some(theme) = wanted.theme {
        settings.set_theme(match theme {
            Tone::Auto => Theme::Auto,
            Tone::Light => Theme::Light,
            Tone::Dark => Theme::Dark,
        });
    }
    if let Some(colour) = wanted.accent {
        paint(colour);
    }
}

/// The stylesheet takes these in place of its own, each in its theme.
fn paint(colour: Option<Rgb>) {
    let Accent { teal: [teal, teal_dark], navy: [navy, navy_dark] } = colour.map(Accent::of).unwrap_or_default();
    let values = [
        ("--host-teal", teal),
        ("--host-teal-dark", teal_dark),
        ("--host-navy", navy),
        ("--host-navy-dark", navy_dark),
    ];
    for (name, value) in values {
        page::set_root_style(name, value.map(Rgb::css).as_deref());
    }
}

/// Who is listened to and answered; nobody, where that is not known for certain.
#[derive(Clone)]
struct Host(Option<Rc<str>>);

impl Host {
    fn tell(&self, message: &ToHost<'_>) {
        if let Some(origin) = &self.0 {
            frame::post(&message.json(), origin);
        }
    }
}

fn speak(host: Host, settings: Settings, navigation: Navigation, published: RwSignal<Published>) {
    let seen = Cell::new(None);
    let loaded = RefCell::new(None::<String>);
    let listening = host.clone();
    frame::on_message(LIMIT, move |origin, body| {
        if listening.0.as_deref() != Some(origin.as_str()) {
            return;
        }
        let mut highest = seen.get();
        let heard = match body {
            frame::Body::TooLarge => Err(Refusal::TooLarge),
            frame::Body::Text(text) => read(&text, &mut highest),
        };
        seen.set(highest);
        match heard {
            Ok(FromHost::Configure(wanted)) => configure(settings, wanted),
            // In the place of the page before: the way back is the host's.
            Ok(FromHost::Navigate(hash)) => location::go_instead(&hash),
            Ok(FromHost::Load(text)) => {
                if loaded.borrow().as_ref() == Some(&text) {
                    return;
                }
                match published::parse(&text) {
                    Ok(data) => {
                        published.set(Published::Ready(Arc::new(data)));
                        loaded.replace(Some(text));
                    }
                    Err(_) => listening.tell(&ToHost::Error("data")),
                }
            }
            Err(refusal) => {
                if let Some(code) = refusal.code() {
                    listening.tell(&ToHost::Error(code));
                }
            }
        }
    });
    // The only message for anybody: it says no more than that the app is here.
    frame::post(&ToHost::Ready(Storage::None).json(), "*");
    tell_pages(host.clone(), navigation);
    tell_failures(host.clone(), published);
    tell_heights(host);
}

fn tell_pages(host: Host, navigation: Navigation) {
    Effect::new(move |before: Option<String>| {
        let _ = (navigation.route(), navigation.query());
        let hash = location::hash();
        if before.is_some_and(|before| before != hash) {
            host.tell(&ToHost::Navigate(&hash));
        }
        hash
    });
}

fn tell_failures(host: Host, published: RwSignal<Published>) {
    Effect::new(move |_| {
        if published.with(|published| matches!(published, Published::Failed(_))) {
            host.tell(&ToHost::Error("unreachable"));
        }
    });
}

fn tell_heights(host: Host) {
    let heights = Rc::new(RefCell::new(Resize::default()));
    let waiting = Rc::new(Cell::new(false));
    let tell = Rc::new(move || {
        let (height, width) = frame::size();
        let next = heights.borrow_mut().next(height, width, clock::tick_ms());
        if next == Next::Tell {
            host.tell(&ToHost::Resize(height));
        }
        next
    });
    frame::on_resize(move || {
        if waiting.get() {
            return;
        }
        if let Next::Wait(ms) = tell() {
            waiting.set(true);
            let (waiting, tell) = (waiting.clone(), tell.clone());
            set_timeout(
                move || {
                    waiting.set(false);
                    tell();
                },
                Duration::from_millis(ms),
            );
        }
    });
}
