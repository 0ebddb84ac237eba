//! The lock of the open workspace as the interface uses it (SPEC LK6–LK9): putting it on and off, closing it by hand, by
//! itself and when another tab says so.

use std::cell::Cell;
use std::time::Duration;

use landfall_core::lock::LockProblem;
use landfall_core::view::Route;
use leptos::ev;
use leptos::prelude::*;

use super::keys;
use super::known;
use super::lock::{self, HeardLock, Keeping};
use super::navigation::{Navigation, use_navigation};
use super::workspace::Workspace;
use super::workspaces::{WorkspaceError, Workspaces, use_workspaces};
use crate::platform::{clock, crypto, location, page, storage};

/// The draft that has the address the workspace was locked at: what is asked there may be somebody's name.
const ADDRESS: &str = "lock/address";
/// What counts as input.
const INPUT: [&str; 5] = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"];

thread_local! {
    /// When there was input last, by the computer's clock and by one nobody sets (it may stand still while the computer
    /// sleeps): milliseconds.
    static LAST: Cell<(i64, u64)> = const { Cell::new((0, 0)) };
}

/// How a workspace stands to this tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// It has no lock.
    Off,
    /// Locked, and open here.
    Open,
    /// Locked: its passphrase is asked first.
    Shut,
}

#[derive(Clone, Copy)]
pub struct Locks {
    changed: RwSignal<u32>,
    /// The workspace that is open.
    open: StoredValue<Option<Workspace>, LocalStorage>,
    /// Another tab has locked it, and something of it was in memory alone.
    due: StoredValue<bool>,
    /// How long there had been no input when the page was hidden, milliseconds.
    hidden: StoredValue<Option<u64>>,
    /// A readable copy that waits for a yes.
    wish: RwSignal<Option<Callback<()>>>,
    owner: StoredValue<Owner>,
    navigation: Navigation,
    workspaces: Workspaces,
}

impl Locks {
    pub fn of(self, id: &str) -> Lock {
        self.changed.track();
        match lock::keeping(id) {
            Keeping::Plain => Lock::Off,
            Keeping::Sealed(_) => Lock::Open,
            Keeping::Shut => Lock::Shut,
        }
    }

    /// Why nothing can be locked here, whatever the passphrase.
    pub fn obstacle(self) -> Option<LockProblem> {
        if storage::kind() == storage::Kind::Memory {
            return Some(LockProblem::NoStorage);
        }
        (!crypto::is_there()).then_some(LockProblem::NoCrypto)
    }

    /// Notes which workspace is open, as long as the caller's view is there, and goes where it was locked at.
    pub fn opened(self, workspace: Workspace) {
        self.open.set_value(Some(workspace));
        self.due.set_value(false);
        lock::forget_others(&workspace.id());
        on_cleanup(move || {
            self.open.try_update_value(|open| *open = None);
        });
        let Some(address) = untrack(|| workspace.drafts.get(ADDRESS)) else { return };
        workspace.drafts.set(ADDRESS, "");
        let (route, query) = Route::parse(&address);
        if route == untrack(|| self.navigation.route()) {
            let values: Vec<_> = query.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            self.navigation.set_params(&values);
        }
    }

    /// Opens a workspace with its passphrase; some tenths of a second.
    ///
    /// # Errors
    /// Why it stays shut.
    pub async fn unlock(self, id: &str, passphrase: &str) -> Result<(), LockProblem> {
        lock::unlock(id, passphrase).await?;
        touch();
        self.tell();
        Ok(())
    }

    /// Puts a lock on the open workspace.
    ///
    /// # Errors
    /// Everything is as it was.
    pub async fn put_on(self, workspace: Workspace, passphrase: &str) -> Result<(), LockProblem> {
        if !workspace.settle() {
            return Err(LockProblem::Unsaved);
        }
        let done = lock::put_on(&workspace.id(), passphrase).await;
        touch();
        self.tell();
        done
    }

    /// Puts another passphrase in the place of this one.
    ///
    /// # Errors
    /// Everything is as it was.
    pub async fn change(self, workspace: Workspace, passphrase: &str, next: &str) -> Result<(), LockProblem> {
        lock::check(&workspace.id(), passphrase).await?;
        self.put_on(workspace, next).await
    }

    /// Takes the lock off.
    ///
    /// # Errors
    /// It is not the passphrase, or there is no room.
    pub async fn take_off(self, workspace: Workspace, passphrase: &str) -> Result<(), LockProblem> {
        let id = workspace.id();
        lock::check(&id, passphrase).await?;
        let done = lock::take_off(&id);
        self.tell();
        done
    }

    /// Closes the open workspace if it has a lock: what is typed is kept, the keys are forgotten.
    ///
    /// # Errors
    /// Something of it is in memory alone: it stays open.
    pub fn lock_now(self) -> Result<(), LockProblem> {
        let Some(workspace) = self.open.try_get_value().flatten() else { return Ok(()) };
        let id = workspace.id();
        if !matches!(lock::keeping(&id), Keeping::Sealed(_)) {
            return Ok(());
        }
        let query = untrack(|| self.navigation.query());
        if !query.is_empty() {
            workspace.drafts.set(ADDRESS, &location::hash());
        }
        if !workspace.settle() {
            workspace.drafts.set(ADDRESS, "");
            return Err(LockProblem::Unsaved);
        }
        let nothing: Vec<_> = query.keys().map(|key| (key.as_str(), "")).collect();
        self.navigation.set_params(&nothing);
        self.shut(&id);
        Ok(())
    }

