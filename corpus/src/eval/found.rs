//! What a record says, read without asking that it is whole: a record of an earlier version, or of another
//! program, is compared as far as it goes.

use super::gold::Ceremony;
use serde_json::Value;

/// What a record says of its article.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    pub(super) title: Option<String>,
    pub(super) published: Option<String>,
    pub(super) text: String,
    pub(super) dropped_lines: Vec<i64>,
    pub(super) awards: Vec<Mention>,
    pub(super) counts: Vec<Mention>,
    pub(super) dates: Vec<Mention>,
    pub(super) units: Vec<Mention>,
    pub(super) conferrals: Vec<Conferral>,
    pub(super) ceremonies: Vec<Ceremony>,
}

/// A mention of any kind; what belongs to others is empty.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) text: Option<String>,
    /// Code points of the record's text.
    pub(super) at: Option<[usize; 2]>,
    pub(super) award: Option<String>,
    pub(super) class: Option<String>,
    pub(super) value: Number,
    pub(super) noun: Option<String>,
    pub(super) edtf: Option<String>,
    pub(super) path: Vec<String>,
    pub(super) json: Value,
}

#[derive(Debug, Clone)]
pub(super) struct Conferral {
    pub(super) award: Option<String>,
    pub(super) class: Option<String>,
    pub(super) conferrer: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) count: Number,
    pub(super) recipients: Vec<String>,
    pub(super) status: Option<String>,
    pub(super) period: Option<String>,
    pub(super) evidence: Option<[usize; 2]>,
    pub(super) json: Value,
}

/// A number as a record has it, which may be no number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number(Value);

impl Number {
    /// The same number; unknown is the same as unknown.
    pub(super) fn is(&self, gold: Option<i64>) -> bool {
        match gold {
            None => self.0.is_null(),
            Some(gold) => match self.0.as_i64() {
                Some(number) => number == gold,
                None => self.0.as_f64() == Some(gold as f64),
            },
        }
    }

    pub(super) fn text(&self) -> Option<String> {
        (!self.0.is_null()).then(|| self.0.to_string())
    }
}

impl Found {
    /// What a record says.
    pub(super) fn of(record: &Value) -> Self {
        let mentions = |kind: &str| {
            let of_kind = list(record, "mentions").iter().filter(|mention| mention["kind"] == kind);
            of_kind.map(Mention::of).collect()
        };
        Self {
            title: text(record, "title"),
            published: text(record, "published"),
            text: text(record, "text").unwrap_or_default(),
            dropped_lines: list(record, "dropped_lines").iter().filter_map(Value::as_i64).collect(),
            awards: mentions("award"),
            counts: mentions("count"),
            dates: mentions("date"),
            units: mentions("unit"),
            conferrals: list(record, "conferrals").iter().map(Conferral::of).collect(),
            ceremonies: list(record, "ceremonies").iter().map(ceremony).collect(),
        }
    }
}

impl Mention {
    fn of(json: &Value) -> Self {
        let end = |name: &str| usize::try_from(json[name].as_u64()?).ok();
        Self {
            text: text(json, "text"),
            at: end("start").zip(end("end")).map(|(start, end)| [start, end]),
            award: text(json, "award"),
            class: text(json, "class"),
            value: Number(json["value"].clone()),
            noun: text(json, "noun"),
            edtf: text(json, "edtf"),
            path: texts(json, "path"),
            json: json.clone(),
        }
    }
}

impl Conferral {
    fn of(json: &Value) -> Self {
        Self {
            award: text(json, "award"),
            class: text(json, "class"),
            conferrer: match &json["conferrer"] {
                Value::Object(_) => text(&json["conferrer"], "name"),
                other => word(other),
            },
            kind: text(json, "kind"),
            count: Number(json["count"].clone()),
            recipients: list(json, "recipients").iter().map(|r| name(r).unwrap_or_default()).collect(),
            status: text(json, "status"),
            period: text(json, "period"),
            evidence: span(&json["evidence"]),
            json: json.clone(),
        }
    }
}

fn ceremony(json: &Value) -> Ceremony {
    Ceremony {
        kinds: texts(json, "kinds"),
        date: text(json, "date"),
        place: text(json, "place"),
        organiser: text(json, "organiser"),
        period: text(json, "period"),
        json: json.clone(),
    }
}

fn list<'v>(json: &'v Value, name: &str) -> &'v [Value] {
    json[name].as_array().map_or(&[], Vec::as_slice)
}

fn texts(json: &Value, name: &str) -> Vec<String> {
    list(json, name).iter().map(|item| word(item).unwrap_or_default()).collect()
}

fn text(json: &Value, name: &str) -> Option<String> {
    word(&json[name])
}

/// A text; anything else as JSON writes it, so that it is no text of the gold's.
fn word(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// A name, or an object that has one.
fn name(value: &Value) -> Option<String> {
    let filled = |name: &str| text(value, name).filter(|text| !text.is_empty());
    if value.is_object() { filled("name").or_else(|| filled("text")) } else { word(value) }
}

fn span(value: &Value) -> Option<[usize; 2]> {
    let [start, end] = value.as_array()?.as_slice() else { return None };
    Some([usize::try_from(start.as_u64()?).ok()?, usize::try_from(end.as_u64()?).ok()?])
}
