//! The records an officer works with every day. Others are in `record_more.rs`.

use super::schema::{FieldKind, records};
use super::{Collection, Day, Money, RecordId};

const fn to(collection: Collection) -> FieldKind {
    FieldKind::Ref(collection)
}

const fn term(dictionary: &'static str) -> FieldKind {
    FieldKind::Term(dictionary)
}

records! {
    /// A company somebody talks with or wants to.
    Company in Companies {
        name: String,
        name_en: String,
        /// Other spellings, one a line.
        aliases: String,
        /// Unified social credit code (GB 32100); foreign companies have none.
        credit_code: String,
        /// Where it comes from, in words.
        origin: String,
        nature: RecordId => term("nature"),
        industry: RecordId => term("industry"),
        /// Ids of terms of kind `tag`, one a line.
        tags: String,
        /// 链主
        chain_leader: bool,
        parent: RecordId => to(Collection::Companies),
        note: String,
    }

    /// A person at a company.
    Contact in Contacts {
        name: String,
        company: RecordId => to(Collection::Companies),
        post: String,
        phone: String,
        email: String,
        /// BCP 47, as far as known: `zh`, `en`, `de`.
        language: String,
        /// Where one met.
        met_at: RecordId => to(Collection::Events),
        note: String,
    }

    /// A lead: one project of one company, from target list to landing.
    Lead in Leads {
        /// `YYYYMMDD-NNN` and a device suffix; the same for life (SPEC L1).
        code: String,
        title: String,
        /// What it is called outside the office until it is announced.
        code_name: String,
        /// May be called by its title and its company outside the office; until then by its code name.
        announced: bool,
        company: RecordId => to(Collection::Companies),
        stage: RecordId => term("stage"),
        /// The day it entered that stage.
        stage_since: Option<Day>,
        /// Place inside its column: a fractional index, compared as text.
        rank: String,
        industry: RecordId => term("industry"),
        chain_node: String,
        zone: RecordId => term("zone"),
        officer: RecordId => to(Collection::Officers),
        priority: RecordId => term("priority"),
        source: RecordId => term("source"),
        source_event: RecordId => to(Collection::Events),
        capital: RecordId => term("capital"),
        form: RecordId => term("form"),
        headquarters: RecordId => term("headquarters"),
        planned: Option<Money>,
        signed_amount: Option<Money>,
        paid_in: Option<Money>,
        contact: String,
        phone: String,
        email: String,
        /// Why it is on the target list.
        reason: String,
        /// The result of screening (研判): a term of kind `screening`.
        screening: RecordId => term("screening"),
        screened_by: RecordId => to(Collection::Officers),
        first_talk: Option<Day>,
        signed_on: Option<Day>,
        signing_company: String,
        agreement: RecordId => term("agreement"),
        registered_on: Option<Day>,
        registered_company: String,
        premises_wanted: String,
        premises: String,
        opened_on: Option<Day>,
        /// People employed.
        jobs: Option<i64>,
        service_manager: RecordId => to(Collection::Officers),
        next_visit: Option<Day>,
        /// Why it is out (退库/中止): type and reason.
        out_type: RecordId => term("out"),
        out_reason: String,
        next_step: String,
        due: Option<Day>,
        note: String,
        /// Why talks make no progress, and the day that was said (SPEC K4).
        stale_reason: String,
        stale_reason_on: Option<Day>,
        /// Who reported the company first, for which zone, when.
        reported_by: RecordId => to(Collection::Officers),
        reported_zone: RecordId => term("zone"),
        reported_on: Option<Day>,
        /// May be shown to visitors.
        public: bool,
        /// Announced and published: comes from the published data and stays where it is.
        published: bool,
    }

    /// An event of the promotion timeline as the workspace keeps it.
    EventRecord in Events {
        title_zh: String,
        title_en: String,
        kind: RecordId => term("event-kind"),
        /// 第一季, 第二季 …
        season: Option<i64>,
        start: Option<Day>,
        /// The last day; absent when it is not known.
        end: Option<Day>,
        /// Places in words, one a line.
        places_zh: String,
        places_en: String,
        led_by_zh: String,
        led_by_en: String,
        theme_zh: String,
        theme_en: String,
        /// What it was, in facts, one a line.
        notes_zh: String,
        notes_en: String,
        zone: RecordId => term("zone"),
        industry: RecordId => term("industry"),
        /// 团组
        delegation: String,
        outcomes: String,
        next_steps: String,
        /// May be shown to visitors.
        public: bool,
        published: bool,
    }

    /// Something that was done about a lead. Moves between stages write one by themselves; those can't be edited.
    Activity in Activities {
        lead: RecordId => to(Collection::Leads),
        day: Option<Day>,
        /// call, visit, mail, note, move, transfer, blocker.
        kind: RecordId => term("activity"),
        text: String,
        /// For a move or a transfer: the terms it went between.
        from: RecordId,
        to: RecordId,
        officer: RecordId => to(Collection::Officers),
        next_step: String,
        due: Option<Day>,
        /// Milliseconds since 1970, for the order within a day.
        at: i64,
    }

    /// What holds a lead up (堵点).
    Blocker in Blockers {
        lead: RecordId => to(Collection::Leads),
        kind: RecordId => term("blocker"),
        text: String,
        department: String,
        raised: Option<Day>,
        due: Option<Day>,
        /// Empty while it stands.
        resolution: String,
    }

    /// A promotion officer (招商专员).
    Officer in Officers {
        name: String,
        /// One character for the disc on a card.
        disc: String,
        zone: RecordId => term("zone"),
        unit: RecordId => to(Collection::Units),
    }

    /// An entry of a dictionary: stages, industries, zones and every other list are data (SPEC T1).
    Term in Terms {
        /// Which dictionary: `stage`, `industry`, `zone`, `source`, …
        kind: String,
        zh: String,
        en: String,
        order: i64,
        /// For a stage: the list it belongs to (`target`, `tracking`, `landed`, `out`). For a part of the layout: the
        /// layout's name.
        group: String,
        /// For a stage: its shape. For a part of the layout: its sign.
        shape: String,
    }
}
