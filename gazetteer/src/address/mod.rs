//! Which unit a written address names: "12 Lê Lợi, P. Bến Nghé, Q.1, TP.HCM".
//!
//! Every name in it is looked up; a unit that is named together with the units it lies in is likelier the more of
//! them there are, and the less of what follows it is left unexplained ([`chain`]).

mod chain;
pub(crate) mod names;
pub(crate) mod words;

use crate::Gazetteer;
use crate::units::{Rank, Units};
use crate::validity;
use chain::{Chain, Reader};
use names::UnitNames;
use words::{TypeWords, Word};

/// So many words are read of a line, its last: an address has fewer.
const MOST_WORDS: usize = 60;

/// What an address says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The smallest unit that it settles, as an index of [`Units::all`].
    pub unit: Option<usize>,
    /// Names from the province down to it; empty without a unit.
    pub path: Vec<String>,
    /// What is left before the units: house, street, village. Cleaned, as the address has it.
    pub street: String,
    /// Units of which it names one, without saying which; then `unit` is the larger one around them that
    /// it names, if it names one.
    pub unsettled: Vec<usize>,
}

/// What is compiled when the first address is read.
#[derive(Debug)]
pub(crate) struct AddressWords {
    pub(crate) types: TypeWords,
    pub(crate) names: UnitNames,
}

impl Gazetteer {
    /// Reads an address written anyhow: abbreviated, without diacritics, without commas, from the smaller unit to the
    /// larger or the other way. `day` (`2024`, `2024-03` or `2024-03-28`) tells which units there are; without one, it is
    /// the system that the whole address fits, today's where both do. Of a line of more than 60 words the last 60 are read.
    /// `None` where it names no unit.
    ///
    /// ```
    /// # use bangvang_gazetteer::Gazetteer;
    /// let gazetteer = Gazetteer::standard();
    /// let address = gazetteer.address("12 Lê Lợi, P. Bến Nghé, Q.1, TP.HCM", Some("2024")).unwrap();
    /// assert_eq!(address.path, ["Hồ Chí Minh", "Quận 1", "Bến Nghé"]);
    /// assert_eq!(address.street, "12 Lê Lợi");
    /// ```
    pub fn address(&self, text: &str, day: Option<&str>) -> Option<Address> {
        let text = words::tidy(text);
        let AddressWords { types, names } = self.address_words();
        let (text, words) = last_words(&text, types.split(&text));
        let named = names.all_in(&words, types, self.units());
        let reader = Reader::new(self.units(), types, &words, &named, day);
        let best = settle(reader.best(), self.units(), day);
        let first = best.first()?;
        let unit = if best.len() == 1 { Some(first.unit()) } else { larger(&best) };
        Some(Address {
            unit,
            path: unit.map_or_else(Vec::new, |unit| self.units().path(unit, day)),
            street: street(text, &words, first, unit),
            unsettled: if best.len() == 1 { Vec::new() } else { best.iter().map(Chain::unit).collect() },
        })
    }

    /// What addresses are read by.
    pub(crate) fn address_words(&self) -> &AddressWords {
        self.address_words.get_or_init(|| AddressWords {
            types: TypeWords::new(self.unit_types(), &self.of_addresses),
            names: UnitNames::new(self.units()),
        })
    }
}

/// The last words of an address, and the text from the first of them on, of which their spans are.
fn last_words(text: &str, mut words: Vec<Word>) -> (&str, Vec<Word>) {
    let passed = words.len().saturating_sub(MOST_WORDS);
    if passed == 0 {
        return (text, words);
    }
    words.drain(..passed);
    let from = words.first().map_or(0, |word| word.span.start);
    for word in &mut words {
        word.span = word.span.start - from..word.span.end - from;
    }
    (&text[from..], words)
}

/// Of readings that are as good: those of units that stood last, and of them the largest units, for "Mộc Châu, Sơn La" is
/// the district, not the township in it.
fn settle(mut best: Vec<Chain>, units: &Units, day: Option<&str>) -> Vec<Chain> {
    if day.is_none() {
        let last = |chain: &Chain| validity::last(&units.all()[chain.unit()].to);
        let latest = best.iter().map(&last).max().unwrap_or_default().to_owned();
        best.retain(|chain| last(chain) == latest);
    }
    let rank = |chain: &Chain| units.all()[chain.unit()].rank();
    let largest = best.iter().map(rank).min().unwrap_or(Rank::Abroad);
    best.retain(|chain| rank(chain) == largest);
    best
}

