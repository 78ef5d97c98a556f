//! The rule files, compiled, the cues that code asks for by name, and the weights of confidence.

use crate::conferral::confidence::Model;
use crate::grammar::{Grammar, GrammarError};
use crate::{conferral, mention};
use bangvang_gazetteer::{Cue, Gazetteer};

/// All rules.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) dates: Grammar,
    pub(crate) conferrals: Grammar,
    pub(crate) cue: CueNames,
    pub(crate) confidence: Model,
}

macro_rules! cue_names {
    ($($field:ident $name:literal),* $(,)?) => {
        /// Cues by the names of `cues.csv`.
        #[derive(Debug)]
        pub(crate) struct CueNames {
            $(pub(crate) $field: Cue,)*
        }

        impl CueNames {
            /// Every cue that code asks for.
            #[cfg(test)]
            const ALL: &[&str] = &[$($name),*];

            fn read(gazetteer: &Gazetteer) -> Result<Self, GrammarError> {
                Ok(Self { $($field: named(gazetteer, $name)?,)* })
            }
        }
    };
}

cue_names! {
    about "khoảng",
    according "theo lời",
    along "với",
    also "cũng",
    and "và",
    anniversary "kỷ niệm",
    at "tại",
    background "bối cảnh",
    before "trước đó",
    authority "ủy quyền",
    byname "tên khác",
    called "xướng danh",
    class "hạng",
    commend "khen thưởng",
    condition "nếu",
    classifier "tấm",
    confer "tặng",
    continues "tiếp nối",
    congress "đại hội",
    consider "xét tặng",
    contest "thi thố",
    copula "là",
    council "hội đồng",
    council_meets "họp hội đồng",
    credit "nguồn ảnh",
    decision "quyết định",
    done "đã",
    each "mỗi",
    emulation "thi đua",
    event "lễ",
    founding "ngày thành lập",
    from "từ",
    given_to "cho",
    funeral "tang lễ",
    gender "giới",
    hand_over "trao",
    hold "tổ chức",
    holiday "ngày lễ",
    honorific "danh xưng",
    honour "phong",
    in_turn "lần lượt",
    launch "phát động",
    many "nhiều",
    meets "họp",
    merit "thành tích",
    metal "kim loại",
    namely "gồm",
    kin "thân nhân",
    not "không",
    number "số",
    occasion "lần",
    venue "nơi",
    of "của",
    once "từng",
    own "có",
    owns_now "hiện có",
    one "một",
    one_of "một trong",
    other "khác",
    over "hơn",
    party_age "tuổi đảng",
    passive "được",
    pledge "ký giao ước",
    plural "các",
    present "có mặt",
    pronoun "đại từ",
    propose "đề nghị",
    rank "cấp",
    reach "đạt",
    receive "nhận",
    recognise "công nhận",
    review "tổng kết",
    region "vùng",
    relative_day "ngày tương đối",
    revoke "hủy",
    says "nói",
    scene "dịp này",
    sector "ngành",
    some_of "trong số",
    stands_for "thay tên",
    the_rest "còn lại",
    this "phần thưởng này",
    through "qua",
    times "lượt",
    title "danh hiệu",
    under "gần",
    until "đến",
    war "kháng chiến",
    whole "cả",
    will "sẽ",
    with "kèm",
    year "năm",
}

fn named(gazetteer: &Gazetteer, name: &str) -> Result<Cue, GrammarError> {
    let unknown =
        || GrammarError { file: "cues.csv", line: 0, message: format!("no row gives the cue {name:?}") };
    gazetteer.cues().get(name).ok_or_else(unknown)
}

impl Rules {
    /// The rule files that are compiled in.
    pub(crate) fn standard(gazetteer: &Gazetteer) -> Result<Self, GrammarError> {
        let grammar =
            |file, source, kinds, traits| Grammar::parse(file, source, kinds, traits, gazetteer.cues());
        let dates = include_str!("../rules/dates.rules");
        let conferrals = include_str!("../rules/conferrals.rules");
        Ok(Self {
            dates: grammar("dates.rules", dates, mention::date::KINDS, mention::date::TRAITS)?,
            conferrals: grammar("conferrals.rules", conferrals, conferral::KINDS, conferral::TRAITS)?,
            cue: CueNames::read(gazetteer)?,
            confidence: Model::parse("confidence.csv", include_str!("../data/confidence.csv"))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_are_sound() {
        Rules::standard(Gazetteer::standard()).unwrap();
    }

    /// Cues that no rule asks for: their words are one token, and so no others.
    const UNASKED: [&str; 7] =
        ["chương trình", "khóa", "thay mặt", "trong đó", "xét chọn", "âm lịch", "đến nay"];

    #[test]
    fn every_cue_of_the_table_is_spoken_of() {
        let cues = Gazetteer::standard().cues();
        let rules = Rules::standard(Gazetteer::standard()).unwrap();
        let silent = |name: &&String| {
            let cue = cues.get(name).unwrap();
            let ruled = rules.dates.kind_of(cue).or(rules.conferrals.kind_of(cue)).is_some();
            !ruled && !CueNames::ALL.contains(&name.as_str())
        };
        assert_eq!(cues.names().iter().filter(silent).collect::<Vec<_>>(), UNASKED);
    }
}
