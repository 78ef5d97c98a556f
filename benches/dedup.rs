//! Grouping at size: records of invented ceremonies with known events, from templates.
//!
//!     cargo bench -p bangvang-corpus --bench dedup -- 10000 100000 1000000
//!
//! Prints for each number of articles the seconds of reading reports off records and of grouping, the peak memory, and
//! B-cubed precision and recall against the truth. Each size runs in a process of its own. See corpus/DEDUP.md.
//!
//!     cargo bench -p bangvang-corpus --bench dedup -- write 1000000 /tmp/out
//!     bangvang dedup /tmp/out
//!     cargo bench -p bangvang-corpus --bench dedup -- score /tmp/out
//!
//! does the same as a user would: `write` leaves a folder as `extract --no-dedup` does, `score` sets its `ceremonies.jsonl` beside
//! the truth.
//!
//! An event is one unit's ceremony of one year. Units of a province hold theirs on the same days, and hold them
//! again every year, with the same awards; every second event is told once, others up to nine times. A report says it
//! in words of its own or copies another; one in ten lacks the day, one in twelve has a wrong count, and
//! names are a part of all.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a program for a terminal that makes its own input"
)]

use bangvang_corpus::dedup::group;
use bangvang_corpus::dedup::merge::Event as Merged;
use bangvang_corpus::dedup::report::{Report, reports};
use bangvang_corpus::record::{Record, SCHEMA, Source};
use bangvang_corpus::run::Outcome;
use bangvang_corpus::sink::Folder;
use bangvang_extract::Extraction;
use bangvang_extract::record::{Ceremony, Conferral, Mention, Span, Status};
use bangvang_gazetteer::Gazetteer;
use rayon::prelude::*;
use std::collections::HashMap;
use std::io::BufRead as _;
use std::path::Path;
use std::time::Instant;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let sizes: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    match (args.as_slice(), sizes.as_slice()) {
        (["write", size, folder], [_]) => write(size.parse().unwrap(), Path::new(folder)),
        (["score", folder], _) => score_folder(Path::new(folder)),
        (_, []) => println!("cargo bench -p bangvang-corpus --bench dedup -- 10000 100000 1000000"),
        (_, [size]) => run(*size),
        _ => sizes.iter().for_each(|size| {
            let program = std::env::current_exe().unwrap();
            std::process::Command::new(program).arg(size.to_string()).status().unwrap();
        }),
    }
}

/// Leaves the articles as `extract --no-dedup` leaves its own.
fn write(size: usize, folder: &Path) {
    let mut out = Folder::create(folder, false, Gazetteer::standard()).unwrap();
    for batch in plan(size).chunks(4096) {
        let records: Vec<Record> = batch.par_iter().map(|telling| record(*telling)).collect();
        records.into_iter().for_each(|record| out.write(&Outcome::Record(Box::new(record))).unwrap());
    }
    out.finish(false).unwrap();
}

/// Scores the groups of a folder.
fn score_folder(folder: &Path) {
    let events = std::fs::File::open(folder.join("ceremonies.jsonl")).unwrap();
    let told = |line: std::io::Result<String>| -> Vec<String> {
        let event: Merged = serde_json::from_str(&line.unwrap()).unwrap();
        event.reports.into_iter().map(|told| told.article).collect()
    };
    let groups: Vec<Vec<String>> = std::io::BufReader::new(events).lines().map(told).collect();
    let groups: Vec<Vec<&str>> =
        groups.iter().map(|group| group.iter().map(|article| truth(article)).collect()).collect();
    let (precision, recall) = score(&groups);
    println!("{} events, B-cubed precision {precision:.4} recall {recall:.4}", groups.len());
}

fn run(size: usize) {
    let plan = plan(size);
    let start = Instant::now();
    // Records are made on the way, so that memory is that of reports; making them is about half of the time.
    let told: Vec<Report> = plan.par_iter().flat_map_iter(|telling| reports(&record(*telling))).collect();
    let read = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let groups = group(told, |_| None);
    let grouped = start.elapsed().as_secs_f64();
    let articles = |group: &Vec<usize>| group.iter().map(|at| truth(&groups.reports[*at].article)).collect();
    let (precision, recall) = score(&groups.groups.iter().map(articles).collect::<Vec<_>>());
    let memory = peak_bytes();
    println!(
        "{size} articles, {} events: records and reports {read:.1} s, groups {grouped:.1} s, {} MB, {} bytes an article, \
         B-cubed precision {precision:.4} recall {recall:.4}",
        groups.groups.len(),
        memory >> 20,
        memory / size,
    );
}

