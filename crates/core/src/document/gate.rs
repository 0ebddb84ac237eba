//! Entering a stage with what its gate asks for (SPEC, Gates).

use super::draft::{Draft, Step};
use super::{CommandError, Context, Document};
use crate::model::{Lang, RecordId};

/// What has to be said when a lead goes out (SPEC G4).
const WHY_OUT: [&str; 2] = ["out_type", "out_reason"];

impl Document {
    #[allow(clippy::too_many_arguments)] // The command's own fields.
    pub(super) fn enter_stage(
        &mut self,
        lead: RecordId,
        to: RecordId,
        before: Option<RecordId>,
        fields: Vec<(String, String)>,
        lang: Lang,
        context: &Context,
        draft: &mut Draft,
    ) -> Result<(Step, Option<RecordId>), CommandError> {
        let now = self.lead(&lead)?;
        let out = self.tables.terms.get(&to).is_some_and(|stage| stage.group == "out");
        let typed = |name: &str| fields.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text.trim());
        let mut reason = String::new();
        if out && now.stage != to {
            let missing: Vec<&'static str> = WHY_OUT.into_iter().filter(|name| typed(name).is_empty()).collect();
            if !missing.is_empty() {
                return Err(CommandError::GateOpen { missing });
            }
            let kind = self.tables.terms.get(&RecordId::from(typed("out_type")));
            reason = match (kind, lang) {
                (Some(kind), Lang::ZhCn) => format!("{}：{}", kind.zh, typed("out_reason")),
                (Some(kind), Lang::En) => format!("{}: {}", kind.en, typed("out_reason")),
                (None, _) => typed("out_reason").to_owned(),
            };
        }
        self.plan_typed(&lead, fields, draft)?;
        self.move_lead(lead, to, before, reason, context, draft)
    }
}
