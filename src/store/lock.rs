//! The keys of locked workspaces, as long as this tab has them open, and the only way values of a workspace are made
//! and read (SPEC LK1–LK6): sealed where the workspace is locked.
//!
//! No two values depend on each other (promises F3): until the header is durable every sealed value carries it, and
//! turning a lock on or off replaces each value under its own key, so that a killed browser leaves a mixture which
//! opens with the passphrase and is made even then.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use landfall_core::document::{DURABLE_MS, Entry, EntryError};
use landfall_core::lock::{
    Content, Fresh, Header, ITERATIONS, Key, Lock, LockProblem, Place, header_of, is_sealed, is_whole,
};

use super::{backups, drafts, keys, known};
use crate::platform::storage::{self, StorageError};
use crate::platform::{clock, crypto};

/// A lock whose key this tab has.
pub struct Held {
    pub lock: Lock,
    /// Since when the header is stored as it is, by [`clock::tick_ms`]; `None` while something else stands there.
    stored_ms: Option<u64>,
}

impl Held {
    /// Whether a killed browser could take the header back.
    fn is_young(&self) -> bool {
        self.stored_ms.is_none_or(|stored| clock::tick_ms().saturating_sub(stored) < DURABLE_MS)
    }

    fn seal(&self, key: &str, content: &Content, carries: bool) -> Option<String> {
        let place = Place { key, carries: carries || self.is_young() };
        Some(self.lock.seal(place, content, &crypto::random()?))
    }
}

/// How a workspace's values are written in this tab.
#[derive(Clone)]
pub enum Keeping {
    Plain,
    Sealed(Rc<Held>),
    /// Locked, and this tab has no key: nothing is written.
    Shut,
}

thread_local! {
    /// The workspaces this tab has open: with `None` they are not locked. A lock that was taken off stays, switched off,
    /// for sealed values that come late.
    static OPEN: RefCell<BTreeMap<String, Option<Rc<Held>>>> = const { RefCell::new(BTreeMap::new()) };
}

fn held(workspace: &str) -> Option<Rc<Held>> {
    OPEN.with_borrow(|open| open.get(workspace).cloned().flatten())
}

pub fn keeping(workspace: &str) -> Keeping {
    match OPEN.with_borrow(|open| open.get(workspace).cloned()) {
        Some(Some(held)) if held.lock.header.on => Keeping::Sealed(held),
        Some(_) => Keeping::Plain,
        None if is_shut(workspace) => Keeping::Shut,
        None => Keeping::Plain,
    }
}

/// What stands where the header belongs.
fn stored(workspace: &str) -> Option<Result<Header, EntryError>> {
    storage::get(&keys::lock(workspace)).map(|text| Header::decode(&text))
}

/// Whether the header says that the workspace is locked. One that can't be read does not say that it is open.
pub fn is_locked(workspace: &str) -> bool {
    match stored(workspace) {
        Some(Ok(header)) => header.on,
        Some(Err(_)) => true,
        None => false,
    }
}

/// Whether this tab has the workspace open, locked or not.
pub fn is_open(workspace: &str) -> bool {
    OPEN.with_borrow(|open| open.contains_key(workspace))
}

/// Whether a passphrase is asked before the workspace opens in this tab.
pub fn is_shut(workspace: &str) -> bool {
    // Without a header it may be one that a killed browser lost.
    !is_open(workspace)
        && (is_locked(workspace)
            || values(workspace).iter().any(|key| storage::get(key).is_some_and(|text| is_whole(&text))))
}

/// Notes that this tab opens a workspace that is not shut.
pub fn note_open(workspace: &str) {
    OPEN.with_borrow_mut(|open| {
        open.entry(workspace.to_owned()).or_default();
    });
}

/// Forgets every key but that of one workspace.
pub fn forget_others(workspace: &str) {
    OPEN.with_borrow_mut(|open| open.retain(|id, _| id == workspace));
}

pub fn forget(workspace: &str) {
    OPEN.with_borrow_mut(|open| drop(open.remove(workspace)));
}

fn hold(workspace: &str, held: Held) -> Rc<Held> {
    let held = Rc::new(held);
    OPEN.with_borrow_mut(|open| open.insert(workspace.to_owned(), Some(held.clone())));
    held
}

/// The text of an entry to be stored under `key`; `None` where nothing may be written. `carries` for values that are to
/// open without any other.
pub fn encode(workspace: &str, key: &str, entry: &Entry, carries: bool) -> Option<String> {
    match keeping(workspace) {
        Keeping::Plain => Some(entry.encode()),
        Keeping::Sealed(held) => held.seal(key, &Content::Entry(entry.clone()), carries),
        Keeping::Shut => None,
    }
}

/// The entry in a stored value.
pub fn decode(workspace: &str, key: &str, text: &str) -> Result<Entry, EntryError> {
    match held(workspace) {
        Some(held) => held.lock.entry(key, text),
        None => Entry::decode(text),
    }
}

