//! HTML pages: their lines in reading order, and what they state about themselves.

mod article;
mod blocks;
mod container;
mod metadata;
mod names;
mod residue;
mod source;
mod table;
mod tree;

use super::host;
use super::lines::Outline;
use crate::record::Source;
use bangvang_normalize::undo_misreading;
use metadata::Metadata;
pub use tree::MarkupError;
use tree::Tree;

/// True for a page that is HTML, by its beginning or, failing that, by its name.
pub(crate) fn is_html(path: &str, text: &str) -> bool {
    let head: String =
        text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).chars().take(2048).collect();
    let head = head.to_ascii_lowercase();
    let named = [".html", ".htm", ".xhtml"].iter().any(|e| path.to_ascii_lowercase().ends_with(e));
    let opens = ["<!doctype html", "<html", "<head", "<body", "<?xml"].iter().any(|t| head.starts_with(t));
    opens
        || ["<html", "<head>", "<body", "<div", "<p>", "</p>"].iter().filter(|t| head.contains(**t)).count()
            >= 2
        || (named && head.contains('<'))
}

/// A parsed page.
pub(crate) struct Page {
    metadata: Metadata,
    outline: Outline,
}

impl Page {
    /// Parses a page.
    ///
    /// # Errors
    /// Markup that would take more time or memory than its length allows.
    pub(crate) fn parse(text: &str) -> Result<Self, MarkupError> {
        let page = Self::read(text)?;
        // A source that was misread is rare, and told by the article that it gives: to look there spares a pass
        // over markup ten times as long.
        if undo_misreading(&page.outline.text).changes.is_empty() {
            return Ok(page);
        }
        Self::read(&undo_misreading(text).text)
    }

    fn read(text: &str) -> Result<Self, MarkupError> {
        let tree = Tree::parse(&source::shown(text)?)?;
        let metadata = Metadata::read(&tree);
        let outline = article::outline(&blocks::gather(&tree), &metadata);
        Ok(Self { metadata, outline })
    }

    /// Headline, body and what else the page's lines and metadata say.
    pub(crate) fn outline(&self) -> &Outline {
        &self.outline
    }

    /// Address and site name, where the page states them.
    pub(crate) fn source(&self) -> Source {
        let url = self.metadata.url();
        let host = url.as_deref().and_then(host);
        Source { url, host, outlet: self.metadata.outlet(), ..Source::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r##"<!doctype html><html><head><title>Báo X</title>
        <link rel="canonical" href="https://www.baohanam.com.vn/tin-1.html">
        <meta property="article:published_time" content="2024-03-28T13:20:00Z"></head><body>
        <nav>Trang chủ | Thời sự</nav>
        <div id="main"><h1>Hà Nam khen thưởng 19 tập thể</h1><span class="date">Đọc báo giấy</span>
        <div class="content"><p>Sáng 28/3, UBND tỉnh <b>tặng</b> Bằng khen cho 19 tập thể&nbsp;xuất sắc.</p>
        <table><tr><td>1. Sở Nội vụ tỉnh Hà Nam có thành tích xuất sắc trong phong trào.</td></tr></table>
        <div class="tin-lien-quan related"><a href="#">Trao Huân chương cho 9 người</a></div>
        <p style="display: none">Huân chương ẩn.</p><p>Dịp này, tỉnh phát động phong trào thi đua năm 2024.</p>
        </div></div><footer>Giấy phép</footer></body></html>"##;

    #[test]
    fn a_page_gives_its_article_and_what_it_states() {
        let page = Page::parse(PAGE).unwrap();
        let outline = page.outline();
        assert_eq!(
            outline.text,
            "Hà Nam khen thưởng 19 tập thể\n\
             Sáng 28/3, UBND tỉnh tặng Bằng khen cho 19 tập thể xuất sắc.\n\
             1. Sở Nội vụ tỉnh Hà Nam có thành tích xuất sắc trong phong trào.\n\
             Dịp này, tỉnh phát động phong trào thi đua năm 2024."
        );
        assert_eq!(outline.published.as_deref(), Some("2024-03-28T20:20+07:00"));
        assert_eq!(page.source().host.as_deref(), Some("baohanam.com.vn"));
    }

    #[test]
    fn pages_are_told_from_text_by_content() {
        for (path, text, html) in [
            ("x.txt", "<!DOCTYPE html><html>", true),
            ("x", "  <html lang=vi>", true),
            ("x.html", "Chỉ là chữ", false),
            ("x.txt", "Tỷ số a < b và c > d", false),
            ("x.txt", "<div>Một</div><p>Hai</p>", true),
        ] {
            assert_eq!(is_html(path, text), html, "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_walked() {
        let deep = format!("<body>{}chữ ở đáy{}", "<div>".repeat(2_000), "</div>".repeat(2_000));
        assert!(Page::parse(&deep).unwrap().outline().text.contains("chữ ở đáy"));
    }
    #[test]
    fn how_the_source_is_laid_out_changes_nothing() {
        let indented = PAGE.replace("<", "\n                                        <");
        assert_eq!(Page::parse(&indented).unwrap().outline().text, Page::parse(PAGE).unwrap().outline().text);
    }

    #[test]
    fn a_break_inside_a_sentence_is_a_space() {
        let page = "<html><body><h1>Hà Nam khen thưởng ba cá nhân</h1><div>Sáng nay, UBND tỉnh tặng Bằng khen<br>cho \
            ba cá nhân xuất sắc.<br>Dịp này, tỉnh phát động phong trào thi đua năm 2024.</div></body></html>";
        assert_eq!(
            Page::parse(page).unwrap().outline().text,
            "Hà Nam khen thưởng ba cá nhân\nSáng nay, UBND tỉnh tặng Bằng khen cho ba cá nhân xuất sắc.\n\
             Dịp này, tỉnh phát động phong trào thi đua năm 2024."
        );
    }

    #[test]
    fn the_headline_is_what_the_page_repeats() {
        let page = |title: &str, h1: &str| {
            format!(
                "<html><head><title>{title}</title></head><body><h1>{h1}</h1><div class=tt>Hà Nam khen thưởng 17 tập \
                 thể</div><p>Sáng nay, UBND tỉnh tặng Bằng khen cho 17 tập thể có thành tích xuất sắc.</p></body></html>"
            )
        };
        for (title, h1) in [
            ("Hà Nam khen thưởng 17 tập thể - Báo X", "Tin trong tỉnh hôm nay"),
            ("Hà Nam khen thưởng 17 tập thể | Báo X", "Hà Nam khen thưởng 17 tập thể"),
            ("Báo X", "Hà Nam khen thưởng 17 tập thể"),
        ] {
            let outline = Page::parse(&page(title, h1)).unwrap().outline();
            assert_eq!(outline.title.as_deref(), Some("Hà Nam khen thưởng 17 tập thể"), "{title} / {h1}");
        }
    }
}
