//! Gold: what people have annotated, a file of JSON an article.

use crate::record::{CEREMONY_KINDS, RECIPIENT_KINDS, STATUSES};
use bangvang_extract::record::Status;
use bangvang_gazetteer::Gazetteer;
use regex::Regex;
use serde_json::{Map, Value};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// What is wrong with a file of gold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: PathBuf,
    /// Where in it, items counted from 0: `conferrals[2].status`. Empty for the whole.
    pub field: String,
    /// What is wrong there.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file.display())?;
        match self.field.as_str() {
            "" => f.write_str(&self.problem),
            field => write!(f, "{field}: {}", self.problem),
        }
    }
}

/// The gold of a folder.
#[derive(Debug, Clone, Default)]
pub struct Gold {
    /// In the order of the files' names.
    pub articles: Vec<Article>,
    /// All that is wrong. An item that lacks what it is compared by is left out of its article, and a file
    /// that cannot be read out of the gold; a value that no record can have counts as written.
    pub faults: Vec<Fault>,
}

/// What an article has been annotated with.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// The file's stem.
    pub id: String,
    pub(super) published: Option<String>,
    pub(super) boilerplate: Vec<i64>,
    /// Lines without text, which nobody has to drop.
    pub(super) blank: Vec<i64>,
    pub(super) awards: Vec<Award>,
    pub(super) counts: Vec<Count>,
    pub(super) dates: Vec<Date>,
    pub(super) units: Vec<Unit>,
    pub(super) conferrals: Vec<Conferral>,
    pub(super) ceremonies: Vec<Ceremony>,
}

#[derive(Debug, Clone)]
pub(super) struct Award {
    pub(super) text: String,
    pub(super) id: String,
    pub(super) class: Option<String>,
    pub(super) json: Value,
}

#[derive(Debug, Clone)]
pub(super) struct Count {
    pub(super) text: String,
    pub(super) value: i64,
    pub(super) noun: Option<String>,
    pub(super) json: Value,
}

#[derive(Debug, Clone)]
pub(super) struct Date {
    pub(super) text: String,
    pub(super) edtf: String,
    pub(super) json: Value,
}

#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) text: String,
    pub(super) admin: bool,
    /// Empty where none is settled.
    pub(super) path: Vec<String>,
    pub(super) json: Value,
}

impl Unit {
    /// Whether the gold says where it lies.
    pub(super) fn is_settled(&self) -> bool {
        self.admin && !self.path.is_empty()
    }
}

#[derive(Debug, Clone)]
pub(super) struct Conferral {
    pub(super) award: String,
    pub(super) class: Option<String>,
    pub(super) conferrer: Option<String>,
    pub(super) kind: String,
    pub(super) count: Option<i64>,
    pub(super) recipients: Vec<String>,
    pub(super) status: String,
    pub(super) period: Option<String>,
    pub(super) evidence: Option<String>,
    pub(super) json: Value,
}

/// A ceremony, of gold or of a record.
#[derive(Debug, Clone, Default)]
pub(super) struct Ceremony {
    pub(super) kinds: Vec<String>,
    pub(super) date: Option<String>,
    pub(super) place: Option<String>,
    pub(super) organiser: Option<String>,
    pub(super) period: Option<String>,
    pub(super) json: Value,
}

const TYPES: [&str; 2] = ["admin", "org"];

/// A date of EDTF as records have them, or an interval of two.
static EDTF: LazyLock<Regex> = LazyLock::new(|| {
    let date = r"[0-9X]{4}(?:-[0-9X]{2}(?:-[0-9X]{2})?)?[~?%]?";
    match Regex::new(&format!("^{date}(?:/{date})?$")) {
        Ok(regex) => regex,
        // Written here, and read by the tests.
        Err(error) => panic!("{error}"),
    }
});