/// A small text, sealed for this place; `None` when the workspace is not locked, or shut.
pub fn seal_text(workspace: &str, key: &str, text: &str) -> Option<String> {
    match keeping(workspace) {
        Keeping::Sealed(held) => held.seal(key, &Content::of_text(text), true),
        Keeping::Plain | Keeping::Shut => None,
    }
}

/// The text that [`seal_text`] sealed; `None` without the key.
pub fn open_text(workspace: &str, key: &str, sealed: &str) -> Option<String> {
    held(workspace)?.lock.unseal(key, sealed).ok()?.text()
}

/// The text of a file, encrypted if the workspace is locked; `None` when it is shut.
pub fn file(workspace: &str, text: String) -> Option<String> {
    match keeping(workspace) {
        Keeping::Plain => Some(text),
        Keeping::Sealed(held) => Some(landfall_core::lock::locked_file(&held.lock, &text, &crypto::random()?)),
        Keeping::Shut => None,
    }
}

/// The lock of a workspace that is locked and open here.
pub fn of(workspace: &str) -> Option<Lock> {
    match keeping(workspace) {
        Keeping::Sealed(held) => Some(held.lock.clone()),
        Keeping::Plain | Keeping::Shut => None,
    }
}

/// Locks a new workspace with the lock of another.
///
/// # Errors
/// There is no room for the header.
pub fn lock_alike(workspace: &str, lock: Lock) -> Result<(), StorageError> {
    storage::set(&keys::lock(workspace), &lock.header.encode())?;
    hold(workspace, Held { lock, stored_ms: Some(clock::tick_ms()) });
    Ok(())
}

/// Journal and backups of a workspace, without the header.
fn values(workspace: &str) -> Vec<String> {
    let header = keys::lock(workspace);
    let journal = storage::keys(&keys::journal(workspace)).into_iter().filter(|key| *key != header);
    journal.chain(storage::keys(&keys::backups(workspace))).collect()
}

fn fresh() -> Option<Fresh> {
    Some(Fresh { salt: crypto::random()?, nonce: crypto::random()?, key_id: crypto::random()? })
}

async fn derive(passphrase: &str, salt: &[u8], iterations: u32) -> Result<Key, LockProblem> {
    crypto::derive(passphrase, salt, iterations).await.map(Key::new).ok_or(LockProblem::NoCrypto)
}

/// The key that wraps a file's, or a header's.
///
/// # Errors
/// The browser has no cryptography for this page.
pub async fn wrapping(passphrase: &str, header: &Header) -> Result<Key, LockProblem> {
    derive(passphrase, &header.salt, header.iterations).await
}

/// Opens a locked workspace in this tab, and makes even what was left half locked.
///
/// # Errors
/// Why it stays shut.
pub async fn unlock(workspace: &str, passphrase: &str) -> Result<(), LockProblem> {
    if !crypto::is_there() {
        return Err(LockProblem::NoCrypto);
    }
    let stored = stored(workspace);
    if let Some(Err(EntryError::TooNew { .. })) = stored {
        return Err(LockProblem::TooNew);
    }
    let stored = stored.map(Result::ok);
    let mut headers: Vec<Header> = stored.iter().flatten().cloned().collect();
    for header in values(workspace).iter().filter_map(|key| header_of(&storage::get(key)?)) {
        if !headers.iter().any(|known| known.salt == header.salt) {
            headers.push(header);
        }
    }
    if headers.is_empty() {
        return Err(LockProblem::Damaged);
    }
    for header in headers {
        let Some(mut lock) = Lock::open(&header, &wrapping(passphrase, &header).await?) else { continue };
        // What the header says counts; without one the lock was about to be put on.
        lock.header.on = stored.iter().flatten().next().is_none_or(|stored| stored.on);
        let mut stored_ms = None;
        if stored.iter().flatten().any(|stored| *stored == lock.header) {
            stored_ms = Some(clock::tick_ms());
        } else if !matches!(stored, Some(None)) && storage::set(&keys::lock(workspace), &lock.header.encode()).is_ok() {
            // A damaged one stays as it is: nothing is overwritten, and every value carries the header.
            stored_ms = Some(clock::tick_ms());
        }
        hold(workspace, Held { lock, stored_ms });
        // Without room for it the rest stays as it was, and is tried when the workspace is opened again.
        let _ = even_out(workspace);
        return Ok(());
    }
    Err(LockProblem::Passphrase)
}

/// Whether this is the passphrase of an open workspace.
///
/// # Errors
/// It is not, or can't be looked at.
pub async fn check(workspace: &str, passphrase: &str) -> Result<(), LockProblem> {
    let Some(held) = held(workspace) else { return Err(LockProblem::Damaged) };
    let header = &held.lock.header;
    let found = Lock::open(header, &wrapping(passphrase, header).await?);
    found.map(drop).ok_or(LockProblem::Passphrase)
}

