//! What is added to a lead, each as one step: people, needs, blockers, activities, transfers (SPEC, Lead in detail).

use serde_json::Value;

use super::command::{CommandError, Context};
use super::draft::{Draft, Maker, Step};
use super::lead::company_key;
use super::{Document, Fields, is_safe_link};
use crate::model::{Activity, Blocker, Collection, Contact, Day, Link, Need, RecordId};

const LEADS: Collection = Collection::Leads;

/// Something about a lead. Names of people, bodies and resources that are known mean the known ones (SPEC L3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboutLead {
    /// Its fields, as typed: an officer and a company by name, the rest by their kinds.
    Fields(Vec<(String, String)>),
    /// Something that was done, and what is next.
    Log {
        kind: RecordId,
        text: String,
        next_step: String,
        due: Option<Day>,
    },
    /// A person; one of this name at the lead's company is the same person.
    Contact {
        name: String,
        phone: String,
        email: String,
    },
    /// A person who is known.
    Known {
        contact: RecordId,
    },
    /// A body that cooperates.
    Unit {
        name: String,
    },
    /// Something the district offers.
    Resource {
        name: String,
        kind: RecordId,
    },
    /// A link that is kept: http, https, mailto or tel.
    Attachment {
        link: String,
        name: String,
    },
    Need {
        element: RecordId,
        text: String,
        wished_by: Option<Day>,
    },
    /// What meets a need, by its name.
    Match {
        need: RecordId,
        resource: String,
    },
    /// Something that holds the lead up.
    Blocker {
        kind: RecordId,
        text: String,
        department: String,
        due: Option<Day>,
    },
    Resolve {
        blocker: RecordId,
        resolution: String,
    },
    /// To another zone (流转).
    Transfer {
        zone: RecordId,
        day: Day,
        reason: String,
    },
}

type Planned = Result<(Step, Option<RecordId>), CommandError>;