impl Gold {
    /// Reads the files `*.json` of a folder, and no folder in it. The gazetteer knows the awards.
    ///
    /// # Errors
    /// A folder that cannot be listed. What is wrong with a file is one of the [faults](Gold::faults).
    pub fn read(folder: &Path, gazetteer: &Gazetteer) -> std::io::Result<Self> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.ends_with(".json") && !name.starts_with('.') && path.is_file() {
                files.push((name, path));
            }
        }
        files.sort();
        let mut gold = Self::default();
        for (name, path) in files {
            let mut reading = Reading { file: &path, gazetteer, faults: &mut gold.faults };
            let id = name.trim_end_matches(".json");
            gold.articles.extend(reading.file(id));
        }
        Ok(gold)
    }
}

/// A file being read.
struct Reading<'r> {
    file: &'r Path,
    gazetteer: &'r Gazetteer,
    faults: &'r mut Vec<Fault>,
}

impl Reading<'_> {
    fn fault(&mut self, field: &str, problem: String) {
        self.faults.push(Fault { file: self.file.to_owned(), field: field.to_owned(), problem });
    }

    fn file(&mut self, id: &str) -> Option<Article> {
        let read = std::fs::read(self.file).map_err(|error| format!("cannot be read: {error}"));
        let json = read
            .and_then(|bytes| serde_json::from_slice(&bytes).map_err(|error| format!("is no JSON: {error}")));
        match json {
            Ok(Value::Object(object)) => Some(self.article(id, &object)),
            Ok(other) => {
                self.fault("", format!("an object is expected, not {}", kind(&other)));
                None
            }
            Err(problem) => {
                self.fault("", problem);
                None
            }
        }
    }

    fn article(&mut self, id: &str, object: &Map<String, Value>) -> Article {
        let mut top = Fields { reading: self, at: String::new(), object };
        if let Some(own) = top.text("id").filter(|own| own != id) {
            top.fault("id", format!("{own:?} is not what the file is called; {id:?} counts"));
        }
        Article {
            id: id.to_owned(),
            published: top.text("published").filter(|day| !day.is_empty()),
            boilerplate: top.numbers("boilerplate"),
            blank: top.numbers("blank"),
            awards: top.items("awards", award),
            counts: top.items("counts", count),
            dates: top.items("dates", date),
            units: top.items("units", unit),
            conferrals: top.items("conferrals", conferral),
            ceremonies: top.items("ceremonies", ceremony),
        }
    }
}

fn award(fields: &mut Fields<'_, '_>) -> Option<Award> {
    let (text, id) = (fields.text("text"), fields.needed("id"));
    fields.award("id", id.as_deref());
    Some(Award { text: text.unwrap_or_default(), class: fields.text("class"), id: id?, json: fields.json() })
}

fn count(fields: &mut Fields<'_, '_>) -> Option<Count> {
    let (text, noun) = (fields.text("text"), fields.needed("noun"));
    let value = fields.number("value");
    if fields.get("value").is_none() {
        fields.fault("value", "is missing".to_owned());
    }
    Some(Count { text: text.unwrap_or_default(), value: value?, noun: Some(noun?), json: fields.json() })
}

fn date(fields: &mut Fields<'_, '_>) -> Option<Date> {
    let (text, edtf) = (fields.text("text"), fields.needed("edtf"));
    fields.edtf("edtf", edtf.as_deref());
    Some(Date { text: text.unwrap_or_default(), edtf: edtf?, json: fields.json() })
}

fn unit(fields: &mut Fields<'_, '_>) -> Option<Unit> {
    let (text, kind) = (fields.needed("text"), fields.needed("type"));
    fields.one_of("type", kind.as_deref(), &TYPES);
    let path = fields.texts("path");
    Some(Unit { text: text?, admin: kind? == "admin", path, json: fields.json() })
}

fn conferral(fields: &mut Fields<'_, '_>) -> Option<Conferral> {
    let (award, kind, status) = (fields.needed("award"), fields.needed("kind"), fields.needed("status"));
    fields.award("award", award.as_deref());
    fields.one_of("kind", kind.as_deref(), &RECIPIENT_KINDS);
    fields.one_of("status", status.as_deref(), &STATUSES.map(Status::as_str));
    let period = fields.text("period");
    fields.edtf("period", period.as_deref());
    let row = Conferral {
        class: fields.text("class"),
        conferrer: fields.text("conferrer"),
        count: fields.number("count"),
        recipients: fields.texts("recipients"),
        evidence: fields.text("evidence"),
        period,
        award: award?,
        kind: kind?,
        status: status?,
        json: fields.json(),
    };
    Some(row)
}