/// The process's peak memory.
fn peak_bytes() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<usize>().ok()).unwrap_or(0) << 10
}

/// The event of an article: these are called `EVENT.NUMBER`.
fn truth(article: &str) -> &str {
    article.split('.').next().unwrap()
}

/// B-cubed precision and recall of groups, each given by the true events of its articles.
fn score(groups: &[Vec<&str>]) -> (f64, f64) {
    let mut sizes: HashMap<&str, f64> = HashMap::new();
    groups.iter().flatten().for_each(|event| *sizes.entry(event).or_default() += 1.0);
    let (mut precision, mut recall) = (0.0, 0.0);
    for group in groups {
        let mut shared: HashMap<&str, f64> = HashMap::new();
        group.iter().for_each(|event| *shared.entry(event).or_default() += 1.0);
        for (event, count) in shared {
            precision += count * count / group.len() as f64;
            recall += count * count / sizes[event];
        }
    }
    let count: f64 = sizes.values().sum();
    (precision / count, recall / count)
}

/// An article: which event it tells, and its number among those that do.
#[derive(Clone, Copy)]
struct Telling {
    event: u64,
    number: u64,
}

fn plan(size: usize) -> Vec<Telling> {
    let tellings = (0..).flat_map(|event| {
        let often = Draw::of(&[event, 1]).below(10);
        let count = if often < 5 { 1 } else { often };
        (0..count).map(move |number| Telling { event, number })
    });
    tellings.take(size).collect()
}

/// Numbers that depend on nothing but what they are drawn for (splitmix64).
struct Draw(u64);

impl Draw {
    fn of(seeds: &[u64]) -> Self {
        let mut draw = Self(0);
        for seed in seeds {
            draw.0 = draw.next() ^ seed.wrapping_mul(0xd6e8_feb8_6659_fd93);
        }
        draw
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len() as u64) as usize]
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }
}

const SYLLABLES: [&str; 40] = [
    "An", "Bình", "Châu", "Dương", "Đông", "Giang", "Hà", "Hải", "Hòa", "Hưng", "Khánh", "Kim", "Lâm",
    "Long", "Lộc", "Mai", "Minh", "Mỹ", "Nam", "Ninh", "Phong", "Phú", "Phúc", "Quang", "Sơn", "Tân", "Tây",
    "Thái", "Thạnh", "Thanh", "Thiện", "Thọ", "Thủy", "Tiên", "Trà", "Trung", "Vân", "Vĩnh", "Xuân", "Yên",
];
const FAMILIES: [&str; 14] =
    ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"];
const WORKS: [&str; 12] = [
    "trồng rừng",
    "hiến đất làm đường",
    "nuôi tôm",
    "giữ gìn an ninh",
    "dạy nghề",
    "xóa nhà tạm",
    "phòng cháy",
    "hiến máu",
    "khuyến học",
    "bảo vệ đê",
    "cải cách hành chính",
    "chuyển đổi số",
];
const TURNS: [&str; 8] = [
    "Phát biểu tại buổi lễ, lãnh đạo địa phương biểu dương kết quả đã đạt được",
    "Phong trào được triển khai sâu rộng, có nhiều cách làm hay",
    "Các đại biểu đã trao đổi kinh nghiệm và đề ra nhiệm vụ thời gian tới",
    "Nhiều công trình, phần việc được hoàn thành trước thời hạn",
    "Đời sống nhân dân tiếp tục được cải thiện, diện mạo quê hương đổi mới",
    "Công tác tuyên truyền được chú trọng ở từng khu dân cư",
    "Cán bộ, đảng viên nêu gương đi đầu trong mọi việc",
    "Đơn vị phấn đấu hoàn thành vượt mức các chỉ tiêu được giao",
];

/// What is true of an event.
struct Event {
    province: String,
    district: String,
    organiser: String,
    day: (i64, u64, u64),
    collectives: u64,
    persons: u64,
    names: Vec<String>,
    work: &'static str,
}

/// Years over which a unit's ceremonies run.
const YEARS: u64 = 12;

