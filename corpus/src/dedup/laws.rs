//! What holds of all groups.

use super::cluster::{Groups, group};
use super::report::{Report, reports};
use super::tests::{another, dated, given_by, given_to};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Reports out of few values, so that many are alike and many contradict each other; two to an article.
fn archive() -> impl Strategy<Value = Vec<Report>> {
    let days = vec![
        None,
        Some("2024-03-27"),
        Some("2024-03-28"),
        Some("2024-03-29"),
        Some("2023-03-27"),
        Some("XXXX-03-27"),
    ];
    let names = vec!["Đỗ Văn Bảy", "Trần Thị Lụa", ""];
    let bodies = vec![
        ("UBND tỉnh Hà Nam", "province"),
        ("UBND tỉnh Thái Bình", "province"),
        ("Thủ tướng", "government"),
    ];
    let one =
        (prop::sample::select(days), prop::sample::select(names), prop::sample::select(bodies), 0..3_u64);
    prop::collection::vec(one, 2..14).prop_map(|all| {
        let mut found = Vec::new();
        for (at, (day, name, (body, level), more)) in all.into_iter().enumerate() {
            let record = another(|r| {
                r.id = format!("n{:02}", at / 2);
                r.published = None;
                dated(r, day);
                given_by(r, body, level);
                r.found.ceremonies[0].organiser = (level == "province").then(|| body.to_owned());
                if name.is_empty() {
                    r.found.conferrals[0].count = Some(19 + more);
                } else {
                    given_to(r, name);
                }
            });
            let told = reports(&record).into_iter();
            found.extend(told.map(|report| Report { ceremony: Some(at as u16 % 2), ..report }));
        }
        found
    })
}

/// The groups, by articles and ceremonies.
fn named(groups: &Groups) -> BTreeSet<Vec<(String, Option<u16>)>> {
    let name = |report: &Report| (report.article.to_string(), report.ceremony);
    let names = |group: &Vec<usize>| group.iter().map(|at| name(&groups.reports[*at])).collect();
    groups.groups.iter().map(names).collect()
}

proptest! {
    #[test]
    fn neither_order_nor_threads_change_a_group(reports in archive(), seed in any::<u64>()) {
        let mut shuffled = reports.clone();
        shuffled.sort_by_key(|report| super::shingle::hash(&format!("{seed}{}{:?}", report.article, report.ceremony)));
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let five = rayon::ThreadPoolBuilder::new().num_threads(5).build().unwrap();
        let groups = one.install(|| group(reports, |_| None));
        prop_assert_eq!(named(&groups), named(&five.install(|| group(shuffled, |_| None))));
    }

    #[test]
    fn no_group_holds_a_contradiction(reports in archive()) {
        let groups = group(reports, |_| None);
        for members in &groups.groups {
            for (at, one) in members.iter().enumerate() {
                for other in &members[at + 1..] {
                    prop_assert_eq!(groups.compare(*one, *other).contradiction(), None);
                }
            }
        }
    }

    #[test]
    fn an_article_more_splits_two_only_for_a_reason(reports in archive()) {
        let fewer = group(reports[1..].to_vec(), |_| None);
        let all = group(reports, |_| None);
        let place = |groups: &Groups, report: &Report| groups.reports.iter().position(|r| r == report).unwrap();
        for members in &fewer.groups {
            for pair in members.windows(2) {
                let [one, other] = [pair[0], pair[1]].map(|at| place(&all, &fewer.reports[at]));
                let together = all.group_of[one] == all.group_of[other];
                prop_assert!(together || all.why_apart(one, other).is_some());
            }
        }
    }

    #[test]
    fn earlier_groups_stay_together(reports in archive()) {
        let earlier = group(reports[1..].to_vec(), |_| None);
        let known = |report: &Report| {
            Some(earlier.group_of[earlier.reports.iter().position(|r| r == report)?] as u64)
        };
        let all = group(reports, known);
        for members in named(&earlier) {
            let holds = |group: &Vec<_>| members.iter().all(|report| group.contains(report));
            prop_assert!(named(&all).iter().any(holds));
        }
    }
}
