//! The sheet of an event: its facts, what came of it, what a visitor would see, and the commands that edit it.

mod about;
mod came;
mod meetings;
mod plan;
mod preview;
mod sheet;
mod typed;

pub(crate) use about::stops_of;
pub use about::{distance_km, in_order, not_written_up, writes_up};
pub use came::{Came, Clock, Elsewhere, FunnelRow, LeadList, LeadRow, Trip, VisitRow};
pub(super) use came::{is_contacted, last_day, title_of};
pub use meetings::{Meetings, leads_by_event};
pub use plan::{capture_at, change, change_event, day_value, move_stop, new_attachment, new_event, new_note, new_stop};
pub use preview::{Preview, PreviewPlace};
pub use sheet::{Attachment, EventSheet, FeedbackLine, MetCompany, MetPerson, NoteLine, StopLine};
pub use typed::{position_text, typed_position};

pub use crate::model::typed_day;