impl Document {
    pub(super) fn about_lead(
        &mut self,
        id: RecordId,
        what: AboutLead,
        context: &Context,
        draft: &mut Draft,
    ) -> Planned {
        let lead = self.lead(&id)?;
        if lead.published {
            return Err(CommandError::Published { title: lead.title });
        }
        let title = lead.title.clone();
        match what {
            AboutLead::Fields(fields) => {
                let field = match fields.as_slice() {
                    [(field, _)] => field.clone(),
                    _ => String::new(),
                };
                self.plan_typed(&id, fields, draft)?;
                let step = if field.is_empty() {
                    Step::Change { collection: LEADS, title, field }
                } else {
                    Step::Edit { title, field }
                };
                Ok((step, Some(id)))
            }
            AboutLead::Log { kind, text, next_step, due } => {
                let text = some_text(&text)?;
                self.term(&kind)?;
                let next_step = next_step.trim().to_owned();
                let officer = self.officer_at(context);
                let activity = Activity {
                    lead: id.clone(),
                    kind,
                    text,
                    officer,
                    next_step: next_step.clone(),
                    due,
                    ..self.activity(context)
                };
                self.put_activity(&activity, draft);
                if !next_step.is_empty() {
                    draft.set(self, LEADS, &id, "next_step", Value::from(next_step));
                    draft.set(self, LEADS, &id, "due", day(due));
                }
                Ok((Step::LogActivity { title }, Some(id)))
            }
            AboutLead::Contact { name, phone, email } => {
                let name = some_name(&name)?;
                let key = company_key(&name);
                let known = self.tables.contacts.iter().find(|(_, contact)| {
                    !lead.company.is_empty() && contact.company == lead.company && company_key(&contact.name) == key
                });
                let contact = match known.map(|(contact, _)| contact.clone()) {
                    Some(contact) => contact,
                    None => {
                        let contact = Contact {
                            name: name.clone(),
                            company: lead.company.clone(),
                            phone: phone.trim().to_owned(),
                            email: email.trim().to_owned(),
                            ..Contact::default()
                        };
                        let made = self.mint();
                        draft.create(self, &made, Maker::Own, &contact);
                        made
                    }
                };
                self.link("contact", &id, &contact, draft);
                Ok((Step::Create { collection: Collection::Contacts, title: name }, Some(contact)))
            }
            AboutLead::Known { contact } => {
                let name = self.tables.contacts.get(&contact).map(|contact| contact.name.clone());
                let Some(name) = name else {
                    return Err(CommandError::NoSuchRecord { collection: Collection::Contacts, id: contact });
                };
                self.link("contact", &id, &contact, draft);
                Ok((Step::Create { collection: Collection::Links, title: name }, Some(contact)))
            }
            AboutLead::Unit { name } => {
                let name = some_name(&name)?;
                let unit = self.unit_named(&name, draft);
                self.link("unit", &id, &unit, draft);
                Ok((Step::Create { collection: Collection::Units, title: name }, Some(unit)))
            }
            AboutLead::Resource { name, kind } => {
                let name = some_name(&name)?;
                self.term(&kind)?;
                let resource = self.resource_named(&name, kind, draft);
                self.link("resource", &id, &resource, draft);
                Ok((Step::Create { collection: Collection::Resources, title: name }, Some(resource)))
            }
            AboutLead::Attachment { link, name } => {
                let link = link.trim().to_owned();
                if link.is_empty() || !is_safe_link(Some(&link)) {
                    return Err(CommandError::WrongValue { field: "link".to_owned(), value: Value::from(link) });
                }
                let record = Link {
                    kind: "attachment".to_owned(),
                    from: id,
                    link: link.clone(),
                    note: name.trim().to_owned(),
                    ..Link::default()
                };
                let made = self.mint();
                draft.create(self, &made, Maker::Own, &record);
                Ok((Step::Create { collection: Collection::Links, title: link }, Some(made)))
            }
            AboutLead::Need { element, text, wished_by } => {
                if self.term(&element)?.is_empty() {
                    return Err(CommandError::EmptyField { field: "element".to_owned() });
                }
                let need = Need {
                    lead: id,
                    company: lead.company,
                    element,
                    text: text.trim().to_owned(),
                    state: RecordId::from(OPEN),
                    wished_by,
                    ..Need::default()
                };
                let made = self.mint();
                draft.create(self, &made, Maker::Own, &need);
                Ok((Step::Create { collection: Collection::Needs, title: need.text }, Some(made)))
            }
            AboutLead::Match { need, resource } => {
                let name = some_name(&resource)?;
                let element = self.tables.needs.get(&need).map(|need| need.element.clone());
                let Some(element) = element else {
                    return Err(CommandError::NoSuchRecord { collection: Collection::Needs, id: need });
                };
                let resource = self.resource_named(&name, resource_kind(&element), draft);
                let fields = Fields::from_iter([
                    ("resource".to_owned(), Value::from(resource.as_str())),
                    ("state".to_owned(), Value::from(MATCHED)),
                ]);
                self.plan_change(Collection::Needs, &need, fields, draft)?;
                Ok((
                    Step::Change { collection: Collection::Needs, title: name, field: "resource".to_owned() },
                    Some(need),
                ))
            }
            AboutLead::Blocker { kind, text, department, due } => {
                if self.term(&kind)?.is_empty() {
                    return Err(CommandError::EmptyField { field: "kind".to_owned() });
                }
                let blocker = Blocker {
                    lead: id.clone(),
                    kind: kind.clone(),
                    text: text.trim().to_owned(),
                    department: department.trim().to_owned(),
                    raised: Some(context.today),
                    due,
                    ..Blocker::default()
                };
                let made = self.mint();
                draft.create(self, &made, Maker::Own, &blocker);
                // In the history: `to` is what was raised, `from` what was resolved.
                let officer = self.officer_at(context);
                let activity = Activity {
                    lead: id,
                    kind: RecordId::from(BLOCKER),
                    to: kind,
                    text: blocker.text.clone(),
                    officer,
                    ..self.activity(context)
                };
                self.put_activity(&activity, draft);
                Ok((Step::Create { collection: Collection::Blockers, title: blocker.text }, Some(made)))
            }
            AboutLead::Resolve { blocker, resolution } => {
                let resolution = some_text(&resolution)?;
                let found = self.tables.blockers.get(&blocker).map(|blocker| (**blocker).clone());
                let Some(found) = found.filter(|blocker| blocker.lead == id) else {
                    return Err(CommandError::NoSuchRecord { collection: Collection::Blockers, id: blocker });
                };
                draft.set(self, Collection::Blockers, &blocker, "resolution", Value::from(resolution.as_str()));
                let officer = self.officer_at(context);
                let activity = Activity {
                    lead: id,
                    kind: RecordId::from(BLOCKER),
                    from: found.kind,
                    text: resolution,
                    officer,
                    ..self.activity(context)
                };
                self.put_activity(&activity, draft);
                let field = "resolution".to_owned();
                Ok((Step::Change { collection: Collection::Blockers, title: found.text, field }, Some(blocker)))
            }
            AboutLead::Transfer { zone, day, reason } => {
                let there = self.tables.terms.get(&zone).is_some_and(|term| term.kind == "zone");
                if !there || zone == lead.zone {
                    return Err(CommandError::WrongValue {
                        field: "zone".to_owned(),
                        value: Value::from(zone.as_str()),
                    });
                }
                draft.set(self, LEADS, &id, "zone", Value::from(zone.as_str()));
                let officer = self.officer_at(context);
                let activity = Activity {
                    lead: id.clone(),
                    kind: RecordId::from(TRANSFER),
                    from: lead.zone,
                    to: zone,
                    text: reason.trim().to_owned(),
                    officer,
                    day: Some(day),
                    ..self.activity(context)
                };
                self.put_activity(&activity, draft);
                Ok((Step::Edit { title, field: "zone".to_owned() }, Some(id)))
            }
        }
    }