    fn shut(self, id: &str) {
        lock::forget(id);
        self.wish.try_set(None);
        self.tell();
    }

    /// Minutes without input after which a workspace is locked, 0 for never, and whether they count while the page is
    /// hidden.
    pub fn auto_lock(self, id: &str) -> (u32, bool) {
        self.changed.track();
        known::auto_lock(id)
    }

    /// # Errors
    /// There is no room.
    pub fn set_auto_lock(self, id: &str, minutes: u32, hidden: bool) -> Result<(), WorkspaceError> {
        let done = known::set_auto_lock(id, minutes, hidden);
        self.tell();
        done
    }

    /// Makes a copy that anybody can read: at once of a workspace without a lock, else when it was said that this is meant.
    pub fn ask_readable(self, workspace: Workspace, run: Callback<()>) {
        match lock::keeping(&workspace.id()) {
            Keeping::Sealed(_) => self.wish.set(Some(run)),
            Keeping::Plain | Keeping::Shut => run.run(()),
        }
    }

    /// What is run when somebody has said yes: what asked for it may be gone by then.
    pub fn told(self, run: impl Fn(()) + Send + Sync + 'static) -> Callback<()> {
        self.owner.with_value(|owner| owner.with(|| Callback::new(run)))
    }

    /// Whether a readable copy waits for a yes.
    pub fn asks_readable(self) -> bool {
        self.wish.with(Option::is_some)
    }

    pub fn decide_readable(self, yes: bool) {
        let wish = self.wish.try_update(Option::take).flatten();
        if let Some(run) = wish.filter(|_| yes) {
            run.try_run(());
        }
    }

    fn tell(self) {
        self.changed.try_update(|count| *count = count.wrapping_add(1));
        self.workspaces.tell();
    }

    /// Another tab has written the header of a lock.
    fn hear(self, id: &str) {
        if lock::hear(id) == HeardLock::Shut {
            self.due.set_value(true);
            self.follow_another();
        } else {
            self.tell();
        }
    }

    /// Another tab has locked the workspace: what is typed and waits here is written first, as it always was, and that
    /// tab seals it.
    fn follow_another(self) {
        if self.due.try_get_value() != Some(true) {
            return;
        }
        let Some(workspace) = self.open.try_get_value().flatten() else { return };
        if workspace.settle() {
            self.due.set_value(false);
            self.shut(&workspace.id());
        }
    }

    fn tick(self) {
        self.follow_another();
        let Some(workspace) = self.open.try_get_value().flatten() else { return };
        let id = workspace.id();
        if !matches!(lock::keeping(&id), Keeping::Sealed(_)) || workspace.has_pending() {
            return;
        }
        let (minutes, hidden) = known::auto_lock(&id);
        let counts = hidden || !page::is_hidden();
        if minutes > 0 && counts && idle_ms() >= u64::from(minutes) * 60_000 {
            let _ = self.lock_now();
        }
    }

    fn hidden_or_shown(self) {
        if page::is_hidden() {
            self.hidden.set_value(Some(idle_ms()));
            return;
        }
        let before = self.hidden.get_value();
        self.hidden.set_value(None);
        let Some(workspace) = self.open.try_get_value().flatten() else { return };
        if let Some(idle) = before.filter(|_| !known::auto_lock(&workspace.id()).1) {
            let (now, tick) = (clock::now_ms(), clock::tick_ms());
            LAST.set((now.saturating_sub_unsigned(idle), tick.saturating_sub(idle)));
        }
        // A computer that slept wakes up locked.
        self.tick();
    }
}

fn touch() {
    LAST.set((clock::now_ms(), clock::tick_ms()));
}

/// Milliseconds without input, by the clock that says more.
fn idle_ms() -> u64 {
    let (now, tick) = LAST.get();
    let by_clock = u64::try_from(clock::now_ms().saturating_sub(now)).unwrap_or_default();
    by_clock.max(clock::tick_ms().saturating_sub(tick))
}

/// Follows input, time and other tabs as long as the staff's pages are there. Called before a workspace is opened.
pub fn provide_locks() -> Locks {
    let locks = Locks {
        changed: RwSignal::new(0),
        open: StoredValue::new_local(None),
        due: StoredValue::new(false),
        hidden: StoredValue::new(None),
        wish: RwSignal::new(None),
        owner: StoredValue::new(Owner::current().unwrap_or_default()),
        navigation: use_navigation(),
        workspaces: use_workspaces(),
    };
    provide_context(locks);
    // Whoever comes back from the visitors' pages finds it locked if that took long enough.
    let current = untrack(|| locks.workspaces.current());
    let (minutes, _) = known::auto_lock(&current);
    if minutes > 0 && LAST.get().0 > 0 && idle_ms() >= u64::from(minutes) * 60_000 {
        lock::forget(&current);
    }
    touch();
    let mut listeners: Vec<_> = INPUT.map(|name| window_event_listener_untyped(name, |_| touch())).into();
    listeners.push(window_event_listener(ev::visibilitychange, move |_| locks.hidden_or_shown()));
    listeners.push(window_event_listener(ev::storage, move |event| {
        if let Some(id) = event.key().as_deref().and_then(keys::workspace_of_lock) {
            locks.hear(id);
        }
    }));
    if let Ok(handle) = set_interval_with_handle(move || locks.tick(), Duration::from_secs(1)) {
        on_cleanup(move || handle.clear());
    }
    on_cleanup(move || listeners.into_iter().for_each(leptos::prelude::WindowListenerHandle::remove));
    locks
}

pub fn use_locks() -> Locks {
    use_context().unwrap_or_else(provide_locks)
}
