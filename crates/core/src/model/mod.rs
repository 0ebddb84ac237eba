//! The records and the small values they are made of.

mod collection;
mod day;
mod lang;
mod money;
mod record;
mod record_more;
pub mod schema;
mod typed;

pub(crate) use collection::each_collection;
pub use collection::{Collection, RecordId};
pub use day::{Day, DayError};
pub use lang::{Lang, Localized};
pub(crate) use money::half_width;
pub use money::{Currency, Money, MoneyError};
pub use record::{Activity, Blocker, Company, Contact, EventRecord, Lead, Officer, Term};
pub use record_more::{
    Briefing, ChainNode, EventNote, Feedback, IndicatorRecord, Link, Need, Resource, Stop, Target, Unit, Visit,
    WorkspaceRecord,
};
pub use schema::{FieldKind, FieldSpec, Record};
pub use typed::typed_day;