fn event(number: u64) -> Event {
    let (unit, year) = (number / YEARS, 2010 + (number % YEARS) as i64);
    let mut of_unit = Draw::of(&[unit, 2]);
    let province = unit % 63;
    let name = |draw: &mut Draw| format!("{} {}", draw.pick(&SYLLABLES), draw.pick(&SYLLABLES));
    let district = format!("{} {}", name(&mut of_unit), unit / 63);
    let work = of_unit.pick(&WORKS);
    let mut of_province = Draw::of(&[province, 3]);
    let province = format!("{} {province}", name(&mut of_province));
    let day = (year, 1 + of_province.below(12), 1 + of_province.below(28));
    let mut draw = Draw::of(&[number, 4]);
    let person = |draw: &mut Draw| {
        format!("{} {} {}", draw.pick(&FAMILIES), draw.pick(&SYLLABLES), draw.pick(&SYLLABLES))
    };
    let names = (0..5).map(|_| person(&mut draw)).collect();
    let (collectives, persons) = (5 + draw.below(60), 10 + draw.below(120));
    Event {
        organiser: format!("UBND huyện {district}"),
        province,
        district,
        day,
        collectives,
        persons,
        names,
        work,
    }
}

fn record(Telling { event: number, number: telling }: Telling) -> Record {
    let event = event(number);
    // A copy says what another says; the words of its own are few.
    let copied = telling > 0 && Draw::of(&[number, telling, 5]).one_in(4);
    let mut draw = Draw::of(&[number, if copied { 0 } else { telling }, 6]);
    let (year, month, day) = event.day;
    let date = (!draw.one_in(10)).then(|| format!("{year}-{month:02}-{day:02}"));
    let wrong = |draw: &mut Draw, count: u64| if draw.one_in(12) { count + 1 + draw.below(9) } else { count };
    let (collectives, persons) = (wrong(&mut draw, event.collectives), wrong(&mut draw, event.persons));
    let names: Vec<String> = event.names.iter().filter(|_| !draw.one_in(3)).cloned().collect();
    let Event { province, district, organiser, work, .. } = &event;
    let title = match draw.below(3) {
        0 => format!("{district} khen thưởng phong trào {work}"),
        1 => format!("Huyện {district} tổng kết phong trào thi đua"),
        _ => format!("{collectives} tập thể, {persons} cá nhân được tặng giấy khen"),
    };
    let mut text = format!(
        "{title}\nNgày {day}/{month}, {organiser}, tỉnh {province} tổng kết phong trào {work} năm {}.",
        year - 1
    );
    for _ in 0..10 {
        let (turn, figure, name) = (draw.pick(&TURNS), 20 + draw.below(900), draw.pick(&SYLLABLES));
        text.push_str(&format!(" {turn} tại {name} với {figure} lượt người tham gia {}.", draw.pick(&WORKS)));
    }
    text.push_str(&format!(
        " Dịp này, {organiser} tặng giấy khen cho {collectives} tập thể và {persons} cá nhân: {}.",
        names.join(", ")
    ));
    if copied {
        text.push_str(&format!(" Tin {telling}."));
    }
    Record {
        schema: SCHEMA,
        id: format!("{number}.{telling}"),
        source: Source::default(),
        body_start: title.chars().count() + 1,
        title: Some(title),
        author: None,
        published: Some(format!("{year}-{month:02}-{:02}", day.min(27) + telling % 2)),
        found: found(&event, &names, [collectives, persons], date, text.chars().count()),
        text,
        dropped_lines: None,
    }
}

fn found(event: &Event, names: &[String], counts: [u64; 2], date: Option<String>, end: usize) -> Extraction {
    let at = |text: &str| Span { start: 0, end: 0, text: text.to_owned() };
    let path = vec![event.province.clone(), event.district.clone()];
    let unit = Mention::Unit {
        at: at(&event.organiser),
        name: event.organiser.clone(),
        kind: "org".to_owned(),
        unit_id: None,
        path: Some(path),
        successor: None,
    };
    let person = |name: &String| Mention::Person { at: at(name), name: name.clone(), role: None };
    let row = |kind: &str, count: u64, recipients: &[String]| Conferral {
        award: "giay-khen".to_owned(),
        class: None,
        level: Some("district".to_owned()),
        conferrer: Some(event.organiser.clone()),
        presenter: None,
        kind: kind.to_owned(),
        count: Some(count),
        recipients: recipients.to_vec(),
        status: Status::Conferred,
        period: Some((event.day.0 - 1).to_string()),
        date: date.clone(),
        ceremony: Some(0),
        evidence: [end / 2, end],
        confidence: 0.9,
    };
    Extraction {
        mentions: std::iter::once(unit).chain(names.iter().map(person)).collect(),
        conferrals: vec![row("collective", counts[0], &[]), row("individual", counts[1], names)],
        ceremonies: vec![Ceremony {
            kinds: vec!["review".to_owned(), "conferral".to_owned()],
            date,
            place: None,
            organiser: Some(event.organiser.clone()),
            period: Some((event.day.0 - 1).to_string()),
            evidence: [0, end],
        }],
    }
}