    /// The officer whose name the person at this device has given; nobody where there is none.
    fn officer_at(&self, context: &Context) -> RecordId {
        let key = company_key(&context.who);
        let found =
            self.tables.officers.iter().find(|(_, officer)| !key.is_empty() && company_key(&officer.name) == key);
        found.map(|(id, _)| id.clone()).unwrap_or_default()
    }

    fn put_activity(&mut self, activity: &Activity, draft: &mut Draft) {
        let id = self.mint();
        draft.create(self, &id, Maker::Own, activity);
    }

    /// Joins a lead and another record; named by the two, so that two devices that join the same make one link.
    fn link(&self, kind: &str, lead: &RecordId, to: &RecordId, draft: &mut Draft) {
        let id = RecordId::new(format!("{kind}/{lead}/{to}"));
        if self.tables.links.get(&id).is_none() {
            let link = Link { kind: kind.to_owned(), from: lead.clone(), to: to.clone(), ..Link::default() };
            draft.create(self, &id, Maker::Outside, &link);
        }
    }
}

const OPEN: &str = "need-state/open";
const MATCHED: &str = "need-state/matched";
const BLOCKER: &str = "activity/blocker";
const TRANSFER: &str = "activity/transfer";

/// The kind of resource that meets a need of this element.
fn resource_kind(element: &RecordId) -> RecordId {
    RecordId::from(match element.as_str() {
        "element/premises" => "resource/premises",
        "element/policy" => "resource/policy",
        "element/funds" => "resource/fund",
        _ => "resource/service",
    })
}

fn day(day: Option<Day>) -> Value {
    day.map_or(Value::Null, |day| Value::from(day.to_string()))
}

fn some_text(text: &str) -> Result<String, CommandError> {
    let text = text.trim();
    if text.is_empty() { Err(CommandError::EmptyText) } else { Ok(text.to_owned()) }
}

fn some_name(name: &str) -> Result<String, CommandError> {
    let name = name.trim();
    if name.is_empty() { Err(CommandError::EmptyField { field: "name".to_owned() }) } else { Ok(name.to_owned()) }
}