/// The smallest unit that all readings name above their own.
fn larger(best: &[Chain]) -> Option<usize> {
    let above = best.first()?.above();
    above.into_iter().find(|unit| best.iter().all(|chain| chain.above().contains(unit)))
}

/// What the units leave: the words before them, or behind them where the larger stand first.
fn street(text: &str, words: &[Word], chain: &Chain, unit: Option<usize>) -> String {
    let named = chain.named().filter(|named| Some(named.unit) == unit || chain.above().contains(&named.unit));
    let named: Vec<_> = named.collect();
    let first = named.iter().map(|named| named.start).min().unwrap_or(words.len());
    let last = named.iter().map(|named| named.end).max().unwrap_or(words.len());
    let left = match words.get(first) {
        _ if chain.is_reversed() => words.get(last).map_or("", |word| &text[word.span.start..]),
        Some(word) => &text[..word.span.start],
        None => text,
    };
    left.trim_matches(|c: char| c.is_whitespace() || ",;-–.(".contains(c)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: Option<&str> = Some("2024-05-19");
    const NEW: Option<&str> = Some("2025-09-02");

    /// "street | path > down" of an address, "-" where it names no unit.
    fn read(text: &str, day: Option<&str>) -> String {
        match Gazetteer::standard().address(text, day) {
            Some(read) => format!("{} | {}", read.street, read.path.join(" > ")),
            None => "-".to_owned(),
        }
    }

    #[test]
    fn an_address_names_the_smallest_unit_that_it_settles() {
        for (text, day, want) in [
            (
                "17 Pasteur, phường Võ Thị Sáu, quận 3, TP.HCM",
                OLD,
                "17 Pasteur | Hồ Chí Minh > Quận 3 > Võ Thị Sáu",
            ),
            ("P.10 Q.Gò Vấp", OLD, " | Hồ Chí Minh > Gò Vấp > Phường 10"),
            ("phố vọng phường 11 phú nhuận", OLD, "phố vọng | Hồ Chí Minh > Phú Nhuận > Phường 11"),
            ("thị xã Hồng Ngự, Đồng Tháp", OLD, " | Đồng Tháp > Hồng Ngự"),
            // "kiệt" is an alley, and "cu" a part of "chung cư", but not at the end of a street's name.
            ("9 Lý Thường Kiệt Lộc Thọ Nha Trang", OLD, "9 Lý Thường Kiệt | Khánh Hòa > Nha Trang > Lộc Thọ"),
            ("9 Nguyen Van Cu Loc Tho Nha Trang", OLD, "9 Nguyen Van Cu | Khánh Hòa > Nha Trang > Lộc Thọ"),
            ("p3 q8 sài gòn", OLD, " | Hồ Chí Minh > Quận 8 > Phường 3"),
            ("thon 3 xa Nam Dong huyen Cu Jut tinh Dak Nong", OLD, "thon 3 | Đắk Nông > Cư Jút > Nam Dong"),
            ("Ấp 2 Tân Hào, Giồng Trôm, Bến Tre", OLD, "Ấp 2 | Bến Tre > Giồng Trôm > Tân Hào"),
            ("Hà Nam, Lý Nhân, Chính Lý, đội 4", OLD, "đội 4 | Hà Nam > Lý Nhân > Chính Lý"),
            ("Xã Hoà Tiến – H. Hòa Vang – Đà Nẵng – VIỆT NAM", OLD, " | Đà Nẵng > Hòa Vang > Hòa Tiến"),
            ("thị trấn Ea Drang, Ea Hleo, Đăk Lăk", OLD, " | Đắk Lắk > Ea H'leo > Ea Drăng"),
            (
                "Đường Kim Đồng, phường Sông Hiến, Cao Bằng",
                OLD,
                "Đường Kim Đồng | Cao Bằng > Cao Bằng > Sông Hiến",
            ),
            ("xã Vũ Quý, tỉnh Hưng Yên", NEW, " | Hưng Yên > Vũ Quý"),
            ("Đặc khu Cô Tô, QUẢNG NINH 02000", NEW, " | Quảng Ninh > Cô Tô"),
            ("phường Cầu Giấy (Hà Nội)", NEW, " | Hà Nội > Cầu Giấy"),
        ] {
            assert_eq!(read(text, day), want, "{text}");
        }
    }

    #[test]
    fn the_day_or_else_the_whole_address_tells_the_system() {
        for (text, day, want) in [
            ("Côn Đảo", OLD, " | Bà Rịa - Vũng Tàu > Côn Đảo"),
            ("Côn Đảo", NEW, " | Hồ Chí Minh > Côn Đảo"),
            ("Côn Đảo", None, " | Hồ Chí Minh > Côn Đảo"),
            ("Côn Đảo, Bà Rịa - Vũng Tàu", None, " | Bà Rịa - Vũng Tàu > Côn Đảo"),
            ("quận Ba Đình, Hà Nội", None, " | Hà Nội > Ba Đình"),
        ] {
            assert_eq!(read(text, day), want, "{text} on {day:?}");
        }
    }

    #[test]
    fn what_an_address_leaves_open_stays_open() {
        for (text, want) in [
            ("Châu Thành", "Châu Thành | "),
            // The city and the district.
            ("Cao Lãnh, Đồng Tháp", "Cao Lãnh | Đồng Tháp"),
            ("xã Nowhere, huyện Yên Châu, Sơn La", "xã Nowhere | Sơn La > Yên Châu"),
            ("số 5 đường Trần Phú", "-"),
            ("kính chào quý khách", "-"),
            ("", "-"),
        ] {
            assert_eq!(read(text, OLD), want, "{text}");
        }
        let open = Gazetteer::standard().address("Châu Thành", OLD).unwrap();
        assert_eq!((open.unit, open.unsettled.len()), (None, 10));
    }

    #[test]
    fn of_a_long_line_the_last_words_are_read() {
        let line = "phường 5 quận 3 Châu Thành ".repeat(4000);
        let end = format!("{line}, phường Bến Nghé, Q.1, TP.HCM");
        let address = Gazetteer::standard().address(&end, OLD).unwrap();
        assert_eq!(address.path, ["Hồ Chí Minh", "Quận 1", "Bến Nghé"]);
        assert_eq!(address.street.split_whitespace().count(), MOST_WORDS - 7);
        let begin = format!("phường Bến Nghé, Q.1, TP.HCM {}", "kính chào quý khách ".repeat(20));
        assert_eq!(read(&begin, OLD), "-");
        for line in
            ["Châu Thành Bến Tre ", "phường 1 ", "tỉnh Vĩnh Long tỉnh Trà Vinh huyện Châu Thành ", &line]
        {
            assert!(Gazetteer::standard().address(&line.repeat(30), OLD).is_some(), "{line}");
        }
    }

    #[test]
    fn a_folder_adds_words_of_addresses() {
        let folder = tempfile::tempdir().unwrap();
        let rows = "word,role\nPhg,phuong\nkênh,street\nlầu,part-of-commune\nxứ sở thân yêu,passed-over\n";
        std::fs::write(folder.path().join("address-words.csv"), rows).unwrap();
        let with = Gazetteer::load(folder.path()).unwrap();
        for (text, path, street) in [
            ("Phg 5, Q.3, TP.HCM", "Hồ Chí Minh > Quận 3 > Phường 5", ""),
            ("kênh Khuê Trung, Cẩm Lệ, Đà Nẵng", "Đà Nẵng > Cẩm Lệ", "kênh Khuê Trung"),
            ("lầu 5 Hòa Xuân Cẩm Lệ Đà Nẵng", "Đà Nẵng > Cẩm Lệ > Hòa Xuân", "lầu 5"),
            ("Đà Nẵng xứ sở thân yêu", "Đà Nẵng", ""),
        ] {
            let address = with.address(text, OLD).unwrap();
            assert_eq!(
                (address.path.join(" > "), address.street.as_str()),
                (path.to_owned(), street),
                "{text}"
            );
            let path = address.path;
            let without = Gazetteer::standard().address(text, OLD);
            assert!(without.is_none_or(|without| without.path != path), "{text} without the folder");
        }
    }

    #[test]
    fn a_street_or_a_village_called_like_a_commune_is_none() {
        for text in [
            "Hòa Xuân, Cẩm Lệ, Đà Nẵng",
            "25 Khuê Trung, phường Hòa Xuân, quận Cẩm Lệ, Đà Nẵng",
            "đường Khuê Trung phường Hòa Xuân quận Cẩm Lệ Đà Nẵng",
            "thôn Khuê Trung, Hòa Xuân, Cẩm Lệ, Đà Nẵng",
            "to 12 khu pho Khue Trung, phuong Hoa Xuan, quan Cam Le, Da Nang",
        ] {
            let read = read(text, OLD);
            assert!(read.ends_with("| Đà Nẵng > Cẩm Lệ > Hòa Xuân"), "{text}: {read}");
        }
    }
}
