use crate::document::Tables;
use crate::model::{Lead, RecordId, half_width};
use crate::view::Query;

/// What is asked of the leads, as the address bar carries it (SPEC Q1). An empty part asks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    text: String,
    zone: RecordId,
    industry: RecordId,
    officer: RecordId,
    source: RecordId,
}

impl Filter {
    pub fn from_query(query: &Query) -> Self {
        let part = |key: &str| query.get(key).map(String::as_str).unwrap_or_default();
        Filter {
            text: plain(part("q")),
            zone: RecordId::from(part("zone")),
            industry: RecordId::from(part("industry")),
            officer: RecordId::from(part("owner")),
            source: RecordId::from(part("source")),
        }
    }

    /// Whether it asks anything at all.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// Whether a lead is what is asked for. Text is looked for in title, company, code and officer, without regard
    /// to case, width and spaces.
    pub fn admits(&self, lead: &Lead, tables: &Tables) -> bool {
        let is = |asked: &RecordId, value: &RecordId| asked.is_empty() || asked == value;
        is(&self.zone, &lead.zone)
            && is(&self.industry, &lead.industry)
            && is(&self.officer, &lead.officer)
            && is(&self.source, &lead.source)
            && self.admits_text(lead, tables)
    }

    fn admits_text(&self, lead: &Lead, tables: &Tables) -> bool {
        if self.text.is_empty() {
            return true;
        }
        let company = tables.companies.get(&lead.company).map(|company| company.name.as_str()).unwrap_or_default();
        let officer = tables.officers.get(&lead.officer).map(|officer| officer.name.as_str()).unwrap_or_default();
        [&lead.title, company, &lead.code, officer].into_iter().any(|text| plain(text).contains(&self.text))
    }
}

fn plain(text: &str) -> String {
    text.chars().map(half_width).filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
