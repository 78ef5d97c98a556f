//! The years of membership that a Party badge is for: "60 năm tuổi Đảng", "60, 55 và 30 năm".

use crate::Rules;
use crate::token::Tokens;
use bangvang_gazetteer::Award;

/// The class that figures behind "Huy hiệu" tell.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Years {
    /// The token after them.
    pub(super) end: usize,
    /// The years, or "mixed" where there are several.
    pub(super) class: String,
    /// Each of them where there are several: none of a span, "từ 30 đến 60 năm".
    pub(super) listed: Vec<String>,
}

/// 60 năm · 60 năm tuổi Đảng · 60, 55 và 30 năm tuổi Đảng · từ 30 đến 60 năm
///
/// What is not said to be years is none: of "60 năm, 55 đồng chí" only the first.
pub(super) fn years(tokens: &Tokens<'_>, rules: &Rules, badge: &Award, at: usize) -> Option<Years> {
    let cue = &rules.cue;
    let class = |at: usize| tokens.digits(at).map(|y| y.to_string()).filter(|y| badge.has_class(y));
    let mut next = at + usize::from(tokens.is_cue(at, cue.from));
    let (mut read, mut said, mut span) = (Vec::new(), None, next > at);
    while let Some(years) = class(next) {
        read.push(years);
        let mut end = next + 1;
        end += usize::from(tokens.is_cue(end, cue.year));
        end += usize::from(tokens.is_cue(end, cue.party_age));
        if end > next + 1 {
            said = Some((end, read.len(), span));
        }
        let until = tokens.is_punct(end, "-–") || tokens.is_cue(end, cue.until);
        span |= until;
        if !(until || tokens.is_punct(end, ",") || tokens.is_cue(end, cue.and)) {
            break;
        }
        next = end + 1;
    }
    let (end, count, span) = said?;
    read.truncate(count);
    let listed = if span || count < 2 { Vec::new() } else { read.clone() };
    let class = if count > 1 { "mixed".to_owned() } else { read.pop()? };
    Some(Years { end, class, listed })
}
