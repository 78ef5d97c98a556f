//! Pages written for what they test: one class of page or of residue each.

use super::*;

fn parse(page: &str) -> Result<Page, MarkupError> {
    Page::parse(page, Gazetteer::standard())
}

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
    let page = parse(PAGE).unwrap();
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
fn how_the_source_is_laid_out_changes_nothing() {
    let indented = PAGE.replace("<", "\n                                        <");
    assert_eq!(parse(&indented).unwrap().outline().text, parse(PAGE).unwrap().outline().text);
}

#[test]
fn a_break_inside_a_sentence_is_a_space() {
    let page = "<html><body><h1>Hà Nam khen thưởng ba cá nhân</h1><div>Sáng nay, UBND tỉnh tặng Bằng khen<br>cho \
        ba cá nhân xuất sắc.<br>Dịp này, tỉnh phát động phong trào thi đua năm 2024.</div></body></html>";
    assert_eq!(
        parse(page).unwrap().outline().text,
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
        let outline = parse(&page(title, h1)).unwrap().outline;
        assert_eq!(outline.title.as_deref(), Some("Hà Nam khen thưởng 17 tập thể"), "{title} / {h1}");
    }
}

/// The lines of the body of a page with this in it.
fn body(inside: &str) -> Vec<String> {
    let page = format!("<html><head><title>{TITLE} - Báo X</title></head><body>{inside}</body></html>");
    body_of(&page)
}

fn body_of(page: &str) -> Vec<String> {
    let outline = parse(page).unwrap().outline;
    outline.text[outline.body_start..].lines().map(str::to_owned).collect()
}

const TITLE: &str = "Hà Nam khen thưởng 19 tập thể";
const ONE: &str = "Sáng 28/3, UBND tỉnh tổ chức hội nghị tổng kết phong trào thi đua yêu nước của năm qua.";
const TWO: &str = "Dịp này, 19 tập thể có thành tích xuất sắc được tặng Bằng khen của Chủ tịch UBND tỉnh.";
const THREE: &str = "Hội nghị cũng phát động phong trào thi đua năm 2024 với chủ đề đổi mới và sáng tạo.";
const OTHER: &str = "Một chuyện khác hẳn, không có trong bài, mà vẫn dài và kết thúc như mọi câu văn.";

/// `ONE`, `TWO`, `THREE` and `OTHER` as paragraphs.
fn fill(page: &str) -> String {
    [("ONE", ONE), ("TWO", TWO), ("THREE", THREE), ("OTHER", OTHER), ("TITLE", TITLE)]
        .into_iter()
        .fold(page.to_owned(), |page, (name, text)| page.replace(name, text))
}

#[test]
fn what_is_no_article_goes_wherever_it_stands() {
    for residue in [
        "<nav><p>OTHER</p></nav>",
        "<aside><p>OTHER</p></aside>",
        "<div class='related-news'><p>OTHER</p></div>",
        "<div class='box relatedArticles'><h3>Xem</h3><p>OTHER</p></div>",
        "<div id='tin-lien-quan'><p>OTHER</p></div>",
        "<div class='social-share'>Facebook Zalo <p>OTHER</p></div>",
        "<div class='newsletter-signup'><p>OTHER</p></div>",
        "<div class='cookie-consent'><p>OTHER</p></div>",
        "<section class='article-tags'><p>OTHER</p></section>",
        "<div class='author-bio'><p>OTHER</p></div>",
        "<div id='comments'><p>OTHER</p><p>OTHER</p></div>",
        "<div hidden><p>OTHER</p></div>",
        "<div aria-hidden=true><p>OTHER</p></div>",
        "<div style='color:red; display : none'><p>OTHER</p></div>",
        "<div class=d-none><p>OTHER</p></div>",
        "<form><p>OTHER</p><input></form>",
        "<div role=complementary><p>OTHER</p></div>",
        "<p><a href=/x>Trao Huân chương cho chín người ở Kim Bảng</a></p>",
        "<p>Đọc thêm: <a href=/x>Trao Huân chương cho chín người ở Kim Bảng</a></p>",
        "<h3>Tin liên quan</h3><ul><li><a href=/x>Trao Huân chương cho chín người</a></li></ul>",
        "<h3>Lesen Sie auch</h3><ul><li><a href=/x>Trao Huân chương cho chín người</a></li></ul>",
        "<p>À lire aussi : <a href=/x>Trao Huân chương cho chín người ở Kim Bảng</a></p>",
        "<p>Advertisement</p>",
        "<figure><img src=x><figcaption>Quang cảnh hội nghị sáng 28/3.</figcaption></figure>",
        "<div class='wp-caption'><img src=x><p>Quang cảnh hội nghị sáng 28/3.</p></div>",
        "<div><img src=x><br><span>Quang cảnh hội nghị</span></div>",
        "<script>var x = '<p>OTHER</p>';</script><style>p{}</style><!-- <p>OTHER</p> -->",
        "<noscript><p>OTHER</p></noscript><template><p>OTHER</p></template>",
    ] {
        for page in [
            format!("<h1>TITLE</h1><div class=q><p>ONE</p>{residue}<p>TWO</p><p>THREE</p></div>"),
            format!("<h1>TITLE</h1><div class=q><p>ONE</p><p>TWO</p><p>THREE</p>{residue}</div>"),
            format!("{residue}<h1>TITLE</h1><article><p>ONE</p><p>TWO</p><p>THREE</p></article>{residue}"),
        ] {
            assert_eq!(body(&fill(&page)), [ONE, TWO, THREE], "{residue}\n{page}");
        }
    }
}

