//! What an archive or a table says of a page: its id, its address, its date.

use super::packing::{html, page, response, zip};
use super::{counts, ids, run};
use crate::harness::Dir;

#[test]
fn records_are_called_after_their_archive_and_number_or_as_their_table_says() {
    let zip = zip(&[
        ("a.txt", page(0).into()),
        ("x.png", b"\x89PNG\r\n\x1a\n\0\0\0\r".to_vec()),
        ("b.txt", page(1).into()),
    ]);
    let rows = ["tin-1", "tin-2", "tin-1", "", "khac", "so#7"];
    let table: String = rows
        .iter()
        .enumerate()
        .map(|(n, id)| serde_json::json!({"guid": id, "text": page(n)}).to_string() + "\n")
        .collect();
    let dir =
        Dir::with(&[("news.zip", &zip), ("rows.jsonl", table.as_bytes()), ("khac.txt", page(9).as_bytes())]);
    dir.run(&["extract", "news.zip", "rows.jsonl", "khac.txt", "-o", "out"]).exits(0);
    assert_eq!(
        ids(&dir),
        ["news#1", "news#3", "tin-1", "tin-2", "rows#3", "rows#4", "rows#5", "rows#6", "khac"]
    );
    let paths: Vec<_> =
        dir.records("out").iter().map(|r| r["source"]["path"].as_str().unwrap().to_owned()).collect();
    assert_eq!(paths[..3], ["news.zip!a.txt", "news.zip!b.txt", "rows.jsonl"]);
}

#[test]
fn what_an_archive_knows_of_a_page_is_in_its_record() {
    let rows = serde_json::json!({
        "link": "https://www.bao.example/tin-1.html", "date_publish": "2024-03-29 08:00:00",
        "html": html(0).replace("28/3/2024", "28/3"), "text": "not this",
    });
    let (dir, ran) = run("x.jsonl", rows.to_string().as_bytes());
    let record = &dir.records("out")[0];
    assert_eq!(record["source"]["url"], "https://www.bao.example/tin-1.html");
    assert_eq!(record["source"]["host"], "bao.example");
    assert!(record["published"].as_str().unwrap().starts_with("2024-03-29T"), "{record}");
    assert_eq!(record["conferrals"][0]["date"], "2024-03-28");
    let said = "columns guessed: text = text, html = html, url = link, date = date_publish";
    assert_eq!(ran.stderr(), format!("bangvang: x.jsonl: {said}\n"));
    assert!(ran.stdout().contains("columns guessed in x.jsonl: text = text"), "{}", ran.stdout());
    // The charset of the head is a hint: windows-1258 without a word about it in the page.
    let body = b"<html><body><p>UBND ti\xd2nh H\xe0 Nam t\xe3\xf2ng B\xe3\xccng khen cho 17 t\xe2\xf2p th\xea\xd2.</p>";
    let warc =
        response("http://bao.example/1", "200 OK\r\nContent-Type: text/html; charset=windows-1258", body);
    let (dir, _) = run("x.warc", &warc);
    assert_eq!(
        (counts(&dir), &dir.records("out")[0]["source"]["url"]),
        (vec![17], &"http://bao.example/1".into())
    );
}

#[test]
fn columns_are_those_that_the_user_names() {
    let row = serde_json::json!({"noi_dung": page(0), "text": page(5), "ma": "k1"}).to_string();
    let dir = Dir::with(&[("x.jsonl", row.as_bytes())]);
    let named = ["extract", "x.jsonl", "-o", "out", "--text-column", "noi_dung", "--id-column", "ma"];
    let ran = dir.run(&named).exits(0);
    assert_eq!((counts(&dir), ids(&dir), ran.stderr()), (vec![2], vec!["k1".to_owned()], String::new()));
    dir.run(&["extract", "x.jsonl", "-o", "no", "--text-column", "gone"]).exits(3);
    let problem = dir.problems("no")[0]["problem"].as_str().unwrap().to_owned();
    assert_eq!(problem, "no column \"gone\"; there are ma, noi_dung, text");
}
