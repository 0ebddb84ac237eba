//! The records and the small values they are made of.

mod collection;
mod company_name;
mod credit_code;
mod day;
pub(crate) mod folded;
mod lang;
mod money;
mod phone;
mod record;
mod record_more;
pub mod schema;
mod traditional;
mod typed;

pub(crate) use collection::each_collection;
pub use collection::{Collection, RecordId};
pub use company_name::normal_name;
pub use credit_code::{CreditCodeFault, check_credit_code, tidy_credit_code};
pub use day::{Day, DayError};
pub use lang::{Lang, Localized};
pub(crate) use money::half_width;
pub use money::{Currency, Money, MoneyError};
pub use phone::phone_key;
pub use record::{Activity, Blocker, Company, Contact, EventRecord, Lead, Officer, Term};
pub use record_more::{
    Briefing, ChainNode, EventNote, Feedback, IndicatorRecord, Link, Need, Resource, SavedView, Stop, Target, Unit,
    Visit, WorkspaceRecord,
};
pub use schema::{FieldKind, FieldSpec, Record};
pub use typed::typed_day;
