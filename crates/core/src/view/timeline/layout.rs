//! Where events stand in their lanes at one zoom (SPEC TL8–TL10). Depends on the zoom and not on what is in sight, so
//! that nothing changes its place while one pans.

use super::items::{Item, Timeline};

/// The height of a row of a lane.
pub const ROW: f64 = 26.0;
/// Room above the first row of a lane.
pub const LANE_PAD: f64 = 7.0;
/// The narrowest bar.
const BAR: f64 = 10.0;
/// How wide a bar is drawn whose end is not known: it breaks off, whatever the zoom.
pub const OPEN_BAR: f64 = 104.0;
/// The same without a label.
const OPEN_BARE: f64 = 28.0;
/// Between a bar and what follows it.
const GAP: f64 = 6.0;
/// The box with the number of leads, and its gap.
const LEADS: f64 = 32.0;
/// The longest label, in both forms.
pub const LONGEST: (f64, f64) = (264.0, 200.0);
/// How wide a group of events is drawn.
pub const CLUSTER: f64 = 38.0;
/// Events that begin within this of the first one share its group.
const REACH: f64 = 88.0;

/// How much of an event there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A bar with title and second line under it.
    Full,
    /// A bar with its title beside it.
    Line,
    /// A bar alone.
    Bare,
    /// Several events in one box, which opens on them.
    Group,
}

/// An event, or several, at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Places in [`Timeline::items`]; several for a group only.
    pub items: Vec<usize>,
    pub form: Form,
    pub lane: usize,
    /// Row of the lane, from the top.
    pub row: usize,
    /// CSS pixels from the beginning of 1900.
    pub x: f64,
    /// The length of the bar.
    pub bar: f64,
    /// All it takes up, label included.
    pub width: f64,
}

/// Every event at one zoom, in the order of time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    pub per_day: f64,
    pub placed: Vec<Placed>,
}

/// A row of a lane while it fills.
#[derive(Clone, Copy)]
struct Row {
    right: f64,
    last: usize,
}

struct Lane {
    /// The starts of its events, in order.
    starts: Vec<f64>,
    /// How many are placed.
    done: usize,
    rows: Vec<Row>,
}

impl Layout {
    /// At `per_day` CSS pixels a day, with this many rows a lane.
    pub fn of(timeline: &Timeline, per_day: f64, rows: usize) -> Self {
        let rows = rows.max(1);
        let row = Row { right: f64::NEG_INFINITY, last: usize::MAX };
        let mut lanes: Vec<Lane> =
            timeline.lanes.iter().map(|_| Lane { starts: Vec::new(), done: 0, rows: vec![row; rows] }).collect();
        for item in &timeline.items {
            if let Some(lane) = lanes.get_mut(item.lane) {
                lane.starts.push(start(item, per_day));
            }
        }
        let mut layout = Layout { per_day, placed: Vec::with_capacity(timeline.items.len()) };
        for (index, item) in timeline.items.iter().enumerate() {
            if let Some(lane) = lanes.get_mut(item.lane) {
                lane.done += 1;
                layout.place(index, item, lane);
            }
        }
        // Groups that took in later events leave the order as it is: each stands at its first event.
        layout
    }

