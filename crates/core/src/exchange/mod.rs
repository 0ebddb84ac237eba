//! Files. The workspace as a `.landfall` file: [`workspace_file`] (SPEC F1). Leads as tables: spreadsheets and CSV, out
//! and in (SPEC X1–X20). Events as a calendar: [`calendar_of_workspace`] (SPEC ICS1–ICS9). One lead or contact to be handed
//! over: [`handover_file`], [`frames`], [`Collector`] (SPEC HO1–HO14).
//!
//! Out: [`leads_table`], then [`csv::write`] or the spreadsheet worker. In: [`csv::read`] or the worker give rows of
//! [`Cell`]s, a [`RawTable`] says what its columns are, [`dry_run`] says what an import would do, and
//! `Command::ImportRows` does it.

mod amount;
mod business_card;
mod calendar;
mod cell;
mod column;
pub mod csv;
mod dry_run;
mod frames;
mod handover;
mod ics;
mod landfall;
mod names;
mod publish;
mod raw;
mod rows;
mod sheet_error;
mod single_file;
mod table;
mod target;

pub use business_card::business_card;
pub use calendar::{Calendar, calendar_of_published, calendar_of_workspace};
pub use cell::{Cell, cells_from_json, cells_to_json, day_of_serial, serial_of_day};
pub use column::Column;
pub(crate) use column::Kind;
pub use dry_run::{ChangedLead, DryRun, FieldChange, NewLead, SimilarCompany, dry_run};
pub use frames::{Collector, FrameError, MOST_FRAMES, Taken, frames};
pub use handover::handover_file;
pub(crate) use handover::{HANDED, LINKS, OWN, value_sum};
pub use landfall::workspace_file;
pub(crate) use names::Names;
pub use publish::{Change, FieldDiff, Place, Publication, Refusal, SecretKind, What, Why, publish};
pub use raw::{MAX_BYTES, MAX_CELLS, MAX_ROWS, Mapping, RawTable, TableError, check_size, decode};
pub use rows::{Amount, Fault, Problem, Problems, Row, Value};
pub use sheet_error::SheetError;
pub use single_file::{
    Carried, OUTLINE_BLOCK, PUBLISHED_BLOCK, WORKSPACE_BLOCK, fingerprint, rebuild, with_block, workspace_block,
};
pub use table::{leads_table, some_leads_table};
pub(crate) use target::{Planned, changes, code_key, money, resolve};