/// Puts a lock on an open workspace, or changes its passphrase.
///
/// # Errors
/// Everything is as it was.
pub async fn put_on(workspace: &str, passphrase: &str) -> Result<(), LockProblem> {
    if storage::kind() == storage::Kind::Memory {
        return Err(LockProblem::NoStorage);
    }
    if !crypto::is_there() {
        return Err(LockProblem::NoCrypto);
    }
    let (fresh, key) = fresh().zip(crypto::random()).ok_or(LockProblem::NoCrypto)?;
    let wrapping = derive(passphrase, &fresh.salt, ITERATIONS).await?;
    let before = held(workspace);
    let lock = match &before {
        Some(held) => held.lock.with_passphrase(&wrapping, fresh),
        // Another tab was quicker.
        None if is_locked(workspace) => return Err(LockProblem::Unsaved),
        None => Lock::new(Key::new(key), &wrapping, fresh),
    };
    set_header(workspace, lock)?;
    if even_out(workspace).is_ok() {
        return Ok(());
    }
    // Back: what was plain needs less room, what was sealed the same.
    match before {
        Some(held) if held.lock.header.on => {
            let _ = set_header(workspace, held.lock.clone());
            let _ = even_out(workspace);
        }
        _ => {
            let _ = take_off(workspace);
        }
    }
    Err(LockProblem::Full)
}

/// Takes the lock off an open workspace. The header stays, switched off, for what a killed browser may bring back.
///
/// # Errors
/// There is no room; the workspace is as it was, or opens with its passphrase.
pub fn take_off(workspace: &str) -> Result<(), LockProblem> {
    let Some(held) = held(workspace) else { return Ok(()) };
    let mut lock = held.lock.clone();
    lock.header.on = false;
    set_header(workspace, lock)?;
    even_out(workspace).map_err(|StorageError::Full| LockProblem::Full)
}

fn set_header(workspace: &str, lock: Lock) -> Result<(), LockProblem> {
    let (key, text) = (keys::lock(workspace), lock.header.encode());
    let mut written = storage::set(&key, &text);
    while written.is_err() && backups::drop_oldest() {
        written = storage::set(&key, &text);
    }
    written.map_err(|StorageError::Full| LockProblem::Full)?;
    hold(workspace, Held { lock, stored_ms: Some(clock::tick_ms()) });
    Ok(())
}

/// Makes every value of an open workspace what its lock says: sealed, with this header where it carries one, or plain.
fn even_out(workspace: &str) -> Result<(), StorageError> {
    let Some(held) = held(workspace) else { return Ok(()) };
    for key in values(workspace) {
        let mut done = even(&held, &key);
        while done.is_err() && backups::drop_oldest() {
            done = even(&held, &key);
        }
        done?;
    }
    known::even_name(workspace)?;
    drafts::even(workspace)
}

/// A value that another tab wrote, not knowing yet that the lock was put on or taken off.
pub fn even_heard(workspace: &str, key: &str) {
    // Two tabs that do not agree would go on for ever: the header decides.
    let agreed = |held: &Rc<Held>| matches!(stored(workspace), Some(Ok(header)) if header == held.lock.header);
    if let Some(held) = held(workspace).filter(agreed) {
        let _ = if key.starts_with(&keys::drafts()) { drafts::even(workspace) } else { even(&held, key) };
    }
}

/// Replaces one value by the same one, sealed or plain. It is looked at before it replaces the other, and after.
fn even(held: &Held, key: &str) -> Result<(), StorageError> {
    let Some(units) = storage::raw(key) else { return Ok(()) };
    let sealed = String::from_utf16(&units).ok().filter(|text| is_sealed(text));
    let header = &held.lock.header;
    let content = match &sealed {
        Some(text) if !header.on || header_of(text).is_some_and(|carried| carried.salt != header.salt) => {
            match held.lock.unseal(key, text) {
                Ok(content) => content,
                // Damaged, or nothing of this lock's: it stays as it is.
                Err(_) => return Ok(()),
            }
        }
        Some(_) => return Ok(()),
        None if !header.on => return Ok(()),
        None => Content::of_value(units),
    };
    if !header.on {
        return storage::set_raw(key, &content.to_value());
    }
    let text = held.seal(key, &content, true).ok_or(StorageError::Full)?;
    if held.lock.unseal(key, &text).as_ref() != Ok(&content) {
        return Err(StorageError::Full);
    }
    storage::set(key, &text)?;
    if storage::get(key).as_ref() == Some(&text) { Ok(()) } else { Err(StorageError::Full) }
}

/// What another tab has done to the lock of a workspace that is open here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeardLock {
    /// It is to be closed: locked, or locked anew with another key.
    Shut,
    /// It goes on: another passphrase, or no lock any more.
    On,
    Nothing,
}

/// Follows a header that another tab has written.
pub fn hear(workspace: &str) -> HeardLock {
    let (Some(Ok(header)), true) = (stored(workspace), is_open(workspace)) else {
        return HeardLock::Nothing;
    };
    match held(workspace) {
        Some(held) if held.lock.header.on && held.lock.header.key_id == header.key_id => {
            let lock = held.lock.with_header(header);
            hold(workspace, Held { lock, stored_ms: Some(clock::tick_ms()) });
            HeardLock::On
        }
        _ if header.on => HeardLock::Shut,
        _ => HeardLock::Nothing,
    }
}
