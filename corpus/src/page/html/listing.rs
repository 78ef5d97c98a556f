//! Lists of news: a front page, a section, the results of a search. They hold headlines and leads of many
//! articles, and would make one of them all.

use super::super::lines;
use super::blocks::Blocks;
use std::ops::Range;

/// A list has at least so many headlines that link.
const HEADLINES: usize = 8;
/// A linked headline is at least so long. Weight.
const HEADLINE: u32 = 20;
/// Of a lead or paragraph. Weight.
const PARAGRAPH: u32 = 40;
/// A lead has no more paragraphs.
const LEAD: usize = 2;

/// True where linked headlines keep what is told apart: between two of them stand the paragraphs of a lead
/// at most. `range` is the page's main part; `titled` says whether a block has the words of a headline.
pub(super) fn is_list(blocks: &Blocks, range: Range<usize>, titled: impl Fn(usize) -> bool) -> bool {
    let (mut headlines, mut run, mut longest) = (0, 0, 0);
    for at in range {
        let block = &blocks.all[at];
        if block.density() > 0.8 && block.weight >= HEADLINE && titled(at) {
            (headlines, run) = (headlines + 1, 0);
        } else if block.density() < 0.3 && block.weight >= PARAGRAPH {
            run += 1;
            longest = longest.max(run);
        }
    }
    headlines >= HEADLINES && longest <= LEAD
}

/// True for the address of a site's front page.
pub(super) fn is_front(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    matches!(path.split(['?', '#']).next(), Some("" | "index.html" | "index.htm" | "index.php"))
}

/// True for a line with the words of a headline.
pub(super) fn is_headline(text: &str) -> bool {
    lines::words(text) >= lines::HEADLINE_WORDS
}

#[cfg(test)]
mod tests {
    use super::super::Page;
    use bangvang_gazetteer::Gazetteer;

    fn teasers(count: usize) -> String {
        let teaser = |i| {
            format!(
                "<div><h3><a href='/{i}.html'>Huyện số {i} tổ chức hội nghị điển hình tiên tiến</a></h3><time \
                 datetime=2024-03-28></time><p>Sáng nay, \
                 huyện tổ chức hội nghị biểu dương những tấm gương trong lao động, học tập.</p></div>"
            )
        };
        (0..count).map(teaser).collect()
    }

    #[test]
    fn lists_of_news_are_told_from_articles() {
        let told = "<p>Tại hội nghị, lãnh đạo tỉnh biểu dương những kết quả mà các tập thể, cá nhân đã đạt được.</p>";
        let article = format!("<h1>Tỉnh biểu dương những tấm gương sáng</h1>{}", told.repeat(4));
        for (case, page, list) in [
            ("a section", format!("<h1>Thi đua</h1>{}", teasers(12)), true),
            ("a short list", format!("<h1>Thi đua</h1>{}", teasers(4)), false),
            ("an article above related news", format!("{article}{}", teasers(12)), false),
            (
                "a section that says it is an article",
                format!("<meta property=og:type content=article>{}", teasers(12)),
                false,
            ),
            (
                "a front page with a headline",
                format!(
                    "<link rel=canonical href='https://bao.vn/'><h1>Tỉnh biểu dương những tấm gương</h1>{}",
                    teasers(12)
                ),
                true,
            ),
        ] {
            let page = format!("<html><body>{page}</body></html>");
            let page = Page::parse(&page, Gazetteer::standard()).expect("bounded markup");
            assert_eq!(page.outline().is_list, list, "{case}");
        }
    }
}
