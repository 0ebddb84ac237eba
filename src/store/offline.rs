//! Whether the app works without a network, whether there is one, and how a new version takes over.

use leptos::prelude::*;

use crate::platform::{offline, page};

/// Whether the app is kept on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDevice {
    /// Not, or not yet: the browser can't, or has not come to it.
    No,
    /// The address is not safe (plain http), where browsers keep nothing.
    Insecure,
    Coming,
    Ready,
    /// It is, and a new version waits to be asked for.
    Update,
}

#[derive(Clone, Copy)]
pub struct Offline {
    kept: RwSignal<OnDevice>,
    online: RwSignal<bool>,
    offers: RwSignal<bool>,
    /// The new version was put off, until the page is opened anew.
    later: RwSignal<bool>,
    /// Something typed stands in the way of the update that was asked for.
    held: RwSignal<bool>,
    before: StoredValue<Option<Callback<(), Option<Vec<String>>>>>,
}

impl Offline {
    pub fn kept(self) -> OnDevice {
        self.kept.get()
    }

    /// Whether there is a network, as far as the browser knows.
    pub fn is_online(self) -> bool {
        self.online.get()
    }

    /// Whether the browser offers to install the app.
    pub fn offers_install(self) -> bool {
        self.offers.get()
    }

    /// Whether the app runs in a window of its own.
    pub fn is_installed(self) -> bool {
        page::media("(display-mode: standalone)")
    }

    pub fn install(self) {
        offline::install();
    }

    /// `0.1.0-1a2b3c4d`; none where nothing can be kept by design: in development, and in the single file.
    pub fn version(self) -> Option<String> {
        Some(format!("{}-{}", env!("CARGO_PKG_VERSION"), offline::build()?))
    }

    /// Whether the new version is to be spoken of by itself.
    pub fn speaks(self) -> bool {
        self.kept.get() == OnDevice::Update && !self.later.get()
    }

    /// Whether the update that was asked for waits for something typed.
    pub fn is_held(self) -> bool {
        self.held.get()
    }

    pub fn put_off(self) {
        self.later.set(true);
        self.held.set(false);
    }

    /// Loads the page anew with the new version, unless that would lose something typed.
    pub fn update(self) {
        // Where no workspace is open there is nothing to lose but what stands in a form.
        let written = match self.before.get_value().and_then(|before| before.try_run(())) {
            Some(written) => written,
            None => Some(Vec::new()),
        };
        match written {
            Some(drafts) if !offline::unsaved(&drafts) => offline::update(),
            _ => {
                self.held.set(true);
                self.later.set(false);
            }
        }
    }

    /// What is done before the page goes, as long as the caller's view is there: writes everything down, and gives the
    /// drafts that survive; nothing when something could not be written.
    pub fn before_update(self, write: impl Fn() -> Option<Vec<String>> + Send + Sync + 'static) {
        self.before.set_value(Some(Callback::new(move |()| write())));
    }

    fn look(self) {
        let kept = match offline::state().as_str() {
            "installing" => OnDevice::Coming,
            "ready" => OnDevice::Ready,
            "update" => OnDevice::Update,
            "insecure" => OnDevice::Insecure,
            _ => OnDevice::No,
        };
        if self.kept.get_untracked() != kept {
            self.kept.set(kept);
        }
        self.offers.set(offline::offers());
    }

    fn listen(self) {
        let online = self.online.get_untracked();
        if online != offline::is_online() {
            self.online.set(!online);
        }
    }
}

/// Follows both for as long as the page lives, and has the app kept once the page is quiet.
pub fn provide_offline() -> Offline {
    let offline = Offline {
        kept: RwSignal::new(OnDevice::No),
        online: RwSignal::new(offline::is_online()),
        offers: RwSignal::new(false),
        later: RwSignal::new(false),
        held: RwSignal::new(false),
        before: StoredValue::new(None),
    };
    offline.look();
    for (name, hear) in [(offline::CHANGED, true), ("online", false), ("offline", false)] {
        let _ = window_event_listener_untyped(name, move |_| if hear { offline.look() } else { offline.listen() });
    }
    offline::start();
    provide_context(offline);
    offline
}

pub fn use_offline() -> Offline {
    use_context().unwrap_or_else(provide_offline)
}