#[test]
fn names_of_residue_on_what_holds_the_article_mean_nothing() {
    for (open, close) in [
        ("<div class='has-sidebar share-page'>", "</div>"),
        ("<form id=aspnetForm>", "</form>"),
        ("<div class='related'><div class='content'>", "</div></div>"),
        ("<div class='elementor-widget elementor-widget-text'>", "</div>"),
    ] {
        let page = fill(&format!("{open}<h1>TITLE</h1><p>ONE</p><p>TWO</p><p>THREE</p>{close}"));
        assert_eq!(body(&page), [ONE, TWO, THREE], "{open}");
    }
}

#[test]
fn the_article_is_found_on_pages_of_every_make() {
    let menu = "<ul>".to_owned() + &"<li><a href=/x>Thời sự</a></li>".repeat(20) + "</ul>";
    for page in [
        // Elements of HTML 5.
        "<main><article><h1>TITLE</h1><p>ONE</p><p>TWO</p><p>THREE</p></article></main>",
        // Microdata.
        "<div><h1>TITLE</h1><div itemprop=articleBody><p>ONE</p><p>TWO</p><p>THREE</p></div><p>OTHER</p></div>",
        // Class names.
        "<h1>TITLE</h1><div class='post-content'><p>ONE</p><p>TWO</p><p>THREE</p></div><div><p>OTHER</p></div>",
        // A layout of tables.
        "<table><tr><td width=20%>MENU</td><td><table><tr><td><b>TITLE</b></td></tr><tr><td><p>ONE</p><p>TWO</p>\
         <p>THREE</p></td></tr></table></td></tr></table>",
        // Text in cells, broken by br.
        "<table><tr><td>MENU<td><font size=4>TITLE</font><br><br>ONE<br><br>TWO<br><br>THREE</table>",
        // Paragraphs that are never closed.
        "<h1>TITLE</h1><div><p>ONE<p>TWO<p>THREE</div>",
        // Elements of the site's own.
        "<x-page><h1>TITLE</h1><x-text><p>ONE</p><p>TWO</p><p>THREE</p></x-text></x-page>",
        // Cut in pieces by advertisements.
        "<h1>TITLE</h1><div><div class=chunk><p>ONE</p><p>TWO</p></div><div class=ad>OTHER</div><div class=chunk><p>THREE\
         </p></div></div>",
        // Broken markup.
        "<div><h1>TITLE</h1></span><p>ONE</b></p></div></div><p>TWO<p>THREE<div",
    ] {
        let page = fill(&page.replace("MENU", &menu));
        assert_eq!(body(&page), [ONE, TWO, THREE], "{page}");
    }
}

#[test]
fn of_several_articles_the_one_with_the_headline_is_read() {
    let teaser = "<div class=item><h3><a href=/x>Trao Huân chương cho chín người</a></h3><p>OTHER</p></div>";
    let page =
        format!("<div><div><h1>TITLE</h1><p>ONE</p><p>TWO</p><p>THREE</p></div>{}</div>", teaser.repeat(9));
    assert_eq!(body(&fill(&page)), [ONE, TWO, THREE]);
}