    fn place(&mut self, index: usize, item: &Item, lane: &mut Lane) {
        let x = start(item, self.per_day);
        let per_day = self.per_day;
        let after = |form: Form| (bar(item, per_day, form), width(item, per_day, form));
        let last = lane.rows.len() - 1;
        let neighbours = |reach: f64| lane.neighbours(x + reach);
        let crowded = neighbours(REACH) > lane.rows.len();
        let (bar_full, full) = after(Form::Full);
        if !crowded && last >= 1 && neighbours(full) + 2 <= lane.rows.len() {
            let pair = (0..last).find(|row| lane.is_free(*row, x) && lane.is_free(row + 1, x));
            if let Some(row) = pair {
                let placed = Placed {
                    items: vec![index],
                    form: Form::Full,
                    lane: item.lane,
                    row,
                    x,
                    bar: bar_full,
                    width: full,
                };
                lane.take(&[row, row + 1], x + full, self.placed.len());
                self.placed.push(placed);
                return;
            }
        }
        for form in [Form::Line, Form::Bare] {
            let (bar, width) = after(form);
            // The last row is kept for what is short: groups stand there.
            let rows = if last > 0 && bar > REACH { 0..last } else { 0..last + 1 };
            if crowded || form == Form::Line && neighbours(width) >= lane.rows.len() {
                continue;
            }
            if let Some(row) = rows.into_iter().find(|row| lane.is_free(*row, x)) {
                lane.take(&[row], x + width + GAP / 2.0, self.placed.len());
                self.placed.push(Placed { items: vec![index], form, lane: item.lane, row, x, bar, width });
                return;
            }
        }
        self.make_room(lane, last, x);
        let holder = lane.rows.get(last).and_then(|row| self.placed.get_mut(row.last));
        if let Some(group) = holder.filter(|group| group.row == last && x < group.x + REACH) {
            group.form = Form::Group;
            group.items.push(index);
            (group.bar, group.width) = (CLUSTER, CLUSTER);
            if let Some(row) = lane.rows.get_mut(last) {
                row.right = group.x + CLUSTER + GAP / 2.0;
            }
            return;
        }
        if lane.is_free(last, x) {
            let (bar, width) = (after(Form::Bare).0.min(CLUSTER), after(Form::Bare).1.min(CLUSTER));
            lane.take(&[last], x + width, self.placed.len());
            // Alone so far; those that follow join it.
            self.placed.push(Placed {
                items: vec![index],
                form: Form::Bare,
                lane: item.lane,
                row: last,
                x,
                bar,
                width,
            });
            return;
        }
        // Only a lane of one row with a long bar in it comes here: the short one stands before it.
        lane.take(&[last], x + CLUSTER, self.placed.len());
        let (bar, width) = (BAR, CLUSTER);
        self.placed.push(Placed { items: vec![index], form: Form::Bare, lane: item.lane, row: last, x, bar, width });
    }

    /// Takes the label away that reaches over `x` in the last row.
    fn make_room(&mut self, lane: &mut Lane, last: usize, x: f64) {
        let Some(row) = lane.rows.get_mut(last).filter(|row| row.right > x) else { return };
        let Some(placed) = self.placed.get_mut(row.last) else { return };
        match placed.form {
            Form::Line => {
                placed.form = Form::Bare;
                placed.width = placed.bar + GAP / 2.0;
                row.right = placed.x + placed.width;
            }
            Form::Full => {
                placed.form = Form::Bare;
                placed.width = placed.bar + GAP / 2.0;
                row.right = x;
            }
            Form::Bare | Form::Group => {}
        }
    }

    /// What holds an event.
    pub fn holding(&self, index: usize) -> Option<&Placed> {
        self.placed.iter().find(|placed| placed.items.contains(&index))
    }
}

impl Lane {
    /// How many of the events that are not placed yet begin before `x`.
    fn neighbours(&self, x: f64) -> usize {
        let rest = self.starts.get(self.done..).unwrap_or_default();
        rest.partition_point(|start| *start < x)
    }

    fn is_free(&self, row: usize, x: f64) -> bool {
        self.rows.get(row).is_some_and(|row| row.right <= x)
    }

    fn take(&mut self, rows: &[usize], right: f64, placed: usize) {
        for row in rows {
            if let Some(row) = self.rows.get_mut(*row) {
                *row = Row { right, last: placed };
            }
        }
    }
}

fn start(item: &Item, per_day: f64) -> f64 {
    f64::from(item.start.number()) * per_day
}

/// The length of an event's bar.
pub fn bar(item: &Item, per_day: f64, form: Form) -> f64 {
    match (item.end, form) {
        (Some(end), _) => (f64::from(item.start.days_until(end) + 1) * per_day).max(BAR),
        (None, Form::Bare | Form::Group) => OPEN_BARE,
        (None, _) => OPEN_BAR,
    }
}

/// All an event takes up in a form, label included.
pub fn width(item: &Item, per_day: f64, form: Form) -> f64 {
    let bar = bar(item, per_day, form);
    let leads = if item.leads > 0 { LEADS } else { 0.0 };
    let (title, caption) = item.widths;
    match form {
        Form::Full => (bar + leads).max(title.max(caption).min(LONGEST.0)) + GAP,
        Form::Line => bar + leads + GAP + title.min(LONGEST.1) + GAP,
        Form::Bare | Form::Group => bar + GAP / 2.0,
    }
}