fn ceremony(fields: &mut Fields<'_, '_>) -> Option<Ceremony> {
    let missing = fields.get("kinds").is_none();
    if missing {
        fields.fault("kinds", "is missing".to_owned());
    }
    let kinds = fields.texts("kinds");
    for kind in &kinds {
        fields.one_of("kinds", Some(kind), &CEREMONY_KINDS);
    }
    let (date, period) = (fields.text("date"), fields.text("period"));
    fields.edtf("date", date.as_deref());
    fields.edtf("period", period.as_deref());
    let (place, organiser) = (fields.text("place"), fields.text("organiser"));
    (!missing).then(|| Ceremony { kinds, date, place, organiser, period, json: fields.json() })
}

/// The fields of an object. `null` is as good as missing.
struct Fields<'f, 'r> {
    reading: &'f mut Reading<'r>,
    /// Where the object stands, with a dot behind it; empty for the whole file.
    at: String,
    object: &'f Map<String, Value>,
}

impl<'f> Fields<'f, '_> {
    fn fault(&mut self, name: &str, problem: String) {
        let field = format!("{}{name}", self.at);
        self.reading.fault(&field, problem);
    }

    fn get(&self, name: &str) -> Option<&'f Value> {
        self.object.get(name).filter(|value| !value.is_null())
    }

    fn json(&self) -> Value {
        Value::Object(self.object.clone())
    }

    fn text(&mut self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::String(text) => Some(text.clone()),
            other => {
                self.fault(name, format!("a text is expected, not {}", kind(other)));
                None
            }
        }
    }

    /// A text without which the item cannot be compared.
    fn needed(&mut self, name: &str) -> Option<String> {
        if self.get(name).is_none() {
            self.fault(name, "is missing".to_owned());
        }
        self.text(name)
    }

    fn number(&mut self, name: &str) -> Option<i64> {
        let value = self.get(name)?;
        if value.as_i64().is_none() {
            self.fault(name, format!("a whole number is expected, not {}", kind(value)));
        }
        value.as_i64()
    }

    fn list(&mut self, name: &str) -> &'f [Value] {
        match self.get(name) {
            None => &[],
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.fault(name, format!("a list is expected, not {}", kind(other)));
                &[]
            }
        }
    }

    fn texts(&mut self, name: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for (at, item) in self.list(name).iter().enumerate() {
            match item {
                Value::String(text) => texts.push(text.clone()),
                other => {
                    self.fault(&format!("{name}[{at}]"), format!("a text is expected, not {}", kind(other)));
                }
            }
        }
        texts
    }

    fn numbers(&mut self, name: &str) -> Vec<i64> {
        let mut numbers = Vec::new();
        for (at, item) in self.list(name).iter().enumerate() {
            match item.as_i64() {
                Some(number) => numbers.push(number),
                None => {
                    let problem = format!("a whole number is expected, not {}", kind(item));
                    self.fault(&format!("{name}[{at}]"), problem);
                }
            }
        }
        numbers
    }

    /// The items of a list that is to be there, be it empty.
    fn items<T>(&mut self, name: &str, read: impl Fn(&mut Fields<'_, '_>) -> Option<T>) -> Vec<T> {
        if self.get(name).is_none() {
            self.fault(name, "is missing; a list is expected, [] where there is nothing".to_owned());
        }
        let mut items = Vec::new();
        for (at, item) in self.list(name).iter().enumerate() {
            let Value::Object(object) = item else {
                self.fault(&format!("{name}[{at}]"), format!("an object is expected, not {}", kind(item)));
                continue;
            };
            let mut fields = Fields { reading: self.reading, at: format!("{name}[{at}]."), object };
            items.extend(read(&mut fields));
        }
        items
    }

    fn one_of(&mut self, name: &str, value: Option<&str>, known: &[&str]) {
        if let Some(value) = value.filter(|value| !known.contains(value)) {
            self.fault(name, format!("{value:?} is none of {}", known.join(", ")));
        }
    }

    fn award(&mut self, name: &str, id: Option<&str>) {
        if let Some(id) = id.filter(|id| self.reading.gazetteer.award(id).is_none()) {
            self.fault(name, format!("no award has the id {id:?}"));
        }
    }

    fn edtf(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !EDTF.is_match(value)) {
            self.fault(name, format!("{value:?} is no date of EDTF, such as 2024-03-28 or 2018/2022"));
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The gold of a folder with one file `a.json`, and its faults as text without the folder.
    fn read(json: &str) -> (Vec<Article>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.json"), json).unwrap();
        let gold = Gold::read(folder.path(), Gazetteer::standard()).unwrap();
        let inside = format!("{}/", folder.path().display());
        (gold.articles, gold.faults.iter().map(|fault| fault.to_string().replace(&inside, "")).collect())
    }

    #[test]
    fn each_fault_is_told_by_file_and_field() {
        let (articles, faults) = read(
            r#"{"id": "b", "published": 2024, "boilerplate": [0, "1"], "awards": [
                {"text": "Bằng khen", "id": "bang-ken"}, {"text": "Bằng khen"}, 7],
              "counts": [{"value": "8", "noun": "tập thể"}, {"value": 8}],
              "dates": [{"edtf": "28/3/2024"}], "units": [{"text": "X", "type": "place", "path": "Hà Nam"}],
              "conferrals": [{"award": "bang-khen", "kind": "group", "status": "given", "period": "2023-2024"},
                {"award": "bang-khen", "kind": "mixed", "recipients": ["A", null]}],
              "ceremonies": {}}"#,
        );
        assert_eq!(
            faults,
            [
                "a.json: id: \"b\" is not what the file is called; \"a\" counts",
                "a.json: published: a text is expected, not a number",
                "a.json: boilerplate[1]: a whole number is expected, not a text",
                "a.json: awards[0].id: no award has the id \"bang-ken\"",
                "a.json: awards[1].id: is missing",
                "a.json: awards[2]: an object is expected, not a number",
                "a.json: counts[0].value: a whole number is expected, not a text",
                "a.json: counts[1].noun: is missing",
                "a.json: dates[0].edtf: \"28/3/2024\" is no date of EDTF, such as 2024-03-28 or 2018/2022",
                "a.json: units[0].type: \"place\" is none of admin, org",
                "a.json: units[0].path: a list is expected, not a text",
                "a.json: conferrals[0].kind: \"group\" is none of collective, individual, household, mixed, unspecified",
                "a.json: conferrals[0].status: \"given\" is none of conferred, proposed, planned, revoked, past",
                "a.json: conferrals[0].period: \"2023-2024\" is no date of EDTF, such as 2024-03-28 or 2018/2022",
                "a.json: conferrals[1].status: is missing",
                "a.json: conferrals[1].recipients[1]: a text is expected, not null",
                "a.json: ceremonies: a list is expected, not an object",
            ]
        );
        // What can be compared stays, as it is written.
        let [article] = &articles[..] else { panic!("{articles:?}") };
        assert_eq!((article.awards.len(), article.counts.len(), article.dates.len()), (1, 0, 1));
        assert_eq!((article.units.len(), article.conferrals.len(), article.boilerplate.len()), (1, 1, 1));
    }

    #[test]
    fn a_file_that_is_no_gold_is_told_and_left_out() {
        for (json, fault) in [
            ("[]", "a.json: an object is expected, not a list"),
            ("{\"id\": ", "a.json: is no JSON: EOF while parsing a value at line 1 column 7"),
        ] {
            let (articles, faults) = read(json);
            assert_eq!((articles.len(), faults), (0, vec![fault.to_owned()]));
        }
    }
}