#[test]
fn the_parts_of_an_article_come_in_reading_order() {
    let page = fill(
        "<h1>TITLE</h1><p class=sapo>OTHER</p><div class='article-body'><p>ONE</p><h2>Những tập thể được khen</h2>\
         <ul><li>Sở Nội vụ</li><li>1. Sở Y tế</li></ul><table><tr><th>TT</th><th>Đơn vị</th></tr><tr><td>1</td>\
         <td>Xã Bắc Hà</td></tr></table><blockquote>TWO</blockquote><p>THREE</p></div>",
    );
    let want = [
        OTHER,
        ONE,
        "Những tập thể được khen",
        "- Sở Nội vụ",
        "1. Sở Y tế",
        "TT | Đơn vị",
        "1 | Xã Bắc Hà",
        TWO,
        THREE,
    ];
    assert_eq!(body(&page), want);
}

#[test]
fn a_caption_is_told_where_it_names_an_award() {
    let page = |caption: &str| {
        format!(
            "<h1>TITLE</h1><div class=q><p>ONE</p><figure><img src=x><figcaption>{caption}</figcaption></figure><p>TWO</p>\
             <p>THREE</p></div>"
        )
    };
    let award = "Lãnh đạo tỉnh trao Bằng khen cho các tập thể.";
    assert_eq!(body(&fill(&page(award))), [ONE, award, TWO, THREE]);
    assert_eq!(body(&fill(&page("Quang cảnh hội nghị sáng 28/3."))), [ONE, TWO, THREE]);
}

#[test]
fn a_list_behind_the_last_paragraph_is_told() {
    let names: Vec<String> = (1..9).map(|i| format!("{i}. Trường Tiểu học số {i}")).collect();
    let page = fill(&format!(
        "<h1>TITLE</h1><div><p>ONE</p><p>TWO</p><p>THREE</p><div>{}</div></div>",
        names.join("<br>")
    ));
    assert_eq!(body(&page).len(), 3 + names.len());
}

#[test]
fn a_page_of_lines_is_read() {
    let lines: String = (1..12).map(|i| format!("<p>Đợt {i}: tháng {i}, xã thứ {i} của huyện</p>")).collect();
    let page = format!(
        "<div class=x>Dự báo</div><div><h1>{TITLE}</h1>{lines}</div><div><a href=/>Trang chủ</a></div>"
    );
    assert_eq!(body(&page).len(), 11);
}

#[test]
fn a_body_that_is_stated_and_not_shown_is_read() {
    let stated = [ONE, TWO, THREE, OTHER].join("\\n");
    let page = format!(
        "<script type='application/ld+json'>{{\"@graph\":[{{\"@type\":\"NewsArticle\",\"headline\":\"{TITLE}\",\
         \"articleBody\":\"{stated}\"}}]}}</script><h1>{TITLE}</h1><div id=app></div>"
    );
    assert_eq!(body(&page), [ONE, TWO, THREE, OTHER]);
}

#[test]
fn a_source_that_was_misread_is_set_right() {
    let page = fill("<h1>TITLE</h1><p>ONE</p><p>TWO</p><p>THREE</p>");
    let misread: String = page.bytes().map(char::from).collect();
    assert_eq!(body(&misread), [ONE, TWO, THREE]);
}

#[test]
fn hostile_pages_cost_no_more_than_others() {
    let told = fill("<p>ONE</p><p>TWO</p><p>THREE</p>");
    for hostile in [
        "<div>".repeat(100_000),
        "<b><i>".repeat(50_000),
        "<table><tr><td>".repeat(30_000),
        "<ul><li>".repeat(50_000),
        format!("{}{}", "<div>".repeat(100_000), "</div>".repeat(100_000)),
        "<p><b><i></p><div></b>".repeat(20_000),
        "<script>".repeat(100_000) + "</script>",
        "<".repeat(200_000),
        "</".repeat(200_000) + ">",
        format!("<script type=application/ld+json>{}</script>", "[".repeat(100_000)),
    ] {
        let start = std::time::Instant::now();
        let outline = parse(&format!("<body>{hostile}{told}")).unwrap().outline;
        assert!(outline.text.contains(TWO), "{:.20}", hostile);
        assert!(start.elapsed().as_secs() < 20, "{:.20}", hostile);
    }
}

