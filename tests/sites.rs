//! Lines that the pages of a site share are learnt from the archive, and dropped.

use crate::harness::Dir;

const CALL: &str = "Rất mong nhận được nhiều ý kiến đóng góp để trang tin ngày càng hay hơn.";

/// Pages of one paper, each with its own news and the paper's call to subscribe inside the body.
fn pages(dir: &Dir, host: &str, count: usize) {
    for i in 0..count {
        let place = ["An Lão", "Hoài Ân", "Vĩnh Thạnh", "Tây Sơn", "Vân Canh", "Phù Cát", "Tuy Phước"][i % 7];
        let page = format!(
            "<html><head><link rel=canonical href='https://{host}/tin-{i}.html'></head><body><h1>Huyện {place} khen thưởng \
             {i} tập thể</h1><p>Sáng nay, UBND huyện {place} tổ chức hội nghị tổng kết phong trào thi đua của huyện nhà.</p>\
             <p>{CALL}</p><p>Dịp này, UBND huyện {place} tặng Giấy khen cho {i} tập thể có thành tích xuất sắc trong \
             năm.</p></body></html>"
        );
        dir.write(&format!("pages/{host}-{i}.html"), page.as_bytes());
    }
}

fn with_call(dir: &Dir) -> usize {
    dir.records("out").iter().filter(|record| record["text"].as_str().unwrap().contains(CALL)).count()
}

#[test]
fn what_the_pages_of_a_host_share_is_dropped_and_a_page_alone_is_read_as_before() {
    let dir = Dir::new();
    pages(&dir, "bao-a.vn", 7);
    pages(&dir, "bao-b.vn", 2);
    dir.run(&["extract", "pages", "-o", "out"]).exits(0);
    assert_eq!((dir.records("out").len(), with_call(&dir)), (9, 2), "two pages are too few to learn from");
    let first = dir.read("out/articles.jsonl");
    dir.run(&["extract", "pages", "-o", "out", "--force", "--jobs", "1"]).exits(0);
    assert_eq!(dir.read("out/articles.jsonl"), first, "a second run gives the same");
    dir.run(&["extract", "pages", "-o", "out", "--force", "--single-pass"]).exits(0);
    assert_eq!(with_call(&dir), 9);
    dir.run(&["extract", "pages/bao-a.vn-3.html", "-o", "out", "--force"]).exits(0);
    assert_eq!(with_call(&dir), 1);
}

#[test]
fn shared_lines_of_plain_text_are_among_the_dropped_lines() {
    let rows: Vec<String> = (0..6)
        .map(|i| {
            let text = format!(
                "Tin thi đua số {i} của tỉnh nhà\\nSáng nay, UBND tỉnh tặng Bằng khen cho {i} tập thể trong tỉnh.\\n{CALL}"
            );
            format!("{{\"url\": \"https://bao-c.vn/{i}\", \"text\": \"{text}\"}}")
        })
        .collect();
    let dir = Dir::with(&[("news.jsonl", rows.join("\n").as_bytes())]);
    dir.run(&["extract", "news.jsonl", "-o", "out"]).exits(0);
    for record in dir.records("out") {
        assert_eq!(record["dropped_lines"], serde_json::json!([2]), "{record}");
    }
}
