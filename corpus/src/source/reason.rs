//! What is read and is no article.

use std::fmt;

/// Why a record is passed over. Ordered as summaries name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A response that leads elsewhere (status 3xx).
    Redirect,
    /// A response without a page: 404, 410.
    NotFound,
    /// Any other response that is not 2xx.
    Status,
    /// A web archive's note that a page is as it was before (ISO 28500, 6.7).
    Revisit,
    /// What a crawler asked (ISO 28500, 6.5).
    Request,
    /// What a crawler says of itself and of its records (ISO 28500, 6.2 and 6.6).
    Metadata,
    /// An answer of the domain name system (RFC 4501).
    Dns,
    /// Rules for crawlers (RFC 9309).
    Robots,
    /// Nothing in it.
    Empty,
    /// A picture.
    Image,
    /// Sound or film.
    Media,
    /// A typeface.
    Font,
    /// A program.
    Script,
    /// A style sheet.
    Style,
    /// JSON, a feed, a source map.
    Data,
    /// PDF, office documents.
    Document,
    /// Other bytes that are no text.
    Binary,
    /// A page that lists articles: a front page, a section.
    List,
}

impl Reason {
    /// As summaries count it: one, many.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            Self::Redirect => ["redirect", "redirects"],
            Self::NotFound => ["page not found", "pages not found"],
            Self::Status => ["other status", "other statuses"],
            Self::Revisit => ["revisit", "revisits"],
            Self::Request => ["request", "requests"],
            Self::Metadata => ["metadata record", "metadata records"],
            Self::Dns => ["DNS answer", "DNS answers"],
            Self::Robots => ["robots.txt", "robots.txt"],
            Self::Empty => ["empty record", "empty records"],
            Self::Image => ["image", "images"],
            Self::Media => ["sound or film", "sounds and films"],
            Self::Font => ["font", "fonts"],
            Self::Script => ["script", "scripts"],
            Self::Style => ["style sheet", "style sheets"],
            Self::Data => ["data file", "data files"],
            Self::Document => ["PDF or office document", "PDF and office documents"],
            Self::Binary => ["binary file", "binary files"],
            Self::List => ["list of articles", "lists of articles"],
        }
    }

    /// Of a media type (RFC 9110, 8.3.1; RFC 6838) that is no page's; `None` for HTML, plain text and what
    /// does not say.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        let (kind, sub) = media_type.split_once('/')?;
        match (kind, sub) {
            ("text", "html" | "plain") | ("application", "xhtml+xml" | "octet-stream") => None,
            ("image", _) => Some(Self::Image),
            ("audio" | "video", _) => Some(Self::Media),
            ("font", _) => Some(Self::Font),
            ("text", "css") => Some(Self::Style),
            ("text", "dns") => Some(Self::Dns),
            ("application" | "text", "javascript" | "x-javascript" | "ecmascript") => Some(Self::Script),
            ("application", "pdf" | "msword" | "rtf" | "epub+zip") => Some(Self::Document),
            ("application", sub) if sub.contains("font") => Some(Self::Font),
            ("application", sub) if OFFICE.iter().any(|start| sub.starts_with(start)) => Some(Self::Document),
            ("application", "ogg" | "mp4" | "x-shockwave-flash") => Some(Self::Media),
            ("application" | "text", sub) if sub.contains("json") || sub.contains("xml") => Some(Self::Data),
            ("text", "csv" | "tab-separated-values" | "calendar" | "vcard") => Some(Self::Data),
            ("application", _) => Some(Self::Binary),
            _ => None,
        }
    }

    /// Of a file that is text by its bytes and no page by its name.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
        if name == "robots.txt" {
            return Some(Self::Robots);
        }
        match name.rsplit_once('.')?.1 {
            "js" | "mjs" => Some(Self::Script),
            "css" => Some(Self::Style),
            "json" | "map" => Some(Self::Data),
            "svg" => Some(Self::Image),
            _ => None,
        }
    }
}

/// How the media types of office documents begin.
const OFFICE: [&str; 4] =
    ["vnd.ms-", "vnd.openxmlformats-officedocument", "vnd.oasis.opendocument", "vnd.visio"];

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.names()[0])
    }
}

#[cfg(test)]
mod tests {
    use super::Reason;

    #[test]
    fn media_types_tell_what_is_no_page() {
        for (media_type, reason) in [
            ("text/html", None),
            ("text/plain", None),
            ("application/xhtml+xml", None),
            ("", None),
            ("image/svg+xml", Some(Reason::Image)),
            ("application/json", Some(Reason::Data)),
            ("application/rss+xml", Some(Reason::Data)),
            ("application/javascript", Some(Reason::Script)),
            ("application/vnd.ms-fontobject", Some(Reason::Font)),
            ("application/font-woff", Some(Reason::Font)),
            (
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                Some(Reason::Document),
            ),
            ("application/x-protobuf", Some(Reason::Binary)),
        ] {
            assert_eq!(Reason::of_media_type(media_type), reason, "{media_type}");
        }
    }
}