#[test]
fn markup_beyond_measure_is_an_error() {
    let fonts: String = (0..200).map(|i| format!("<font size={i}>")).collect();
    let attributes: String = (0..3_000).map(|i| format!(" a{i}")).collect();
    for (page, error) in [
        (format!("<p>{fonts}</p>{}", "<p>x</p>".repeat(20_000)), MarkupError::Nodes),
        (format!("<div{attributes}>x"), MarkupError::Attributes),
    ] {
        assert_eq!(parse(&page).err(), Some(error));
    }
}

#[test]
fn what_states_a_day_goes_in_order_of_trust() {
    let json = "<script type='application/ld+json'>[{\"@type\":[\"NewsArticle\"],\"datePublished\":\"2024-03-01\"}]</script>";
    let meta = "<meta property=article:published_time content=2024-03-02>";
    let item = "<meta itemprop='datePublished dateCreated' content=2024-03-03>";
    let time = "<time datetime=2024-03-04>hôm qua</time>";
    let line = "<h1>TITLE</h1><div>05/03/2024 08:15</div>";
    let text = "<p>ONE</p><p>TWO</p><p>THREE</p>";
    for (parts, want) in [
        (vec![time, item, meta, json, line], Some("2024-03-01")),
        (vec![time, item, meta, line], Some("2024-03-02")),
        (vec![time, item, line], Some("2024-03-03")),
        (vec![time, line], Some("2024-03-04")),
        (vec![line], Some("2024-03-05T08:15+07:00")),
        (vec!["<meta name=pubdate content=2024-03-05>", line], Some("2024-03-05T08:15+07:00")),
        (vec!["<meta name=pubdate content=0001-01-01>", line], Some("2024-03-05T08:15+07:00")),
        (vec!["<h1>TITLE</h1>"], None),
    ] {
        let page = fill(&(parts.concat() + text));
        assert_eq!(parse(&page).unwrap().outline.published.as_deref(), want, "{page}");
    }
}

#[test]
fn what_a_page_states_for_machines_is_read() {
    let page = fill(
        "<head><title>TITLE | Báo X</title><meta property=og:site_name content='Báo X'><meta property=og:url \
         content='https://www.baox.vn/tin-1.html'><script type='application/ld+json'>{\"@graph\":[{\"@type\":\
         \"WebSite\",\"name\":\"Y\"},{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"Thu Hà\"}],\"articleSection\":\
         [\"Thời sự\"],\"dateModified\":\"2024-03-28T22:00:00+07:00\"}]}</script></head><h1>TITLE</h1><p>ONE</p><p>TWO</p>",
    );
    let page = parse(&page).unwrap();
    assert_eq!(page.source().outlet.as_deref(), Some("Báo X"));
    assert_eq!(page.source().host.as_deref(), Some("baox.vn"));
    assert_eq!(page.outline.author.as_deref(), Some("Thu Hà"));
    assert_eq!(page.outline.section.as_deref(), Some("Thời sự"));
    assert_eq!(page.outline.updated.as_deref(), Some("2024-03-28T22:00+07:00"));
}

#[test]
fn the_words_of_names_are_told_from_their_parts() {
    use super::names::{Names, Says};
    for (html, said, unsaid) in [
        ("<div class='article__body'>", Says::BODY, Says::RESIDUE),
        ("<div class='relatedPosts-list'>", Says::RELATED, Says::BODY),
        ("<div class='advantage'>", Says::default(), Says::PROMO),
        ("<div class='ad'>", Says::PROMO, Says::BODY),
        ("<div class='correspondent'>", Says::default(), Says::COMMENT),
        ("<blockquote class='twitter-tweet'>", Says::default(), Says::SHARE),
    ] {
        let tree = Tree::parse(html).unwrap();
        let mut names = Names::default();
        let nodes = tree.subtree(super::tree::ROOT);
        let says = nodes.fold(Says::default(), |says, id| says.with(names.of(&tree, id)));
        assert!((says.any(said) || said == Says::default()) && !says.any(unsaid), "{html} says {says:?}");
    }
}
