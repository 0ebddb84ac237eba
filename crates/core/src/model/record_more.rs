//! The records around the leads: what companies need, what the district has, what it promised and what came of it.

use super::schema::{FieldKind, records};
use super::{Collection, Day, Money, RecordId};

const fn to(collection: Collection) -> FieldKind {
    FieldKind::Ref(collection)
}

const fn term(dictionary: &'static str) -> FieldKind {
    FieldKind::Term(dictionary)
}

records! {
    /// What a company needs, along the six elements.
    Need in Needs {
        lead: RecordId => to(Collection::Leads),
        company: RecordId => to(Collection::Companies),
        element: RecordId => term("element"),
        text: String,
        /// open, matched, answered.
        state: RecordId => term("need-state"),
        resource: RecordId => to(Collection::Resources),
        /// Wished by this day.
        wished_by: Option<Day>,
        answer: String,
    }

    /// What the district has to offer: premises 载体, policy 政策, fund 基金, service.
    Resource in Resources {
        name: String,
        kind: RecordId => term("resource"),
        zone: RecordId => term("zone"),
        text: String,
        /// Square metres, for premises.
        area: Option<i64>,
        available_from: Option<Day>,
        contact: String,
        /// http, https, mailto or tel.
        link: String,
    }

    /// A step of an industry's chain.
    ChainNode in ChainNodes {
        zh: String,
        en: String,
        industry: RecordId => term("industry"),
        /// The node this one feeds.
        feeds: RecordId => to(Collection::ChainNodes),
        order: i64,
        note: String,
    }

    /// A body that promotes or cooperates: a zone's team, a department, a park, a chamber.
    Unit in Units {
        name: String,
        name_en: String,
        kind: RecordId => term("unit"),
        zone: RecordId => term("zone"),
        contact: String,
        phone: String,
    }

    /// A view somebody kept: a page and all that is asked there (SPEC V2).
    SavedView in Views {
        name: String,
        /// `board` or `table`.
        route: String,
        /// As it stands in an address behind the `?`.
        query: String,
        order: i64,
        /// Who made it.
        owner: String,
    }

    /// What a zone set out to reach in a year.
    Target in Targets {
        zone: RecordId => term("zone"),
        metric: RecordId => term("metric"),
        year: Option<i64>,
        /// For counted metrics.
        count: Option<i64>,
        /// For amounts.
        amount: Option<Money>,
    }

    /// A figure of the year.
    IndicatorRecord in Indicators {
        name_zh: String,
        name_en: String,
        detail_zh: String,
        detail_en: String,
        year: Option<i64>,
        /// `count`, `money`, `rank` or `growth`.
        figure: String,
        /// A count, or a place in an order.
        count: Option<i64>,
        amount: Option<Money>,
        /// The unit of a count, or what a rank is among.
        unit_zh: String,
        unit_en: String,
        /// Change on the year before in hundredths of a percent: 3554 is +35.54 %.
        change: Option<i64>,
        order: i64,
        public: bool,
        published: bool,
    }

    /// What somebody said at an event or after it.
    Feedback in Feedback {
        event: RecordId => to(Collection::Events),
        lead: RecordId => to(Collection::Leads),
        company: RecordId => to(Collection::Companies),
        contact: RecordId => to(Collection::Contacts),
        day: Option<Day>,
        text: String,
        /// What was done about it; empty while it is open.
        answer: String,
    }

    /// A stop of an event's itinerary (行程).
    Stop in Stops {
        event: RecordId => to(Collection::Events),
        /// A place in the language it was written in; the other language where it is known.
        place_zh: String,
        place_en: String,
        country_zh: String,
        country_en: String,
        start: Option<Day>,
        /// The last day there; absent when it is the day of [`Stop::start`] or not known.
        end: Option<Day>,
        /// Hundredths of a degree, north and east.
        latitude: Option<i64>,
        longitude: Option<i64>,
        /// The city the distance is measured to, where the place is a country.
        measured_to_zh: String,
        measured_to_en: String,
        /// That the stop belongs to this event is inferred (推断).
        inferred: bool,
        /// What was done there.
        note: String,
        order: i64,
    }

    /// What came of an event or is to be done about it, one line each.
    EventNote in EventNotes {
        event: RecordId => to(Collection::Events),
        /// [`EventNote::OUTCOME`] or [`EventNote::NEXT_STEP`].
        kind: String,
        text: String,
        /// Of a next step.
        due: Option<Day>,
        /// The day a next step was done; absent while it is to be done.
        done_on: Option<Day>,
        order: i64,
    }

    /// A visit to a landed company (安商).
    Visit in Visits {
        lead: RecordId => to(Collection::Leads),
        company: RecordId => to(Collection::Companies),
        officer: RecordId => to(Collection::Officers),
        planned: Option<Day>,
        /// Absent while it is still to come.
        day: Option<Day>,
        text: String,
        /// A sign that the company may move, shrink or close.
        risk: RecordId => term("risk"),
    }

    /// A briefing before a meeting, or a training.
    Briefing in Briefings {
        title: String,
        kind: RecordId => term("briefing"),
        day: Option<Day>,
        event: RecordId => to(Collection::Events),
        lead: RecordId => to(Collection::Leads),
        text: String,
        audience: String,
    }

    /// Two records that belong together, where there can be many on both sides: contacts of a lead, companies met at
    /// an event, units that cooperate, resources offered. Its id is made of the two, so that two devices that link the
    /// same make the same record.
    Link in Links {
        /// `contact`, `met`, `unit`, `resource`, `attachment`.
        kind: String,
        from: RecordId => FieldKind::AnyRef,
        to: RecordId => FieldKind::AnyRef,
        /// For an attachment: http, https, mailto or tel.
        link: String,
        note: String,
    }

    /// The workspace itself: one record, `workspace`.
    WorkspaceRecord in Workspace {
        /// The schema of the document (SPEC V1); absent in documents of schema 1.
        schema: Option<i64>,
        /// What it started from: `published` or `empty`.
        started: String,
    }
}

impl EventNote {
    /// Kind: 成果.
    pub const OUTCOME: &str = "outcome";
    /// Kind: 下一步.
    pub const NEXT_STEP: &str = "next-step";
}
